import { describe, expect, it } from 'vitest'
import { day } from '../../../src/base/day.js'
import { canonicalJson } from '../../../src/base/json.js'
import { compareExact, points } from '../../../src/base/points.js'
import { scoreCycle, scoreOne } from '../../../src/scoring/engine.js'
import type { ScoringInput } from '../../../src/scoring/input.js'
import { isText } from '../fraction.js'
import { expectSettled, expectWithin, linesOf, partOf } from './bounds.js'
import { everyYearOf } from './every-year.js'
import { earlierOf, finalOf, schemeOf, type Words, words, type Year, year } from './counting.js'
import { doneByHand, itemByHand } from './counting-by-hand.js'

const everyYear = everyYearOf<Words, Year>(words, year, (some) => {
  const scheme = schemeOf(some)
  return (given) => finalOf(scheme, given)
})

describe('what an invented scheme counts and times', () => {
  it('costs and gives what its words say, worked out in whole numbers', () => {
    everyYear(16, ({ words: some, final, given }) => {
      const result = scoreCycle(final)
      for (const { assessee } of result.statements) {
        const item = partOf(result, assessee, 'item').own.settled
        expect(isText(itemByHand(some, given, assessee), item), `${assessee} item ${item}`).toBe(
          true,
        )
        const done = partOf(result, assessee, 'done').own.settled
        expect(isText(doneByHand(some, given, assessee), done), `${assessee} done ${done}`).toBe(
          true,
        )
      }
    })
  })

  it('is certain once nothing is open', () => {
    everyYear(6, ({ final }) => scoreCycle(final).statements.forEach(expectSettled))
  })

  it('never gives more for one piece less', () => {
    everyYear(8, ({ final }) => {
      const counted = final.facts.filter(({ rule }) => rule !== 'letter').slice(0, 3)
      const with_ = scoreCycle(final)
      for (const fact of counted) {
        const without = scoreCycle({ ...final, facts: final.facts.filter((one) => one !== fact) })
        for (const { assessee, settled } of without.statements) {
          const more = with_.statements.find((one) => one.assessee === assessee)?.settled ?? '0'
          expect(compareExact(points(settled), points(more))).not.toBe(1)
        }
      }
    })
  })
})

describe('bounds of what is counted and timed', () => {
  it('hold the final points on every earlier day while facts may come', () => {
    everyYear(16, ({ final, given }) => {
      const earlier = earlierOf(final.scheme, given, true, given.earlier)
      expectWithin(scoreCycle(earlier), scoreCycle(final))
    })
  })

  it('hold the final points once the year is over and the facts are closed, with some undecided', () => {
    everyYear(14, ({ final, given }) => {
      const earlier = earlierOf(final.scheme, given, false, day('2025-12-31'))
      expectWithin(scoreCycle(earlier), scoreCycle(final))
    })
  })
})

describe('order and reversal of what is counted and timed', () => {
  it('change nothing, to the byte, and one statement is that of all', () => {
    everyYear(6, ({ final, given }) => {
      const input = earlierOf(final.scheme, given, false, final.asOf)
      const result = scoreCycle(input)
      const turned = {
        ...input,
        facts: [...input.facts].reverse(),
        assessees: [...input.assessees].reverse(),
      }
      expect(canonicalJson(scoreCycle(turned))).toBe(canonicalJson(result))
      for (const one of result.statements) {
        expect(canonicalJson(scoreOne({ ...input }, one.assessee))).toBe(canonicalJson(one))
      }
    })
  })

  it('give back exactly what a fact took or gave', () => {
    everyYear(6, ({ final }) => {
      const [first, ...rest] = final.facts
      if (first === undefined) return
      const figures = (facts: ScoringInput['facts']) =>
        scoreCycle({ ...final, facts }).statements.map((one) =>
          linesOf(one.root).map((line) => [line.id, line.own, line.points]),
        )
      expect(figures([...rest, { ...first, state: 'reversed' }])).toEqual(figures(rest))
    })
  })
})
