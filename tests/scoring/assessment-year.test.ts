import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  inJanuary,
  labelsOf,
  monthsOf,
  periodOccasion,
  periodText,
  spanOf,
  stretchOf,
  type YearBegins,
  yearName,
  yearOn,
  yearSpan,
} from '../../src/base/assessment-year.js'
import { must } from '../../src/base/bug.js'
import { addDays, addMonths, day, type Day } from '../../src/base/day.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Line } from '../../src/scoring/statement.js'
import { withEdited } from '../scheme/edited.js'

const school: YearBegins = { month: 9, in: 'this-year' }
const fromDecember: YearBegins = { month: 12, in: 'last-year' }
const anyBegins = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  in: fc.constantFrom('this-year' as const, 'last-year' as const),
})
const anyDay = fc
  .integer({ min: 0, max: 3000 })
  .map((count): Day => addDays(day('2020-01-01'), count))
const kinds = ['month', 'quarter', 'half-year', 'year'] as const

describe('an assessment year', () => {
  it.each([
    [inJanuary, '2026', '2026-01-01', '2026-12-31', '2026年第二季度'],
    [school, '2026—2027', '2026-09-01', '2027-08-31', '2026—2027年度第二季度（12月至次年2月）'],
    [fromDecember, '2026', '2025-12-01', '2026-11-30', '2026年度第二季度（3月至5月）'],
    [
      { month: 1, in: 'last-year' } as const,
      ...['2026', '2025-01-01', '2025-12-31', '2026年度第二季度（4月至6月）'],
    ],
  ] as const)('that begins %j is called, begins and ends so', (begins, name, from, to, quarter) => {
    expect([yearName(begins, 2026), yearSpan(begins, 2026)]).toEqual([name, { from, to }])
    expect(periodText('2026-Q2', begins)).toBe(quarter)
    expect(periodText('2026-year', begins)).toBe(`${name}年度`)
    expect(monthsOf(begins, 2026)).toHaveLength(12)
    expect(monthsOf(begins, 2026)[0]).toBe(from.slice(0, 7))
  })

  it('has every day in one month, quarter, half-year and year, and these one after the other', () => {
    fc.assert(
      fc.property(anyBegins, anyDay, (begins, on) => {
        const year = yearOn(begins, on)
        for (const kind of kinds) {
          const { from, to } = spanOf(begins, stretchOf(begins, on, kind))
          expect(from <= on && on <= to).toBe(true)
          const next = addDays(to, 1)
          expect(stretchOf(begins, next, kind)).not.toBe(stretchOf(begins, on, kind))
          expect(spanOf(begins, stretchOf(begins, next, kind)).from).toBe(next)
          expect(labelsOf(begins, kind)).toHaveLength(
            { month: 12, quarter: 4, 'half-year': 2, year: 1 }[kind],
          )
        }
        const { from, to } = yearSpan(begins, year)
        expect(from <= on && on <= to).toBe(true)
      }),
    )
  })

  it('has names of its own for the bot’s occasions; the calendar’s stay as they are', () => {
    expect(periodOccasion(inJanuary, '2026-Q1')).toBe('2026-Q1')
    expect(periodOccasion(school, '2026-11')).toBe('2026-11')
    const all = [inJanuary, school, fromDecember].map((one) => periodOccasion(one, '2026-Q1'))
    expect(new Set(all).size).toBe(3)
  })
})

const folder = 'tests/scoring/small-schemes/school-year'

/** The scheme with its year, and the month until which one leaves with half, so many months later. */
const schemes = new Map<number, ReturnType<typeof readScheme>['scheme']>()
function shiftedScheme(by: number) {
  const known = schemes.get(by)
  if (known !== undefined) return must(known, 'the scheme reads')
  const place = (month: number) => ((month - 1 + by + 24) % 12) + 1
  const first = addMonths('2026-09', by)
  const begins = { '2026': '', '2025': 'last-year ' }[first.slice(0, 4)] ?? ''
  const scheme = withEdited(
    [
      { file: 'scheme.yaml', find: '{month=9}', replace: `{month=${place(9)}}` },
      {
        file: 'scheme.yaml',
        find: 'month: $month }',
        replace: `month: ${begins}$month }`,
      },
      { file: 'scheme.yaml', find: '{until=2}', replace: `{until=${place(2)}}` },
    ],
    (path) => readScheme(path).scheme,
    folder,
  )
  schemes.set(by, scheme)
  return must(scheme, 'the scheme reads')
}

