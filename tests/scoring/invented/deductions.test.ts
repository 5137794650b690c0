import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../../src/base/bug.js'
import { canonicalJson } from '../../../src/base/json.js'
import { compareExact, larger, points, smaller } from '../../../src/base/points.js'
import { scoreCycle, scoreOne } from '../../../src/scoring/engine.js'
import type { ScoringInput } from '../../../src/scoring/input.js'
import type { CycleResult, Line } from '../../../src/scoring/statement.js'
import { isText } from '../fraction.js'
import { expectSettled, expectWithin, linesOf, partOf } from './bounds.js'
import { byHand, totalByHand } from './deductions-by-hand.js'
import {
  earlierOf,
  finalOf,
  least,
  most,
  quarters,
  schemeOf,
  type Words,
  words,
  year,
} from './deductions.js'

/** One scheme is read for several years. */
const years = fc.array(year, { minLength: 1, maxLength: 6 })

/** Every year of every scheme drawn. */
function everyYear(
  runs: number,
  drawn: fc.Arbitrary<Words>,
  check: (of: {
    words: Words
    final: ScoringInput
    given: typeof year extends fc.Arbitrary<infer T> ? T : never
  }) => void,
): void {
  fc.assert(
    fc.property(drawn, years, (some, all) => {
      const scheme = schemeOf(some)
      for (const given of all) check({ words: some, final: finalOf(scheme, given), given })
    }),
    { numRuns: runs },
  )
}

/** Schemes in which one more fact cannot upset what others compare to: one comparison, one kind of line. */
const plain = words.map(
  (all): Words => ({
    ...all,
    'after-lost': 'recorded',
    'several-offices': 'own-lines',
    sameMatter: all.sameMatter === null ? null : { ...all.sameMatter, among: 'assessee' },
    excludes: all.sameMatter === null ? all.excludes : null,
    rules: all.rules.map((rule) => ({ ...rule, all: false, once: 'no', exhausts: 'yes' })),
  }),
)

describe('bounds of an invented scheme of deductions', () => {
  it.each([
    { while: 'facts may still come', open: true },
    { while: 'the facts are closed and some undecided', open: false },
  ])('hold the final points while $while, by every word that limits them', ({ open }) => {
    everyYear(25, words, ({ final, given }) => {
      expectWithin(scoreCycle(earlierOf(final.scheme, given, open)), scoreCycle(final))
    })
  })

  it('meet once nothing is open', () => {
    everyYear(10, words, ({ final }) => scoreCycle(final).statements.forEach(expectSettled))
  })

  it('are reached by some decision of what is undecided, where lines are compared in one way', () => {
    let between = 0
    everyYear(12, plain, ({ words: some, given, final }) => {
      const facts = given.facts.map((one) => ({
        ...one,
        earlier: one.earlier === 'unseen' ? ('proposed' as const) : one.earlier,
      }))
      const earlier = earlierOf(final.scheme, { ...given, facts }, false)
      const undecided = earlier.facts.filter(
        ({ state }) => state === 'proposed' || state === 'objected',
      )
      if (undecided.length > 5) return
      const who = some.assessee === 'unit' ? 'u0' : 'h0'
      const { lowest, highest } = partOf(scoreCycle(earlier), who, 'item').own
      const ends = Array.from({ length: 2 ** undecided.length }, (_, bits) => {
        const decided = earlier.facts.map((fact) => {
          const at = undecided.indexOf(fact)
          if (at < 0) return fact
          return {
            ...fact,
            state: (bits >> at) & 1 ? ('effective' as const) : ('withdrawn' as const),
          }
        })
        return points(partOf(scoreCycle({ ...earlier, facts: decided }), who, 'item').own.settled)
      })
      if (lowest !== highest) between += 1
      expect(compareExact(ends.reduce(smaller), points(lowest ?? '-999'))).toBe(0)
      expect(compareExact(ends.reduce(larger), points(highest ?? '-999'))).toBe(0)
    })
    expect(between).toBeGreaterThan(0)
  })
})

