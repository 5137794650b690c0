import type { Day } from '../../base/day.js'
import type { Points } from '../../base/points.js'
import { handoverBy } from '../../workrules/dates.js'
import { daysFromHalves, halfDaysOf, type Span } from '../../workrules/span.js'
import { type Ruled, ruledFor, vacantIn } from '../chain/chain.js'
import { informedOf } from '../chain/people.js'
import { type WayStep, wayOf } from '../chain/way.js'
import type { Situation } from '../context.js'
import type { TripMatter } from './entries.js'

/** What a trip over a span would be: working days, who decides, who is told. */
export interface ReckonedTrip {
  matter: TripMatter
  days: Points
  /** Some of its days are in a year whose notice is not known. */
  provisional: boolean
  ruled: Ruled
  /** Steps that will decide, with names; those that the person holds alone are left out. */
  way: WayStep[]
  /** Names of who only learns of it. */
  told: string[]
  vacant: string[]
  /** The last day on which who takes over should know; null where the rules do not say. */
  tellBy: Day | null
}

/** Reckons a trip or an outing over a span for somebody; null where the bureau's rules say nothing of it. */
export function reckonTrip(
  situation: Situation,
  person: string,
  of: { matter: TripMatter; span: Span },
): ReckonedTrip | null {
  const { bureau, calendar } = situation
  const { matter, span } = of
  const ruled = ruledFor(bureau, { matter, person, span, calendar })
  if (!bureau.work || !ruled) return null
  const { handover } = bureau.work.rules
  const handed = matter === 'trip' && handover?.matters.includes('trip') ? handover : null
  const roles = ruled.chain.does === 'are-told' ? ruled.informed : ruled.deciding
  return {
    matter,
    days: daysFromHalves(halfDaysOf(calendar, span, 'working-days')),
    provisional: !calendar.certain(span.from, span.to),
    ruled,
    way: wayOf(situation, person, ruled.deciding),
    told: informedOf(bureau, { person, informed: ruled.informed }).map((one) =>
      bureau.roster.nameOf(one),
    ),
    vacant: vacantIn(bureau, { person, deciding: roles }).map(({ name }) => name),
    tellBy: handed === null ? null : handoverBy(handed, span.from, calendar),
  }
}
