import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src/base/day.js'
import { canonicalJson } from '../../../src/base/json.js'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import { scoreCycle, scoreOne } from '../../../src/scoring/engine.js'
import type { ScoringFact, ScoringInput, TaskRow } from '../../../src/scoring/input.js'
import {
  dividedBy,
  type Fraction,
  fraction,
  isText,
  minus,
  most,
  parse,
  plus,
} from '../fraction.js'
import { times, total } from '../fraction.js'
import { expectSettled, expectWithin, partOf } from './bounds.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** A sheet in points: tasks, a sum in which some have no case, what is entered, and points beside. */

const words = fc.record({
  excused: fc.constantFrom('set', 'full'),
  noCase: fc.constantFrom('full', 're-split'),
  cap: fc.constantFrom('none', '$most'),
})
type Words = typeof words extends fc.Arbitrary<infer T> ? T : never

function part(kind: string, id: string, more: object): object {
  return { kind, part: id, name: id, ...cited, ...more }
}

function schemeOf({ excused, noCase, cap }: Words): Scheme {
  const deduction = (id: string, points: string) =>
    part('deduction', id, { says: `{points=${points}} 分`, points: '$points', 'at-least': 'zero' })
  const charge = (points: string) => [{ to: 'unit', points }]
  const says = '减 {each=1.5} 分'
  return read({
    assessee: 'unit',
    units: [{ unit: 'a', name: '甲' }],
    total: totalOf(
      [
        part('tasks', 'letter', { says: '{points=8} 分', points: '$points', excused }),
        part('sum', 'basic', {
          says: '{points=12} 分',
          points: '$points',
          'no-case': noCase,
          parts: [
            deduction('one', '4'),
            deduction('two', '5'),
            part('entered', 'got', {
              says: '{points=3} 分，从 {low=0} 起',
              points: '$points',
              from: '$low',
              to: '$points',
              by: { records: 'office' },
            }),
          ],
        }),
        part('deduction', 'beside', {
          says: cap === 'none' ? '另加' : '另加至多 {most=2} 分',
          adds: 'outside',
          'at-least': 'zero',
          'at-most': cap,
        }),
      ],
      {},
      '20',
    ),
    rules: [
      { rule: 'r-one', name: '一', ...recorded, says, part: 'one', charges: charge('-$each') },
      { rule: 'r-two', name: '二', ...recorded, says, part: 'two', charges: charge('-$each') },
      {
        rule: 'bonus',
        name: '加',
        ...recorded,
        says: '另加',
        part: 'beside',
        charges: charge('+entered'),
      },
    ],
  })
}

const year = fc.record({
  results: fc.array(fc.constantFrom<TaskRow['result']>('done', 'not-done', 'excused'), {
    minLength: 3,
    maxLength: 3,
  }),
  facts: fc.array(
    fc.record({
      rule: fc.constantFrom('r-one', 'r-two', 'bonus'),
      effective: fc.boolean(),
      earlier: fc.constantFrom('same', 'proposed', 'unseen'),
    }),
    { maxLength: 8 },
  ),
  got: fc.constantFrom('0', '1.75', '3'),
  empty: fc.subarray(['one', 'two', 'got']),
  earlier: fc.record({
    open: fc.boolean(),
    parts: fc.subarray(['letter', 'got']),
    decided: fc.nat({ max: 3 }),
  }),
})
type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

const weights = ['3', '4', '1']
const granted = '0.75'

function finalOf(scheme: Scheme, given: Year): ScoringInput {
  return {
    scheme,
    year: '2025',
    assessees: [{ id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }],
    units: [],
    facts: given.facts.map((one, index) =>
      factOf(one, index, one.effective ? 'effective' : 'withdrawn'),
    ),
    ratings: [],
    tallies: [],
    entered: [{ part: 'got', assessee: 'a', points: given.got }],
    tasks: given.results.map((result, index) => ({
      part: 'letter',
      assessee: 'a',
      id: `t${index}`,
      name: '任务',
      points: weights[index] ?? '0',
      ...(result === undefined ? {} : { result }),
      ...(result === 'excused' ? { granted, reason: '外因' } : {}),
    })),
    noCase: given.empty.map((id) => ({ part: id, assessee: 'a' })),
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  }
}

function factOf(
  one: Year['facts'][number],
  index: number,
  state: ScoringFact['state'],
): ScoringFact {
  const base = { id: `f${index}`, rule: one.rule, day: day('2025-03-04'), persons: [], unit: 'a' }
  return { ...base, state, ...(one.rule === 'bonus' ? { points: { unit: '1.25' } } : {}) }
}

