import { fieldsOf, isFields, numberOf, textOf } from './read-json.js'
import type { World } from './world.js'

/** The kinds of faults that can be asked for. */
export const faultKinds = [
  'dropAnswer',
  'dropCall',
  'tooMany',
  'serverError',
  'refuse',
  'delay',
  'delayEvent',
  'redeliver',
  'disconnect',
  'cardFrame',
  'cardLocked',
] as const

export type FaultKind = (typeof faultKinds)[number]

/** One fault that waits for its turn. */
export interface Fault {
  kind: FaultKind
  /** Name of the call or type of the event; undefined hits any. */
  target?: string
  /** How many are left; undefined goes on for ever. */
  times?: number
  probability: number
  ms: number
  status: number
  /** Business code of `refuse`. */
  code: number
}

/** The faults that are set; taking one uses it up. */
export class Faults {
  #set: Fault[] = []
  readonly taken: Record<string, number> = {}

  constructor(readonly world: () => World) {}

  list(): Fault[] {
    return this.#set
  }

  /** Sets faults from a body of the control API; answers a complaint, or undefined. */
  set(body: unknown): string | undefined {
    const fields = fieldsOf(body)
    const unknown = Object.keys(fields).find(
      (key) => key !== 'clear' && key !== 'seed' && !faultKinds.some((kind) => kind === key),
    )
    if (unknown !== undefined) return `unknown fault ${unknown}; known: ${faultKinds.join(', ')}`
    if (fields.clear === true) this.#set = []
    const seed = textOf(fields, 'seed')
    if (seed !== undefined) this.world().core.seed = seed
    for (const kind of faultKinds) {
      const given = fields[kind]
      if (given === undefined) continue
      this.#set = this.#set.filter((fault) => fault.kind !== kind)
      const wanted = Array.isArray(given) ? given : [given]
      for (const one of wanted) if (isFields(one)) this.#set.push(readFault(kind, one))
    }
    return undefined
  }

  /** The fault of this kind that strikes the call or event now, or undefined. */
  take(kind: FaultKind, target: string): Fault | undefined {
    const fault = this.#set.find(
      (one) => one.kind === kind && (one.target === undefined || one.target === target),
    )
    if (!fault) return undefined
    if (fault.probability < 1 && this.world().chance() >= fault.probability) return undefined
    if (fault.times !== undefined) {
      fault.times -= 1
      if (fault.times <= 0) this.#set = this.#set.filter((one) => one !== fault)
    }
    this.taken[kind] = (this.taken[kind] ?? 0) + 1
    return fault
  }
}

function readFault(kind: FaultKind, fields: Record<string, unknown>): Fault {
  const probability = numberOf(fields, 'probability')
  const times = numberOf(fields, 'times') ?? (probability === undefined ? 1 : undefined)
  const target = textOf(fields, 'api') ?? textOf(fields, 'event')
  return {
    kind,
    ...(target === undefined ? {} : { target }),
    ...(times === undefined ? {} : { times }),
    probability: probability ?? 1,
    ms: numberOf(fields, 'ms') ?? 0,
    status: numberOf(fields, 'status') ?? (kind === 'refuse' ? 400 : 500),
    code: numberOf(fields, 'code') ?? 1,
  }
}
