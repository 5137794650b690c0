import fc from 'fast-check'
import { describe, it } from 'vitest'
import { scoreCycle } from '../../../src/scoring/cycle.js'
import { expectSettled, expectWithin } from './bounds.js'
import { earlierOf, finalOf, schemeOf, words, year } from './deductions.js'

const RUNS = 600
/** One scheme is read for several years. */
const years = fc.array(year, { minLength: 1, maxLength: 8 })

describe('bounds of an invented scheme of deductions', () => {
  it.each([
    { while: 'facts may still come', open: true },
    { while: 'the facts are closed and some undecided', open: false },
  ])('hold the final points while $while, by every word that limits them', ({ open }) => {
    fc.assert(
      fc.property(words, years, (drawn, given) => {
        const scheme = schemeOf(drawn)
        for (const one of given) {
          const final = scoreCycle(finalOf(scheme, one))
          expectWithin(scoreCycle(earlierOf(scheme, one, open)), final)
        }
      }),
      { numRuns: RUNS },
    )
  })

  it('meet once nothing is open', () => {
    fc.assert(
      fc.property(words, years, (drawn, given) => {
        const scheme = schemeOf(drawn)
        for (const one of given) scoreCycle(finalOf(scheme, one)).statements.forEach(expectSettled)
      }),
      { numRuns: 100 },
    )
  })
})