function earlierOf(scheme: Scheme, given: Year): ScoringInput {
  const { open, parts, decided } = given.earlier
  const final = finalOf(scheme, given)
  return {
    ...final,
    facts: given.facts.flatMap((one, index) => {
      if (one.earlier === 'same') return final.facts[index] ?? []
      if (one.earlier === 'unseen' && open) return []
      return factOf(one, index, 'proposed')
    }),
    tasks: (final.tasks ?? []).map((row, index) => {
      const { result: _, ...rest } = row
      return index < decided ? row : rest
    }),
    closed: { year: false, facts: !open, parts, periods: [] },
  }
}

const zero = parse('0')

/** The parts of the sheet worked out in fractions. */
function byHand(some: Words, given: Year): Record<'letter' | 'basic' | 'beside', Fraction> {
  const letter = given.results.map((result, index) => {
    const whole = parse(weights[index] ?? '0')
    if (result === 'done') return whole
    return result === 'not-done' ? zero : some.excused === 'full' ? whole : parse(granted)
  })
  const count = (rule: string): Fraction =>
    fraction(BigInt(given.facts.filter((one) => one.rule === rule && one.effective).length))
  const left = (points: string, rule: string): Fraction =>
    most(zero, minus(parse(points), times(parse('1.5'), count(rule))))
  const rows = [
    { id: 'one', points: '4', value: left('4', 'r-one') },
    { id: 'two', points: '5', value: left('5', 'r-two') },
    { id: 'got', points: '3', value: parse(given.got) },
  ]
  const isEmpty = (row: { id: string }): boolean => given.empty.includes(row.id)
  const full = rows.map((row) => (isEmpty(row) && row.id === 'got' ? parse('3') : row.value))
  const others = rows.filter((row) => !isEmpty(row))
  const split = others.map((row) => row.value)
  const shares = total(others.map((row) => parse(row.points)))
  const basic =
    some.noCase === 'full'
      ? total(full)
      : others.length === 0
        ? zero
        : dividedBy(times(total(split), parse('12')), shares)
  const bonus = times(parse('1.25'), count('bonus'))
  const capped = some.cap === 'none' || minus(parse('2'), bonus).top > 0n ? bonus : parse('2')
  return { letter: total(letter), basic, beside: capped }
}

function everyYear(
  runs: number,
  check: (of: { words: Words; final: ScoringInput; given: Year }) => void,
): void {
  fc.assert(
    fc.property(words, fc.array(year, { minLength: 1, maxLength: 6 }), (some, all) => {
      const scheme = schemeOf(some)
      for (const given of all) check({ words: some, final: finalOf(scheme, given), given })
    }),
    { numRuns: runs },
  )
}

describe('an invented sheet in points', () => {
  it('has the points of its tasks, its items and what stands beside, in fractions', () => {
    everyYear(14, ({ words: some, final, given }) => {
      const result = scoreCycle(final)
      const wanted = byHand(some, given)
      for (const id of ['letter', 'basic', 'beside'] as const) {
        const got = partOf(result, 'a', id).points.settled
        expect(isText(wanted[id], got), `${id} ${got}`).toBe(true)
      }
      const whole = plus(plus(wanted.letter, wanted.basic), wanted.beside)
      expect(isText(whole, result.statements[0]?.total ?? '-1')).toBe(true)
    })
  })

  it('is certain once all is closed, and within its bounds before', () => {
    everyYear(14, ({ final, given }) => {
      const result = scoreCycle(final)
      result.statements.forEach(expectSettled)
      expectWithin(scoreCycle(earlierOf(final.scheme, given)), result)
    })
  })

  it('marks what had no case, and gives the others its points or leaves them theirs', () => {
    everyYear(8, ({ words: some, final, given }) => {
      const result = scoreCycle(final)
      for (const id of ['one', 'two', 'got']) {
        const line = partOf(result, 'a', id)
        expect(line.noCase).toBe(given.empty.includes(id))
        if (line.noCase && some.noCase === 're-split') expect(line.points.settled).toBe('0')
      }
      const whole = partOf(result, 'a', 'basic').pointsMax
      const all = given.empty.length === 3 && some.noCase === 're-split'
      expect(isText(parse(all ? '0' : '12'), whole ?? '')).toBe(true)
    })
  })

  it('comes out the same in any order, and alone as among all', () => {
    everyYear(6, ({ final }) => {
      const result = scoreCycle(final)
      const turned = scoreCycle({
        ...final,
        facts: [...final.facts].reverse(),
        tasks: [...(final.tasks ?? [])].reverse(),
        noCase: [...(final.noCase ?? [])].reverse(),
      })
      expect(canonicalJson(turned)).toBe(canonicalJson(result))
      expect(canonicalJson(scoreOne({ ...final }, 'a'))).toBe(canonicalJson(result.statements[0]))
    })
  })
})
