import type { Day } from '../../base/day.js'
import { overlap, type Span } from '../../workrules/span.js'
import { approvedOn, overlapping, type RequestRecord, requestsOf } from '../chain/request.js'
import type { Situation } from '../context.js'
import { kindOf } from '../leave/counted.js'
import { leavesSlice } from '../leave/leaves.js'
import type { TripMatter } from '../trip/entries.js'
import { tripsSlice } from '../trip/trips.js'

/** A time away of somebody: leave, a trip or an outing. */
export interface Absence {
  matter: 'leave' | TripMatter
  request: RequestRecord
}

type At = Pick<Situation, 'collected'>

/** What excuses somebody on a day: approved leave, an approved trip, a reported outing; null for nothing. */
export function excuseOn(at: At, person: string, on: Day): Absence | null {
  return absenceOn(at, person, { on, back: 'with' })
}

function absenceOn(
  { collected }: At,
  person: string,
  of: { on: Day; back: 'with' | 'without' },
): Absence | null {
  const leave = approvedOn(collected.of(leavesSlice), person, of)
  if (leave) return { matter: 'leave', request: leave }
  const trip = approvedOn(collected.of(tripsSlice), person, of)
  return trip && { matter: trip.matter, request: trip }
}

/** What somebody is away for on a day; null for nothing. Who has reported back is there. */
export function awayOn(at: At, person: string, on: Day): Absence | null {
  return absenceOn(at, person, { on, back: 'without' })
}

/** Whether somebody is away for the day and more, so that another has their work: on leave or on a trip. */
export function isAway(at: At, person: string, on: Day): boolean {
  const absence = awayOn(at, person, on)
  return absence !== null && absence.matter !== 'outing'
}

/** Any request of somebody, of whichever matter; null where there is none of that id. */
export function absenceById({ collected }: At, id: string): Absence | null {
  const leave = collected.of(leavesSlice).byId.get(id)
  if (leave) return { matter: 'leave', request: leave }
  const trip = collected.of(tripsSlice).byId.get(id)
  return trip ? { matter: trip.matter, request: trip } : null
}

/** What of somebody's leave, trips and outings has a half day in common with a span; null for none. */
export function absenceOver(
  { collected }: At,
  person: string,
  of: { span: Span; but: readonly string[] },
): Absence | null {
  const leave = overlapping(collected.of(leavesSlice), person, of)
  if (leave) return { matter: 'leave', request: leave }
  const trip = overlapping(collected.of(tripsSlice), person, of)
  return trip && { matter: trip.matter, request: trip }
}

/** What excuses somebody from what lies in a span of half days; null for nothing. */
export function excuseOver({ collected }: At, person: string, span: Span): Absence | null {
  const excuses = ({ stage, span: away, back }: RequestRecord): boolean =>
    stage === 'approved' && (back === null || span.from <= back) && overlap(away, span)
  const leave = requestsOf(collected.of(leavesSlice), person).find(excuses)
  if (leave) return { matter: 'leave', request: leave }
  const trip = requestsOf(collected.of(tripsSlice), person).find(excuses)
  return trip ? { matter: trip.matter, request: trip } : null
}

/** Somebody of a unit who is not there today: why as others may know it, and until when. */
export interface AwayShown {
  name: string
  matter: Absence['matter']
  to: Day
}

/** Who of the units that somebody heads or is in charge of is not there today, in the roster's order. */
export function awayFor(at: Situation, person: string): AwayShown[] {
  const { roster } = at.bureau
  const units = new Set([...roster.headedBy(person), ...roster.inChargeOf(person)])
  return [...units].flatMap((unit) =>
    roster.membersOf(unit).flatMap(({ id, name }) => {
      const absence = id === person ? null : awayOn(at, id, at.today)
      return absence ? [{ name, matter: absence.matter, to: absence.request.span.to }] : []
    }),
  )
}

/** Everybody who is on leave or on a trip today. */
export function awayIn(at: Situation): string[] {
  const persons = new Set(openAbsences(at).map(({ request }) => request.person))
  return [...persons].filter((person) => isAway(at, person, at.today))
}

/** Everything that is open and approved, of everybody: who may be away. */
export function openAbsences({ collected }: At): Absence[] {
  const of = (all: Iterable<RequestRecord>, matter: (one: RequestRecord) => Absence['matter']) =>
    [...all].flatMap((request) =>
      request.stage === 'approved' ? [{ matter: matter(request), request }] : [],
    )
  const trips = collected.of(tripsSlice)
  return [
    ...of(collected.of(leavesSlice).open, () => 'leave'),
    ...of(trips.open, ({ id }) => trips.byId.get(id)?.matter ?? 'trip'),
  ]
}

/** What people call it: the kind of leave, or the matter. */
export function matterName(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  { matter, request }: Absence,
): string {
  if (matter !== 'leave') return matterNames[matter]
  const kind = collected.of(leavesSlice).byId.get(request.id)?.kind ?? ''
  return kindOf(bureau, kind)?.name ?? matterNames.leave
}

/** Matters as others see them, who are told no kind of leave. */
export const matterNames: Readonly<Record<Absence['matter'], string>> = {
  leave: '请假',
  trip: '出差',
  outing: '外出',
}
