import { type Day, day, type Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { overlap, type Span } from '../../workrules/span.js'
import type { OnItsWay } from './chain.js'
import type { ChainEntries } from './entries.js'

/** How a request stands: asked, approved, or at an end without that. */
export type Stage = 'asked' | 'approved' | 'returned' | 'refused' | 'withdrawn' | 'replaced'

/** A time away that somebody asks a chain for, with all that was decided, without any text of people. */
export interface RequestRecord extends OnItsWay {
  id: string
  sequence: number
  askedBy: string
  askedAt: Instant
  /** As it stands now. */
  span: Span
  rank: string
  informed: readonly string[]
  /** Who takes over, as it was asked; null for nobody. */
  handover: string | null
  /** The approved request in the place of which it comes. */
  instead: string | null
  stage: Stage
  passed: {
    at: number
    role: string
    by: string
    on: Instant
    actingFor: string | null
    entry: string
  }[]
  /** Who sent it back or refused it, with the entry that has the reason. */
  ended: { by: string; on: Instant; entry: string } | null
  /** Day of the report back. */
  back: Day | null
  overdue: boolean
  erased: boolean
}

/** A bureau's requests of one kind and where they are found. */
export interface Requests<R extends RequestRecord> {
  byId: Map<string, R>
  byPerson: Map<string, R[]>
  /** Those about which something is still to be done: to be decided, or not reported back. */
  open: Set<R>
}

export function noRequests<R extends RequestRecord>(): Requests<R> {
  return { byId: new Map(), byPerson: new Map(), open: new Set() }
}

/** What every request has when it is asked; the rest is its own kind's. */
export function asked(
  entry: PlainEntry,
  span: { from: string; to: string; startsAtNoon: boolean; endsAtNoon: boolean },
) {
  const { from, to, startsAtNoon, endsAtNoon } = span
  return {
    id: entry.id,
    sequence: entry.sequence,
    person: entry.subject ?? entry.by,
    askedBy: entry.by,
    askedAt: entry.at,
    span: { from: day(from), to: day(to), startsAtNoon, endsAtNoon },
    stage: 'asked' as const,
    passed: [],
    ended: null,
    back: null,
    overdue: false,
    erased: false,
  }
}

/** Takes a request that was asked; without anybody who decides it stands at once. */
export function begin<R extends RequestRecord>(state: Requests<R>, made: R): void {
  state.byId.set(made.id, made)
  const own = state.byPerson.get(made.person)
  if (own) own.push(made)
  else state.byPerson.set(made.person, [made])
  state.open.add(made)
  if (made.deciding.length === 0) approve(state, made)
}

function approve<R extends RequestRecord>(state: Requests<R>, made: R): void {
  made.stage = 'approved'
  const before = made.instead === null ? undefined : state.byId.get(made.instead)
  if (!before) return
  before.stage = 'replaced'
  state.open.delete(before)
}

/** How an entry about a request changes it. */
export function onRequest<R extends RequestRecord>(
  change: (request: R, entry: PlainEntry, state: Requests<R>) => void,
): (state: Requests<R>, entry: PlainEntry) => void {
  return (state, entry) => {
    const request = state.byId.get(entry.about ?? '')
    if (!request) return
    change(request, entry, state)
    if (request.back !== null || !isLive(request)) state.open.delete(request)
  }
}

/** How what a chain decides changes a request. */
export function chainFolds<R extends RequestRecord>(
  entries: ChainEntries,
): Record<string, (state: Requests<R>, entry: PlainEntry) => void> {
  const ends = (stage: Stage) =>
    onRequest<R>((request, entry) => {
      request.stage = stage
      request.ended = { by: entry.by, on: entry.at, entry: entry.id }
    })
  return {
    [entries.passed.kind]: onRequest((request, entry, state) => {
      const { at, role, actingFor, last } = entries.passed.body(entry)
      request.passed.push({ at, role, by: entry.by, on: entry.at, actingFor, entry: entry.id })
      if (last) approve(state, request)
    }),
    [entries.returned.kind]: ends('returned'),
    [entries.refused.kind]: ends('refused'),
    [entries.withdrawn.kind]: ends('withdrawn'),
  }
}

/** Somebody's requests, earliest asked first. */
export function requestsOf<R extends RequestRecord>(
  state: Requests<R>,
  person: string,
): readonly R[] {
  return state.byPerson.get(person) ?? []
}

/** Whether a request is asked or approved: its days are taken. */
export function isLive({ stage }: Pick<RequestRecord, 'stage'>): boolean {
  return stage === 'asked' || stage === 'approved'
}

/** Somebody's request that has a half day in common with a span; null for none. `but`: these are not looked at. */
export function overlapping<R extends RequestRecord>(
  state: Requests<R>,
  person: string,
  of: { span: Span; but: readonly string[] },
): R | null {
  const found = requestsOf(state, person).find(
    (one) => isLive(one) && !of.but.includes(one.id) && overlap(one.span, of.span),
  )
  return found ?? null
}

/**
 * The approved request over a day of somebody; null for none. From the day of the report back on it is over, that day
 * counted (`with` it: what excuses, or `without`: who is away).
 */
export function approvedOn<R extends RequestRecord>(
  state: Requests<R>,
  person: string,
  of: { on: Day; back: 'with' | 'without' },
): R | null {
  const { on } = of
  const found = requestsOf(state, person).find(
    ({ stage, span, back }) =>
      stage === 'approved' &&
      span.from <= on &&
      on <= span.to &&
      (back === null || on < back || (on === back && of.back === 'with')),
  )
  return found ?? null
}
