import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import type { Context } from '../context.js'
import { type OnItsWay, type Waiting, waitingOf } from './chain.js'
import type { ChainEntries } from './entries.js'

/** What one who decides may say. */
export type Decision = 'pass' | 'return' | 'refuse'

/** A request as a chain decides on it. */
export interface Decided extends OnItsWay {
  id: string
  /** What became of it; null while it waits. */
  ended: string | null
  /** What its entries are of, where that is not the person. */
  entries?: { subject: string; period: string }
}

/** What a decision made of the request. */
export interface Made {
  kind: 'made'
  what: Decision
  /** Nothing waits any more: it is approved. */
  last: boolean
  /** Who is asked next. */
  next: readonly string[]
}

/** One decides on a request that is held (claimed) by the transaction; refusals come before anything is written. */
export function decide(
  ctx: Context,
  of: {
    request: Decided
    entries: ChainEntries
    decision: Decision
    text: string
    field: string
  },
): Made | Refusal {
  const { request, entries, decision, text, field } = of
  const waiting = waitingOf(ctx.bureau, request)
  const denied = mayNotDecide(ctx, request, waiting)
  if (denied || !waiting) return denied ?? refuse('gone')
  if (decision !== 'pass' && text === '') return refuseForm([fault(field, 'chain-reason')])
  const written = {
    about: request.id,
    ...(request.entries ?? { subject: request.person }),
    ...(text === '' ? {} : { personal: { reason: text } }),
  }
  const { at, role } = waiting
  if (decision !== 'pass') {
    const kind = decision === 'return' ? entries.returned : entries.refused
    kind.write(ctx, { ...written, body: { role } })
    return { kind: 'made', what: decision, last: false, next: [] }
  }
  const actingFor = waiting.holders.includes(ctx.person)
    ? null
    : (waiting.acting.get(ctx.person) ?? null)
  const passed = [...request.passed, { at, by: ctx.person }]
  const next = waitingOf(ctx.bureau, { ...request, passed })
  entries.passed.write(ctx, {
    ...written,
    body: { at, role, actingFor, last: next === null },
  })
  return { kind: 'made', what: 'pass', last: next === null, next: next?.asked ?? [] }
}

/** Why a person can't decide on a request now: it is at an end, or another's; null where they can. */
export function mayNotDecide(
  { bureau, person }: Pick<Context, 'bureau' | 'person'>,
  request: Decided,
  waiting: Waiting | null,
): Refusal | null {
  const { roster } = bureau
  if (request.ended !== null || !waiting) {
    const last = request.passed.at(-1)
    return refuse(`chain-ended-${request.ended ?? 'approved'}`, {
      who: last ? roster.nameOf(last.by) : '',
    })
  }
  if (waiting.deciders.includes(person)) return null
  const before = request.passed.find(({ by }) => by === person)
  const names = waiting.asked.map((one) => roster.nameOf(one)).join('、') || '目前无人'
  return refuse(before ? 'chain-passed-before' : 'chain-not-yours', {
    who: `${waiting.roleName} ${names}`,
  })
}
