import { contextOf } from '../../scoring/context.js'
import { periodGrade } from '../../scoring/ratings/period-grades.js'
import type { Situation } from '../context.js'
import { inputAround } from '../scoring-input.js'
import type { RatingPeriod } from './periods.js'

/** A level that facts of the period force, whatever is given. */
export interface Forced {
  level: string
  /** Names of the rules whose facts force it. */
  because: string[]
}

/**
 * Whose level a period's facts force, as the engine finds it today. A fact that is reversed later gives the choice back:
 * nothing is recorded for those forced.
 */
export function forcedIn(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  { cycle, part, period }: RatingPeriod,
  assessees: readonly string[],
): ReadonlyMap<string, Forced> {
  const found = new Map<string, Forced>()
  if (part.kind !== 'period-grades' || part.forced.length === 0) return found
  for (const id of assessees) {
    const assessee = cycle.byId.get(id)
    if (!assessee) continue
    const input = inputAround(situation, cycle, { asOf: situation.today, assessee })
    const context = contextOf({ ...input, periodGrades: [] })
    const { level, forcedBy } = periodGrade(context, part, { assessee: id, period })
    if (level === null) continue
    const rules = input.facts.flatMap((fact) => (forcedBy.includes(fact.id) ? [fact.rule] : []))
    const names = rules.map((rule) => cycle.scheme.rules.find((one) => one.id === rule)?.name ?? '')
    found.set(id, { level, because: [...new Set(names)] })
  }
  return found
}
