import type { Day, Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  factApproved,
  type FactBody,
  factEffective,
  factObjected,
  factProposed,
  factReturned,
  factReversed,
  factSent,
  factTold,
  factUndelivered,
  factUpheld,
  factVerified,
  factWithdrawn,
} from './entries.js'

/** What was done about a fact; `whose`: the charge it is about, null for the whole fact. */
export interface FactStep {
  what:
    | 'proposed'
    | 'verified'
    | 'approved'
    | 'returned'
    | 'undelivered'
    | 'told'
    | 'objected'
    | 'upheld'
    | 'withdrawn'
    | 'effective'
    | 'reversed'
  by: string
  /** The day it was written down. */
  at: Instant
  role: string | null
  whose: string | null
  /** Id of the entry: its text, if any, is read when a card shows it. */
  entry: string
}

/** How a fact stands for one who is charged, a person or a unit. Each has an own window. */
export interface ChargeRecord {
  whose: string
  /** `sent`: on its way to who is told, no window runs yet. */
  state: 'sent' | 'told' | 'objected' | 'effective' | 'withdrawn'
  /** Null until it is told. */
  objectUntil: Day | null
}

/** A fact with all that was decided about it, without any text of people. */
export interface FactRecord {
  id: string
  sequence: number
  /** The day it happened. */
  day: Day
  body: FactBody
  recordedBy: string
  /** Ended as a whole; null while it is not. */
  ended: 'returned' | 'withdrawn' | 'reversed' | null
  charges: Map<string, ChargeRecord>
  /** Persons whom the card could not be brought to. */
  unreached: Set<string>
  steps: FactStep[]
  /** The fact that was recorded instead after this one was sent back; null while there is none. */
  successor: string | null
}

/** A bureau's facts and where they are found. */
export interface FactsCollected {
  byId: Map<string, FactRecord>
  /** Person or unit id → the facts that name it or concern it. */
  byWho: Map<string, FactRecord[]>
  byMatter: Map<string, FactRecord[]>
  /** Facts that are not at an end: a step, a window or an objection is open. */
  open: Set<FactRecord>
}

/** Facts of the bureau, with what became of them. */
export const factsSlice = slice<FactsCollected>(
  'facts',
  () => ({ byId: new Map(), byWho: new Map(), byMatter: new Map(), open: new Set() }),
  {
    [factProposed.kind]: propose,
    [factVerified.kind]: decided((fact, entry) => pass(fact, entry, 'verified')),
    [factApproved.kind]: decided((fact, entry) => pass(fact, entry, 'approved')),
    [factReturned.kind]: decided((fact, entry) => end(fact, entry, 'returned')),
    [factSent.kind]: decided((fact, entry) => {
      const whose = entry.subject ?? ''
      fact.charges.set(whose, { whose, state: 'sent', objectUntil: null })
      for (const person of factSent.body(entry).unknown) fact.unreached.add(person)
    }),
    [factUndelivered.kind]: decided((fact, entry) => {
      fact.unreached.add(entry.subject ?? '')
      step(fact, entry, 'undelivered')
    }),
    [factTold.kind]: decided((fact, entry) => {
      const whose = entry.subject ?? ''
      const objectUntil = factTold.body(entry).objectUntil as Day
      fact.charges.set(whose, { whose, state: 'told', objectUntil })
      step(fact, entry, 'told')
    }),
    [factObjected.kind]: decided((fact, entry) => charge(fact, entry, 'objected', 'objected')),
    [factUpheld.kind]: decided((fact, entry) => step(fact, entry, 'upheld')),
    [factWithdrawn.kind]: decided((fact, entry) => {
      if (entry.subject === null) end(fact, entry, 'withdrawn')
      else charge(fact, entry, 'withdrawn', 'withdrawn')
    }),
    [factEffective.kind]: decided((fact, entry) => charge(fact, entry, 'effective', 'effective')),
    [factReversed.kind]: decided((fact, entry) => end(fact, entry, 'reversed')),
  },
)

