import fc from 'fast-check'
import type { ScoringInput } from '../../../src/scoring/input.js'

/** What a property looks at: the words of a scheme, a year's events, and its input when all is closed. */
export interface OneYear<Words, Year> {
  words: Words
  given: Year
  final: ScoringInput
}

/** Runs a check on one to five years of each scheme drawn, which is read once. */
export function everyYearOf<Words, Year>(
  words: fc.Arbitrary<Words>,
  year: fc.Arbitrary<Year>,
  prepare: (words: Words) => (given: Year) => ScoringInput,
): (runs: number, check: (of: OneYear<Words, Year>) => void) => void {
  const years = fc.array(year, { minLength: 1, maxLength: 5 })
  return (runs, check) => {
    fc.assert(
      fc.property(words, years, (some, all) => {
        const finalOf = prepare(some)
        for (const given of all) check({ words: some, given, final: finalOf(given) })
      }),
      { numRuns: runs },
    )
  }
}
