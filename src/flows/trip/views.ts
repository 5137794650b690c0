import { type Day, yearIn } from '../../base/day.js'
import { chainFor } from '../../workrules/chains.js'
import { mayTakeOver } from '../away/handover.js'
import { isInChain, waitingFor } from '../chain/people.js'
import { requestsOf } from '../chain/request.js'
import type { WayStep } from '../chain/way.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { daysText } from '../leave/counted.js'
import { spanOf } from '../leave/form.js'
import { detailsOfTrip, type TripDetails, type TripTimes, tripTimes } from './details.js'
import { mattersIn, type TripMatter } from './entries.js'
import { formMatter, freshTrip, shownDays, tripDrafts } from './form.js'
import type { TripWords } from './intents.js'
import { hasBegun } from './own.js'
import { reckonTrip } from './reckoned.js'
import { isChangeable, mayNotTrip } from './submit.js'
import { type TripRecord, tripsSlice } from './trips.js'

/** A form of a trip or an outing, or what it has become. */
export interface TripView {
  kind: 'trip'
  key: string
  matter: TripMatter
  step: TripFormStep | { step: 'made'; trip: TripDetails }
}

export interface TripFormStep {
  step: 'form'
  words: TripWords
  /** What `words` are called when they are sent back: the days that this card shows. */
  shown: string
  /** Who may take over: the others of one's unit, and who usually does. Nobody takes over an outing. */
  people: { id: string; name: string }[]
  /** Null while no days can be read. */
  reckoned: {
    days: string
    provisional: boolean
    way: WayStep[]
    told: string[]
    outside: boolean
    vacant: string[]
    tellBy: Day | null
  } | null
  /** Sent back with this reason, or the approved one that is changed; null for a new one. */
  before: { by: string; reason: string } | 'changes' | null
  /** Sentences of the rules on what follows where nobody asks. */
  without: string[]
  clause: string
}

/** One's own trip. */
export interface OwnTripView {
  kind: 'own-trip'
  trip: TripDetails
  may: { withdraw: boolean; change: boolean; back: boolean; again: boolean }
}

/** A trip before who decides on it, or learns of it. */
export interface TripApprovalView {
  kind: 'trip-approval'
  trip: TripDetails
  /** Whether the reader may decide now. */
  may: boolean
  /** For whom the reader stands in; ''. */
  actingFor: string
}

