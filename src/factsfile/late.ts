import { day, type Day } from '../base/day.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { FactsFile } from './shape.js'

type Dated = Pick<FactsFile['facts'][number], 'rule' | 'day'>

/** The last day that counts in a year for what comes too late otherwise: as the file says, else the year's last. */
function cutOffOf(facts: FactsFile, year: number): Day {
  return day(facts['cut-offs'][`${year}`] ?? `${year}-12-31`)
}

/**
 * The year in which a fact counts: that of its day, or the next one where its rule says so and its day lies behind
 * the cut-off (an award that is announced when the assessment is over).
 */
export function yearCounted(scheme: Scheme, facts: FactsFile, fact: Dated): string {
  const year = fact.day.slice(0, 4)
  const late = ruleOfKind(scheme, fact.rule)?.late.value === 'next-year'
  const next = Number.parseInt(year, 10) + 1
  return late && fact.day > cutOffOf(facts, next - 1) ? `${next}` : year
}

/** Facts of the file that count in another year than the file's: in the next one. */
export function countedLater(scheme: Scheme, facts: FactsFile): FactsFile['facts'] {
  return facts.facts.filter((fact) => yearCounted(scheme, facts, fact) > facts.year)
}
