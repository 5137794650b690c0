import { type Day, dayAt } from '../../base/day.js'
import { chainFor } from '../../workrules/chains.js'
import { returnDue } from '../../workrules/dates.js'
import { daysFromHalves, halfDaysOf } from '../../workrules/span.js'
import { informedOf } from '../chain/people.js'
import type { Stage } from '../chain/request.js'
import { type StepShown, wayShown } from '../chain/way.js'
import type { Seeing } from '../context.js'
import { daysText } from '../leave/counted.js'
import { textsOf } from '../texts.js'
import type { TripMatter } from './entries.js'
import type { TripRecord } from './trips.js'

/** When and how long, without any text of people. */
export interface TripTimes {
  id: string
  person: string
  name: string
  unit: string
  matter: TripMatter
  days: string
  /** Its days may still change: a year's notice is not known. */
  provisional: boolean
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
  handover: string
  stage: Stage
  back: Day | null
}

/** A trip before the person and the chain. */
export interface TripDetails extends TripTimes {
  /** Null where they were erased. */
  texts: { place: string; reason: string; tasks: string } | null
  way: StepShown[]
  /** Names of who learns of it. */
  told: string[]
  ended: { by: string; on: Day; reason: string } | null
  /** Until when to report back; null where nobody has to. */
  backBy: Day | null
  overdue: boolean
  clause: string
  /** It changes another, approved one. */
  changes: boolean
}

/** When and how long. */
export function tripTimes({ bureau, calendar }: Seeing, trip: TripRecord): TripTimes {
  const { roster } = bureau
  const { span, person, handover } = trip
  const unit = roster.lastUnitOf(person)
  return {
    ...{ id: trip.id, person, matter: trip.matter, stage: trip.stage, back: trip.back },
    name: roster.nameOf(person),
    unit: unit === null ? '' : roster.unitNameOf(unit),
    days: daysText(daysFromHalves(halfDaysOf(calendar, span, 'working-days'))),
    provisional: !calendar.certain(span.from, span.to),
    ...{ from: span.from, to: span.to },
    ...{ startsAtNoon: span.startsAtNoon, endsAtNoon: span.endsAtNoon },
    handover: handover === null ? '' : roster.nameOf(handover),
  }
}

/** Everything about a trip; only for the person and the chain. */
export async function detailsOfTrip(seeing: Seeing, trip: TripRecord): Promise<TripDetails> {
  const { db, bureau, calendar } = seeing
  const { work, roster } = bureau
  const { ended } = trip
  const entries = [
    trip.id,
    ...trip.passed.map(({ entry }) => entry),
    ...(ended ? [ended.entry] : []),
  ]
  const texts = await textsOf(db, entries, ['place', 'reason', 'tasks'])
  const reasonOf = (entry: string | null): string => texts.get(entry ?? '')?.reason ?? ''
  const own = texts.get(trip.id)
  const chain = work && chainFor(work.rules, trip.matter)
  const due = chain && trip.returns ? returnDue(chain, trip.span, calendar) : null
  return {
    ...tripTimes(seeing, trip),
    texts: trip.erased
      ? null
      : { place: own?.place ?? '', reason: own?.reason ?? '', tasks: own?.tasks ?? '' },
    way: wayShown(seeing, trip, reasonOf),
    told: informedOf(bureau, trip).map((one) => roster.nameOf(one)),
    ended: ended && {
      by: roster.nameOf(ended.by),
      on: dayAt(ended.on),
      reason: reasonOf(ended.entry),
    },
    backBy: trip.stage === 'approved' ? due : null,
    overdue: trip.overdue,
    clause: chain?.clause ?? '',
    changes: trip.instead !== null,
  }
}