/** One's trips and outings of the year. */
export interface MyTripsView {
  kind: 'my-trips'
  year: string
  /** Those of the year that stand: approved, or reported where that is enough. */
  standing: number
  trips: TripTimes[]
  /** What the rules let one ask for. */
  asks: TripMatter[]
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * A form. Access: everybody of the roster, their own.
 * @refuses {@link mayNotTrip}, gone
 */
export async function viewTrip(seeing: Seeing, key: string): Promise<TripView | GoneView> {
  const { bureau, person } = seeing
  if (person === null) return gone
  const { byId } = seeing.collected.of(tripsSlice)
  const named = formMatter(key)
  const before = named === null ? byId.get(key) : undefined
  const matter = named ?? before?.matter ?? 'trip'
  const refusal = mayNotTrip({ bureau, person }, matter)
  if (refusal) return { kind: 'gone', code: refusal.code }
  const draft = await tripDrafts.get(seeing.db, { bureau, person }, key)
  const made = draft && draft.made !== '' ? byId.get(draft.made) : undefined
  if (made && made.person === person) {
    return {
      kind: 'trip',
      key,
      matter,
      step: { step: 'made', trip: await detailsOfTrip(seeing, made) },
    }
  }
  if (named === null && (before?.person !== person || !isChangeable(before))) return gone
  const started = draft?.made === '' ? draft.words : null
  return {
    ...{ kind: 'trip', key, matter },
    step: await formStep(seeing, { person, matter, before: before ?? null, started }),
  }
}

async function formStep(
  seeing: Seeing,
  of: {
    person: string
    matter: TripMatter
    before: TripRecord | null
    started: TripWords | null
  },
): Promise<TripFormStep> {
  const { roster, work } = seeing.bureau
  const { person, matter, before, started } = of
  const chain = work && chainFor(work.rules, matter)
  const returned = before?.stage === 'returned' ? await detailsOfTrip(seeing, before) : null
  const words = started ?? { ...freshTrip(seeing, person, { matter, before }), ...returned?.texts }
  return {
    step: 'form',
    words,
    shown: shownDays(words),
    people: matter === 'outing' ? [] : mayTakeOver(roster, person, words.handover),
    reckoned: reckonedShown(seeing, { person, matter, words }),
    before: returned
      ? { by: returned.ended?.by ?? '', reason: returned.ended?.reason ?? '' }
      : before && 'changes',
    without: (chain?.without ?? []).map(({ name }) => name),
    clause: chain?.clause ?? '',
  }
}

function reckonedShown(
  seeing: Seeing,
  { person, matter, words }: { person: string; matter: TripMatter; words: TripWords },
): TripFormStep['reckoned'] {
  const span = spanOf(words)
  const reckoned = span && reckonTrip(seeing, person, { matter, span })
  if (!reckoned) return null
  const { days, provisional, way, told, ruled, vacant, tellBy } = reckoned
  const outside = ruled.steps === 'outside'
  return { days: daysText(days), provisional, way, told, outside, vacant, tellBy }
}

/**
 * One's own trip, with all that was written. Access: the person.
 * @refuses gone
 */
export async function viewOwnTrip(seeing: Seeing, id: string): Promise<OwnTripView | GoneView> {
  const trip = seeing.collected.of(tripsSlice).byId.get(id)
  if (!trip || trip.person !== seeing.person) return gone
  const { stage, span, back } = trip
  const stands = stage === 'approved' && back === null
  const on = span.from <= seeing.today
  return {
    kind: 'own-trip',
    trip: await detailsOfTrip(seeing, trip),
    may: {
      withdraw: stage === 'asked' || (stands && !hasBegun(seeing, trip)),
      change: stands && seeing.today <= span.to,
      back: stands && on && (trip.returns || seeing.today <= span.to),
      again: stage === 'returned',
    },
  }
}

/**
 * A trip before the chain. Access: who decided, who has it now, and who learns of it once it stands.
 * @refuses gone, trip-taken-back, trip-not-yours-now
 */
export async function viewTripApproval(
  seeing: Seeing,
  id: string,
): Promise<TripApprovalView | GoneView> {
  const { person, bureau } = seeing
  const trip = seeing.collected.of(tripsSlice).byId.get(id)
  if (!trip || person === null) return gone
  if (!isInChain(seeing, trip, person))
    return {
      kind: 'gone',
      code: trip.stage === 'withdrawn' ? 'trip-taken-back' : 'trip-not-yours-now',
    }
  const waiting = waitingFor(seeing, trip)
  const may = waiting?.deciders.includes(person) ?? false
  const standsIn = may ? waiting?.acting.get(person) : undefined
  return {
    kind: 'trip-approval',
    trip: await detailsOfTrip(seeing, trip),
    may,
    actingFor: standsIn === undefined ? '' : bureau.roster.nameOf(standsIn),
  }
}

/**
 * One's trips and outings of this year, latest first. Access: everybody of the roster, their own.
 * @refuses {@link mayNotTrip}
 */
export async function viewMyTrips(seeing: Seeing): Promise<MyTripsView | GoneView> {
  const { bureau, person, today, collected } = seeing
  if (person === null) return gone
  const refusal = mayNotTrip({ bureau, person }, 'trip')
  if (refusal) return { kind: 'gone', code: refusal.code }
  const year = yearIn(today)
  const own = requestsOf(collected.of(tripsSlice), person).filter(
    ({ span, stage }) => yearIn(span.to) >= year && stage !== 'replaced',
  )
  return {
    kind: 'my-trips',
    year,
    standing: own.filter(({ span, stage }) => stage === 'approved' && yearIn(span.from) <= year)
      .length,
    trips: own.toReversed().map((trip) => tripTimes(seeing, trip)),
    asks: mattersIn(bureau),
  }
}