describe('the points of an invented scheme of deductions', () => {
  it('are those of the order of limits, worked out in whole-number fractions', () => {
    everyYear(25, words, ({ words: some, final, given }) => {
      const result = scoreCycle(final)
      for (const { assessee, total } of result.statements) {
        const { item, key } = byHand(some, given, assessee)
        const own = partOf(result, assessee, 'item').own.settled
        expect(isText(item, own), `${assessee}: ${own}, not ${item.top}/${item.over}`).toBe(true)
        const beside = partOf(result, assessee, 'key').own.settled
        expect(isText(key, beside), `${assessee} beside: ${beside}`).toBe(true)
        expect(isText(totalByHand(some, given, assessee), total ?? '-1'), `${total}`).toBe(true)
      }
    })
  })

  it('never rise by one more line against somebody, where lines are compared in one way', () => {
    let fell = 0
    everyYear(12, plain, ({ words: some, final }) => {
      const worse = final.facts.filter(
        ({ rule, state }) => state === 'effective' && !some.rules[index(rule)]?.adds,
      )
      const after = scoreCycle(final)
      for (const fact of worse.slice(0, 3)) {
        const before = scoreCycle({ ...final, facts: final.facts.filter((one) => one !== fact) })
        for (const [at, one] of after.statements.entries()) {
          const then = must(before.statements[at], 'the same assessees')
          const change = compareExact(points(one.settled), points(then.settled))
          expect(change, `${one.assessee} with ${fact.id}`).not.toBe(1)
          if (change < 0) fell += 1
        }
      }
    })
    expect(fell).toBeGreaterThan(0)
  })

  it('stay above the floor and below the cap, but for lines that these do not stop', () => {
    everyYear(12, words, ({ words: some, final }) => {
      const stopped = some.rules.every((rule) => rule.exhausts === 'yes')
      const floor = some.floor === 'zero' ? '0' : least
      for (const line of partsOf(scoreCycle(final), 'item')) {
        const own = points(line.own.settled)
        if (line.lost !== null && some['several-offices'] === 'own-lines') {
          expect(line.own.settled).toBe('0')
        } else if (line.lost === null && some.floor !== 'none') {
          const kept = stopped || some.overflow === 'key'
          const lostByOne = some['several-offices'] === 'mean'
          if (kept && !lostByOne) expect(compareExact(own, points(floor))).not.toBe(-1)
        }
        const capped = some.cap !== 'none' && some.rules.every((rule) => !rule.adds || rule.all)
        if (capped && line.lost === null) expect(compareExact(own, points(most))).not.toBe(1)
      }
    })
  })
})

function index(rule: string): number {
  return Number.parseInt(rule.slice(1), 10)
}

function partsOf(result: CycleResult, part: string): Line[] {
  return result.statements.map(({ assessee }) => partOf(result, assessee, part))
}

describe('the lines of a statement', () => {
  it('name each charge once: as counted, or with the reason why not', () => {
    everyYear(10, words, ({ words: some, final }) => {
      for (const line of partsOf(scoreCycle(final), 'item')) {
        const counted = line.lines.filter(({ kind }) => kind === 'fact').map(({ id }) => id)
        expect(new Set(counted).size).toBe(counted.length)
        for (const { reason, instead, fact } of line.notCounted) {
          const given = final.facts.find((one) => one.id === fact.id)
          const undecided = reason === 'withdrawn' || reason === 'reversed'
          expect(given?.state === 'effective').toBe(!undecided)
          if (reason === 'charged-to-unit' || undecided) expect(instead).toBeNull()
          else expect(final.facts.map(({ id }) => id)).toContain(instead)
        }
        if (some.sameMatter?.counts !== 'highest') {
          expect(line.notCounted.map(({ reason }) => reason)).not.toContain('same-matter')
        }
      }
    })
  })

  it('add up to what is left, where neither floor nor cap nor lost part comes between', () => {
    const free = words.map(
      (all): Words => ({
        ...all,
        floor: 'none',
        cap: 'none',
        'several-offices': 'own-lines',
        rules: all.rules.map((rule) => ({ ...rule, all: false })),
      }),
    )
    everyYear(12, free, ({ words: some, final }) => {
      const start = points(some.scale === 'from-hundred' ? '100' : quarters(some.points))
      for (const line of partsOf(scoreCycle(final), 'item')) {
        const left = line.lines.reduce((all, one) => all.plus(points(one.own.settled)), start)
        expect(compareExact(points(line.own.settled), left)).toBe(0)
      }
    })
  })
})

describe('order and reversal of facts in an invented scheme', () => {
  it('change nothing, to the byte, and one statement is that of all', () => {
    everyYear(10, words, ({ final }) => {
      const result = scoreCycle(final)
      const turned = scoreCycle({
        ...final,
        facts: [...final.facts].reverse(),
        assessees: [...final.assessees].reverse(),
        units: [...final.units].reverse(),
        entered: [...final.entered].reverse(),
      })
      expect(canonicalJson(turned)).toBe(canonicalJson(result))
      for (const one of result.statements) {
        expect(canonicalJson(scoreOne({ ...final }, one.assessee))).toBe(canonicalJson(one))
      }
    })
  })

  it('give back exactly what a fact took, and a withdrawn one never took anything', () => {
    everyYear(10, words, ({ final }) => {
      const [first, ...rest] = final.facts
      if (first === undefined) return
      const figures = (facts: ScoringInput['facts']) =>
        scoreCycle({ ...final, facts }).statements.map((one) =>
          linesOf(one.root).map((line) => [line.id, line.own, line.points]),
        )
      const never = figures(rest)
      expect(figures([...rest, { ...first, state: 'reversed' }])).toEqual(never)
      expect(figures([...rest, { ...first, state: 'withdrawn' }])).toEqual(never)
    })
  })
})
