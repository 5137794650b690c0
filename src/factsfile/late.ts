import { yearOn, yearSpan } from '../base/assessment-year.js'
import { day, type Day } from '../base/day.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { FactsFile } from './shape.js'

type Dated = Pick<FactsFile['facts'][number], 'rule' | 'day'>

/** The last day that counts in a year for what comes too late otherwise: as the file says, else the year's last. */
function cutOffOf({ begins }: Scheme, facts: FactsFile, year: string): Day {
  const written = facts['cut-offs'][year]
  return written === undefined ? yearSpan(begins, year).to : day(written)
}

/**
 * The year in which a fact counts: that of its day, or the next one where its rule says so and its day lies behind
 * the cut-off (an award that is announced when the assessment is over).
 */
export function yearCounted(scheme: Scheme, facts: FactsFile, fact: Dated): string {
  const year = yearOn(scheme.begins, day(fact.day))
  const late = ruleOfKind(scheme, fact.rule)?.late.value === 'next-year'
  const next = Number.parseInt(year, 10) + 1
  return late && fact.day > cutOffOf(scheme, facts, year) ? `${next}` : year
}

/** Facts of the file that count in another year than the file's: in the next one. */
export function countedLater(scheme: Scheme, facts: FactsFile): FactsFile['facts'] {
  return facts.facts.filter((fact) => yearCounted(scheme, facts, fact) > facts.year)
}