function propose(state: FactsCollected, entry: PlainEntry): void {
  const body = factProposed.body(entry)
  const fact: FactRecord = {
    id: entry.id,
    sequence: entry.sequence,
    day: entry.day,
    body,
    recordedBy: entry.by,
    ended: null,
    charges: new Map(),
    unreached: new Set(),
    steps: [],
    successor: null,
  }
  step(fact, entry, 'proposed')
  state.byId.set(fact.id, fact)
  state.open.add(fact)
  for (const who of whoIn(body)) add(state.byWho, who, fact)
  if (body.matter !== undefined) add(state.byMatter, body.matter, fact)
  const before = body.instead === undefined ? undefined : state.byId.get(body.instead)
  if (before) before.successor = fact.id
}

/** Everybody and every unit that a fact names or concerns, each once. */
function whoIn(body: FactBody): Set<string> {
  return new Set([
    ...body.persons,
    ...body.units,
    ...(body.joint ?? []).map((one) => one.who),
    ...(typeof body.head === 'string' ? [body.head] : []),
  ])
}

function add(index: Map<string, FactRecord[]>, key: string, fact: FactRecord): void {
  const list = index.get(key)
  if (list) list.push(fact)
  else index.set(key, [fact])
}

/** A decision on the fact that it names; one on no fact of ours changes nothing. */
function decided(
  decide: (fact: FactRecord, entry: PlainEntry) => void,
): (state: FactsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const fact = state.byId.get(entry.about ?? '')
    if (!fact) return
    decide(fact, entry)
    if (isSettled(fact)) state.open.delete(fact)
  }
}

function pass(fact: FactRecord, entry: PlainEntry, what: 'verified' | 'approved'): void {
  step(fact, entry, what)
}

function end(fact: FactRecord, entry: PlainEntry, as: NonNullable<FactRecord['ended']>): void {
  fact.ended = as
  step(fact, entry, as)
}

function charge(
  fact: FactRecord,
  entry: PlainEntry,
  state: ChargeRecord['state'],
  what: FactStep['what'],
): void {
  const known = fact.charges.get(entry.subject ?? '')
  if (known) known.state = state
  step(fact, entry, what)
}

function step(fact: FactRecord, entry: PlainEntry, what: FactStep['what']): void {
  const role = roleOf(entry)
  fact.steps.push({
    what,
    by: entry.by,
    at: entry.at,
    role,
    whose: what === 'proposed' ? null : entry.subject,
    entry: entry.id,
  })
}

function roleOf(entry: PlainEntry): string | null {
  const { body } = entry
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  return typeof body.role === 'string' ? body.role : null
}

/** Nothing about it waits for anybody any more. */
function isSettled(fact: FactRecord): boolean {
  if (fact.ended !== null) return true
  if (fact.charges.size === 0) return false
  return [...fact.charges.values()].every(
    ({ state }) => state === 'effective' || state === 'withdrawn',
  )
}

/** How a fact stands as a whole, for lists and cards. */
export type FactStage =
  | 'proposed'
  | 'sent'
  | 'told'
  | 'objected'
  | 'effective'
  | 'withdrawn'
  | 'returned'
  | 'reversed'

/** The stage: what is open comes first, an objection before a window. */
export function stageOf(fact: FactRecord): FactStage {
  if (fact.ended !== null) return fact.ended
  const states = new Set([...fact.charges.values()].map((each) => each.state))
  if (states.size === 0) return 'proposed'
  if (states.has('objected')) return 'objected'
  if (states.has('told')) return 'told'
  if (states.has('sent')) return 'sent'
  return states.has('effective') ? 'effective' : 'withdrawn'
}

/** Whether a step was done under a role. */
export function isPassed(
  fact: Pick<FactRecord, 'steps'>,
  what: 'verified' | 'approved',
  role: string,
): boolean {
  return fact.steps.some((step) => step.what === what && step.role === role)
}
