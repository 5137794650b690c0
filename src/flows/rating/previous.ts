import type { Situation } from '../context.js'
import { submissionsIn } from './asks.js'
import { periodsOf, type RatingPeriod } from './periods.js'

/** What an assessor handed in for the period before, by assessee; undefined without one. */
export function previousOf(
  situation: Pick<Situation, 'collected' | 'calendar'>,
  of: RatingPeriod,
  person: string,
): ReadonlyMap<string, string> | undefined {
  const before = periodsOf(of.cycle, situation.calendar)
    .filter((each) => each.part.id === of.part.id && each.period < of.period)
    .at(-1)
  return before && submissionsIn(situation, before).get(person)?.values
}
