import { larger, type Points, smaller } from '../../src/base/points.js'

/**
 * What the changed places call at run time. One mutant at most is switched on; with tracing, every place says which
 * of its mutants would have given another value there: a test in which a mutant never does cannot notice it.
 */

const globals: Record<string, unknown> = globalThis
type Ends = (a: Points, b: Points) => Points
type Of = Record<string, (...given: unknown[]) => unknown>

let active = -1
let calls = 0
let limit = Number.POSITIVE_INFINITY
let hits: Set<number> | null = null

/** Switches one mutant on (-1: none) and lets it make that many steps. */
export function switchOn(mutant: number, most: number): void {
  active = mutant
  limit = most
}

/** Runs something and says how many steps it made. */
export function startCounting(): () => number {
  calls = 0
  return () => calls
}

/** Starts tracing into a set of mutants, or ends it. */
export function trace(into: Set<number> | null): void {
  hits = into
}

function step(): void {
  calls += 1
  if (calls > limit) throw new Error('endless')
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => one === b[at])
  if (typeof a === 'object' && a !== null && 'equals' in a && typeof a.equals === 'function')
    return b !== null && b !== undefined && a.equals(b) === true
  return false
}

/** Traces a mutant that would have given another value, or none. */
function compare(id: number, was: unknown, now: () => unknown): void {
  const into = hits
  if (into === null || into.has(id)) return
  try {
    if (!isSame(was, now())) into.add(id)
  } catch {
    into.add(id)
  }
}

function calculated(operator: string, a: never, b: never): unknown {
  switch (operator) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '===':
      return a === b
    case '!==':
      return a !== b
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    default:
      return a / b
  }
}

const swapped: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
}

globals['__m'] = (id: number): boolean => {
  step()
  hits?.add(id)
  return id === active
}
globals['__c'] = (id: number, value: unknown): unknown => {
  step()
  hits?.add(value ? id + 1 : id)
  return id === active ? true : id + 1 === active ? false : value
}
globals['__o'] = (id: number, operator: string, a: never, b: never): unknown => {
  step()
  if (hits === null && active !== id && active !== id + 1) return calculated(operator, a, b)
  const others = swapped[operator] ?? []
  const on = active - id
  if (on >= 0 && on < others.length) return calculated(others[on] ?? '', a, b)
  const was = calculated(operator, a, b)
  if (hits !== null)
    for (const [at, one] of others.entries()) compare(id + at, was, () => calculated(one, a, b))
  return was
}
globals['__and'] = (id: number, a: unknown, b: () => unknown): unknown => {
  step()
  if (id === active) return a || b()
  const was = a && b()
  // What is not reached might throw or remember something wrong: it counts as another value.
  if (!a || !isSame(was, a)) hits?.add(id)
  return was
}
globals['__or'] = (id: number, a: unknown, b: () => unknown): unknown => {
  step()
  if (id === active) return a && b()
  const was = a || b()
  if (a || !isSame(was, a)) hits?.add(id)
  return was
}
globals['__else'] = (id: number, a: unknown, b: () => unknown): unknown => {
  step()
  if (id === active) return a && b()
  hits?.add(id)
  return a ?? b()
}
globals['__f'] = (id: number, other: string, of: Ends, a: Points, b: Points): unknown => {
  step()
  const now = other === 'larger' ? larger : smaller
  if (id === active) return now(a, b)
  const was = of(a, b)
  if (hits !== null) compare(id, was, () => now(a, b))
  return was
}
globals['__p'] = (id: number, it: Of, other: string, of: string, ...given: unknown[]): unknown => {
  step()
  if (id === active) return it[other]?.(...given)
  const was = it[of]?.(...given)
  if (hits !== null) compare(id, was, () => it[other]?.(...given))
  return was
}
globals['__r'] = (id: number, it: unknown, of: (it: unknown) => unknown): unknown => {
  step()
  if (id === active) return it
  const before = hits !== null && Array.isArray(it) ? [...it] : it
  const was = of(it)
  if (hits !== null) compare(id, was, () => before)
  return was
}

/** What the engine remembers between calls is forgotten with each mutant. */
const remembered: { forget(): void }[] = []
globals['__WeakMap'] = class<K extends object, V> {
  #map = new WeakMap<K, V>()
  constructor() {
    remembered.push({ forget: () => (this.#map = new WeakMap()) })
  }
  get(key: K): V | undefined {
    return this.#map.get(key)
  }
  set(key: K, value: V): this {
    this.#map.set(key, value)
    return this
  }
}

globals['__Map'] = class<K, V> extends Map<K, V> {
  constructor() {
    super()
    remembered.push({ forget: () => this.clear() })
  }
}

/** Forgets all that was remembered. */
export function forget(): void {
  for (const one of remembered) one.forget()
}
