import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { must } from '../../src/base/bug.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringInput } from '../../src/scoring/input.js'
import type { Line } from '../../src/scoring/statement.js'
import {
  compare,
  dividedBy,
  fraction,
  isText,
  parse,
  times,
  total,
  type Fraction,
} from './fraction.js'
import { cited, read, recorded, recordRule, totalOf } from './invented/scheme.js'

/** Parts that are rated, voted and entered on one scale, up to `highest`, and count something else. */
const words = fc.record({
  by: fc.constantFrom('points' as const, 'weight' as const),
  highest: fc.constantFrom('3', '7', '10', '15', '30', '100', '120'),
  /** Points, or hundredths of the total, of the three parts. */
  worth: fc.tuple(
    fc.integer({ min: 1, max: 33 }),
    fc.integer({ min: 1, max: 33 }),
    fc.integer({ min: 1, max: 33 }),
  ),
  missing: fc.constantFrom('mean', 'zero'),
  round: fc.constantFrom('none', '$places'),
})
type Words = typeof words extends fc.Arbitrary<infer T> ? T : never

const figure = fc
  .integer({ min: 0, max: 300 })
  .map((hundredths) => fraction(BigInt(hundredths), 100n))
const year = fc.record({
  /** By month: ratings of three raters, between nothing and three. */
  rated: fc.array(fc.array(figure, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
  voted: fc.array(figure, { minLength: 1, maxLength: 7 }),
  entered: figure,
})
type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

function schemeOf(some: Words): Scheme {
  const [rated, voted, entered] = some.worth
  const rest = 100 - rated - voted - entered
  const unit = some.by === 'points' ? '' : '%'
  const measure = some.by === 'points' ? { points: '$worth' } : { weight: '$worth' }
  const places = some.round === 'none' ? '' : '，取 {places=1} 位小数'
  const range = `，从 {low=0} 到 {high=${some.highest}}`
  const part = (id: string, worth: number, more: object): object => ({
    part: id,
    name: id,
    ...cited,
    says: `计 {worth=${worth}${unit}}${places}${id === 'entered' || id === 'rest' ? range : ''}`,
    ...measure,
    round: some.round,
    ...more,
  })
  const ends = { from: '$low', to: '$high', by: { records: 'office' } }
  const raters = [{ assessees: 'everyone', bodies: ['office'], combine: 'mean-of-raters' }]
  const scale = { scale: 'scale', ...cited }
  const parts = [
    part('rated', rated, {
      kind: 'ratings',
      scale: 'scale',
      periods: 'quarters',
      missing: some.missing,
      raters,
    }),
    part('voted', voted, { kind: 'votes', scale: 'scale', by: { votes: 'office' } }),
    part('entered', entered, { kind: 'entered', ...ends }),
    part('rest', rest, { kind: 'entered', ...ends }),
  ]
  return read({
    assessee: 'person',
    scales: [
      {
        ...scale,
        name: '分制',
        says: `从 {low=0} 到 {high=${some.highest}}`,
        from: '$low',
        to: '$high',
        edge: 'upper',
        levels: [{ level: 'all', name: '全部', from: '$low', to: '$high' }],
      },
    ],
    rules: [{ ...recorded, ...recordRule, kind: 'points', part: 'beside', ...cited, ...takes }],
    total: totalOf([...parts, beside], {}, some.by === 'points' ? '100' : undefined),
  })
}
const takes = { says: '减 {each=1} 分', charges: [{ to: 'person', points: '-$each' }] }
const beside = {
  kind: 'deduction',
  part: 'beside',
  name: '另扣',
  ...cited,
  says: '另外扣',
  adds: 'outside',
  'at-least': 'none',
}

/** A figure of hundredths of three on the scale of the words. */
function onScale(one: Fraction, some: Words): string {
  const value = times(one, dividedBy(parse(some.highest), fraction(3n)))
  return decimal(value)
}

/** Decimal text, cut at two decimals so that it is a figure as people write it. */
function decimal(value: Fraction): string {
  const hundredths = (value.top * 100n) / value.over
  return `${hundredths / 100n}.${`${hundredths % 100n}`.padStart(2, '0')}`
}

function inputOf(some: Words, given: Year, closed: ScoringInput['closed']): ScoringInput {
  const votes = given.voted.map((one) => onScale(one, some))
  const values: Record<string, number> = {}
  for (const one of votes) values[one] = (values[one] ?? 0) + 1
  return {
    scheme: schemeOf(some),
    year: '2025',
    assessees: [{ id: 'a', name: 'a', unit: 'u', tier: 'all', roles: [] }],
    units: [{ id: 'u', name: 'u', heads: [] }],
    facts: [],
    ratings: given.rated.flatMap((all, quarter) =>
      all.map((one, rater) => ({
        part: 'rated',
        period: `2025-Q${quarter + 1}`,
        assessee: 'a',
        assessor: `r${rater}`,
        raterClass: 'office',
        points: onScale(one, some),
      })),
    ),
    tallies: [{ part: 'voted', assessee: 'a', values }],
    entered: [
      { part: 'entered', assessee: 'a', points: onScale(given.entered, some) },
      { part: 'rest', assessee: 'a', points: '0' },
    ],
    closed,
    asOf: day('2025-12-31'),
  }
}

const all = { year: true, facts: true, parts: [], periods: [] }
const mean = (some: readonly Fraction[]): Fraction =>
  dividedBy(total(some), fraction(BigInt(some.length)))

/** A value on the scale as a part's contribution, in whole-number fractions. */
function contributed(value: Fraction, some: Words, worth: number): Fraction {
  const by = some.by === 'points' ? fraction(BigInt(worth)) : fraction(100n)
  const exact = dividedBy(times(value, by), parse(some.highest))
  const score = some.round === 'none' ? exact : tenths(exact)
  return some.by === 'points' ? score : times(score, fraction(BigInt(worth), 100n))
}

/** Half up to one decimal. */
function tenths(value: Fraction): Fraction {
  return fraction((value.top * 20n + value.over) / (value.over * 2n), 10n)
}

function ratedByHand(some: Words, given: Year): Fraction | null {
  const means = given.rated.flatMap((one) =>
    one.length === 0 ? [] : [mean(one.map((value) => parse(onScale(value, some))))],
  )
  if (some.missing === 'zero') return dividedBy(total(means), fraction(4n))
  return means.length === 0 ? null : mean(means)
}

function lineOf(root: Line, id: string): Line {
  return must(
    root.lines.find((line) => line.id === id),
    id,
  )
}

describe('a part on a scale that ends elsewhere than its points', () => {
  it('counts its own value × points ÷ highest, or × 100 ÷ highest by weight, exactly', () => {
    fc.assert(
      fc.property(words, year, (some, given) => {
        const statement = must(scoreCycle(inputOf(some, given, all)).statements[0], 'one')
        const [ratedWorth, votedWorth, enteredWorth] = some.worth
        const points = (id: string): string => lineOf(statement.root, id).points.settled
        const rated = ratedByHand(some, given)
        if (rated !== null) {
          expect(
            isText(contributed(rated, some, ratedWorth), points('rated')),
            points('rated'),
          ).toBe(true)
        }
        const voted = mean(given.voted.map((one) => parse(onScale(one, some))))
        expect(isText(contributed(voted, some, votedWorth), points('voted')), points('voted')).toBe(
          true,
        )
        const entered = parse(onScale(given.entered, some))
        expect(
          isText(contributed(entered, some, enteredWorth), points('entered')),
          points('entered'),
        ).toBe(true)
        const most = lineOf(statement.root, 'entered').pointsMax ?? '-1'
        expect(isText(fraction(BigInt(enteredWorth)), most), most).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('has periods whose shares add up to it, and bodies that add up to their period', () => {
    fc.assert(
      fc.property(words, year, (some, given) => {
        const exact = { ...some, round: 'none' as const }
        const statement = must(scoreCycle(inputOf(exact, given, all)).statements[0], 'one')
        const line = lineOf(statement.root, 'rated')
        const near = (rows: readonly Line[], whole: string): boolean => {
          const sum = total(rows.map((one) => parse(one.points.settled)))
          const off = total([sum, times(parse(whole), fraction(-1n))])
          const size = off.top < 0n ? times(off, fraction(-1n)) : off
          return compare(size, fraction(1n, 10n ** 38n)) < 0
        }
        expect(near(line.lines, line.points.settled)).toBe(true)
        for (const period of line.lines) {
          if (period.lines.length > 0) {
            expect(near(period.lines, period.points.settled)).toBe(true)
          }
          const most = dividedBy(fraction(BigInt(some.worth[0])), fraction(4n))
          expect(isText(most, period.pointsMax ?? '-1')).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('ends within the bounds that it had while periods were open', () => {
    fc.assert(
      fc.property(words, year, fc.integer({ min: 0, max: 4 }), (some, given, done) => {
        const periods = [1, 2, 3, 4]
          .slice(0, done)
          .map((quarter) => ({ part: 'rated', period: `2025-Q${quarter}` }))
        const early = { year: false, facts: true, parts: ['voted'], periods }
        const before = must(scoreCycle(inputOf(some, given, early)).statements[0], 'one')
        const after = must(scoreCycle(inputOf(some, given, all)).statements[0], 'one')
        if (ratedByHand(some, given) === null) return
        for (const id of ['rated', 'voted', 'entered']) {
          const { lowest, highest } = lineOf(before.root, id).points
          const end = parse(lineOf(after.root, id).points.settled)
          expect(compare(parse(lowest ?? '-999'), end)).toBeLessThanOrEqual(0)
          expect(compare(end, parse(highest ?? '-999'))).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('rounds a converted mean that ends in a half up', () => {
    // (8 + 8 + 8.1) ÷ 3 × 15 ÷ 10 = 12.05: a mean cut at its last digit would make it 12.0.
    const some: Words = {
      by: 'points',
      highest: '10',
      worth: [15, 5, 5],
      missing: 'mean',
      round: '$places',
    }
    const row = ['2.4', '2.4', '2.43'].map(parse)
    const given = { rated: [row, [], [], []], voted: [fraction(1n)], entered: fraction(1n) }
    const statement = must(scoreCycle(inputOf(some, given, all)).statements[0], 'one')
    expect(lineOf(statement.root, 'rated').points.settled).toBe('12.1')
  })
})