interface Drawn {
  rule: string
  month: number
  on: number
  who: string
}
const drawn = fc.record({
  rule: fc.constantFrom(
    'late',
    'no-plan',
    'no-summary',
    'no-study',
    'absent',
    'award',
    'open-lesson',
  ),
  month: fc.integer({ min: -1, max: 11 }),
  on: fc.integer({ min: 1, max: 28 }),
  who: fc.constantFrom('a', 'b'),
})
const rated = fc.record({ month: fc.nat(11), who: fc.constantFrom('a', 'b'), points: fc.nat(20) })
const stay = fc.record({
  from: fc.nat(11),
  to: fc.integer({ min: 0, max: 11 }),
  retires: fc.boolean(),
})

/** A day of the school year's month, counted from its first, in the year that begins so many months later. */
function dayIn(month: number, on: number, by: number): string {
  return `${addMonths('2026-09', month + by)}-${`${on}`.padStart(2, '0')}`
}

function yearText(
  given: {
    facts: readonly Drawn[]
    ratings: readonly { month: number; who: string; points: number }[]
    stay: { from: number; to: number; retires: boolean }
    asOf: number
  },
  by: number,
): string {
  const facts = given.facts
    // Of the month before only what came too late for the last year.
    .filter(({ rule, month, on }) => month >= 0 || (rule === 'award' && on > 20))
    .map(({ rule, month, on, who }, at) => ({
      id: `f${at}`,
      rule,
      day: dayIn(month, on, by),
      persons: [who],
    }))
  const seen = new Set<string>()
  const ratings = given.ratings.flatMap(({ month, who, points }) => {
    const period = addMonths('2026-09', month + by)
    if (seen.has(`${who} ${period}`)) return []
    seen.add(`${who} ${period}`)
    const of = { assessee: who, assessor: 'h', body: 'head-teacher' }
    return [
      { ...of, part: 'diary', period, points: `${points}` },
      ...(month % 3 === 0
        ? [{ ...of, part: 'lessons', period: `2026-Q${month / 3 + 1}`, points: `${points * 2}` }]
        : []),
    ]
  })
  const { from, to, retires } = given.stay
  return JSON.stringify({
    year: '2026',
    'as-of': dayIn(given.asOf, 27, by),
    'cut-offs': { 2025: dayIn(-1, 20, by), 2026: dayIn(11, 20, by) },
    roster: {
      people: [
        { id: 'a', tier: 'teachers', roles: [] },
        { id: 'b', tier: 'teachers', roles: [] },
        { id: 'h', tier: 'teachers', roles: ['head-teacher'] },
        {
          ...{ id: 'c', tier: 'teachers', roles: [], from: dayIn(Math.min(from, to), 3, by) },
          ...{ to: dayIn(Math.max(from, to), 9, by), ...(retires ? { leaving: 'retired' } : {}) },
        },
      ],
    },
    facts,
    ratings,
    results: [{ result: 'past', of: 'a', year: '2025', level: 'excellent' }],
    closed: [{ what: 'year', on: dayIn(11, 27, by) }],
  })
}

function outcome(text: string, by: number): unknown {
  const scheme = shiftedScheme(by)
  const document = parseFacts(text, 'facts.json')
  const facts = must(document.value, JSON.stringify(document.problems))
  expect(checkFacts(scheme, facts, { document }).map(({ message }) => message)).toEqual([])
  const result = scoreCycle(inputOf(scheme, facts))
  const lineOf = (line: Line): unknown => [
    line.points,
    line.own,
    line.closed,
    line.served?.months,
    line.lines.map(lineOf),
  ]
  return {
    statements: result.statements.map((one) => [one.assessee, one.total, lineOf(one.root)]),
    rankings: result.rankings,
    grades: result.grades.map(({ assessee, grade, state }) => [assessee, grade, state]),
    consequences: result.consequences.map((one) => [one.id, one.due]),
  }
}

describe('a regulation whose year begins so many months later', () => {
  it('gives the same for what happens so many months later', () => {
    const year = fc.record({
      facts: fc.array(drawn, { maxLength: 12 }),
      ratings: fc.array(rated, { maxLength: 8 }),
      stay,
      asOf: fc.integer({ min: 5, max: 11 }),
    })
    fc.assert(
      fc.property(year, fc.constantFrom(-9, -8, 3), (given, by) => {
        expect(outcome(yearText(given, by), by)).toEqual(outcome(yearText(given, 0), 0))
      }),
      { numRuns: 12 },
    )
  })

  it('that begins in January is the one that says nothing of its year', () => {
    const plain = withEdited(
      [
        {
          file: 'scheme.yaml',
          find:
            readFileSync(`${folder}/scheme.yaml`, 'utf8')
              .split('\n')
              .find((line) => line.startsWith('year:')) ?? '',
          replace: 'year: "2026"',
        },
      ],
      (path) => must(readScheme(path).scheme, 'the scheme reads'),
      folder,
    )
    expect([plain.begins, plain.yearCited]).toEqual([inJanuary, null])
    expect(shiftedScheme(-8).begins).toEqual(inJanuary)
  })
})
