import fc from 'fast-check'
import { type Day, day } from '../../../src/base/day.js'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import type { FactState, ScoringFact, ScoringInput } from '../../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** Invented schemes that count and time facts: counters, targets, ratios, clocks; and years for them. */

const count = fc.integer({ min: 0, max: 4 })

export const words = fc.record({
  assessee: fc.constantFrom('unit' as const, 'person' as const),
  month: fc.constantFrom('all', ['low']),
  year: fc.constantFrom('all', ['low'], ['low', 'high']),
  on: fc.constantFrom('day', 'sent'),
  extrasOfOne: fc.constantFrom('highest', 'sum'),
  both: fc.boolean(),
  per: fc.constantFrom('month', 'quarter', 'half-year', 'year'),
  own: fc.option(count),
  trait: fc.option(count),
  everyone: fc.option(count),
  carry: fc.constantFrom('none', 'quarter', 'year'),
  extras: fc.constantFrom('no', 'yes'),
  yearly: fc.option(fc.integer({ min: 1, max: 9 })),
  top: fc.constantFrom('1', '2', '1.5'),
  by: fc.constantFrom('ratio', 'whole'),
  counters: fc.constantFrom(['pieces'], ['pieces', 'sessions']),
  short: fc.constantFrom('period', 'missing'),
  floor: fc.constantFrom('zero', 'none'),
  measure: fc.constantFrom(
    'working-hours',
    'elapsed-hours',
    'elapsed-hours-without-rest-days',
    'working-days',
    'calendar-days',
  ),
  limit: fc.integer({ min: 1, max: 30 }),
})
export type Words = typeof words extends fc.Arbitrary<infer T> ? T : never

const row = (figure: number | null): string => (figure === null ? 'none' : `${figure}`)

/** The scheme of some words: `item` loses points, `done` has them by ratio, `letter` by tasks. */
export function schemeOf(words: Words): Scheme {
  const yearlyExtras = words.per === 'year' ? { extras: words.extras } : {}
  const who = words.assessee === 'unit' ? 'unit' : 'person'
  return read({
    assessee: words.assessee,
    units: [
      { unit: 'a', name: '甲' },
      { unit: 'b', name: '乙' },
    ],
    traits: words.trait === null ? [] : [{ trait: 'big', name: '大的' }],
    total: totalOf(
      [
        {
          kind: 'deduction',
          part: 'item',
          name: '扣分',
          ...cited,
          says: '{points=10} 分',
          points: '$points',
          'at-least': words.floor,
        },
        {
          kind: 'ratio',
          part: 'done',
          name: '完成',
          ...cited,
          says: `{points=6} 分，最多 {top=${words.top}} 倍`,
          points: '$points',
          targets: ['quota', 'yearly'],
          'at-most': '$top',
          partly: words.by === 'ratio' ? 'yes' : 'no',
        },
      ],
      {},
      '16',
    ),
    counters: [
      {
        counter: 'pieces',
        name: '信息',
        ...cited,
        says: '低级加 {low=2} 条，高级特别的加 {high=5} 条',
        rules: words.both ? ['piece', 'session'] : ['piece'],
        each: '条',
        month: words.month,
        year: words.year,
        on: words.on,
        extras: [
          { level: 'low', adds: '$low' },
          { level: 'high', only: ['special'], adds: '$high' },
        ],
        once: { by: 'fact', takes: words.extrasOfOne },
      },
      { counter: 'sessions', name: '会', ...cited, says: '会', rules: ['session'], each: '次' },
    ],
    targets: [
      {
        target: 'quota',
        name: '标准',
        ...cited,
        says: '照表',
        counter: 'pieces',
        per: words.per,
        'at-least': {
          ...(words.own === null ? {} : { a: row(words.own) }),
          ...(words.trait === null ? {} : { big: row(words.trait) }),
          everyone: row(words.everyone),
        },
        carry: words.carry,
        ...yearlyExtras,
      },
      {
        target: 'yearly',
        name: '全年',
        ...cited,
        says: '照表',
        counter: 'sessions',
        per: 'year',
        'at-least': { everyone: row(words.yearly) },
      },
    ],
    clocks: [
      {
        clock: 'answer',
        name: '答复',
        ...cited,
        says: `{limit=${words.limit}} 以内`,
        limit: '$limit',
        measure: words.measure,
      },
    ],
    rules: [
      {
        rule: 'piece',
        name: '信息',
        ...recorded,
        says: '信息',
        kind: 'record',
        quantity: { id: 'pieces', name: '条' },
        sorts: [
          { id: 'plain', name: '一般' },
          { id: 'special', name: '特别' },
        ],
        levels: [
          { level: 'low', name: '低级' },
          { level: 'high', name: '高级' },
        ],
      },
      { rule: 'session', name: '会', ...recorded, says: '会', kind: 'record' },
      {
        rule: 'letter',
        name: '来信',
        ...recorded,
        says: '来信',
        kind: 'record',
        sorts: [
          { id: 'plain', name: '一般' },
          { id: 'urgent', name: '急件' },
        ],
      },
      {
        rule: 'short',
        name: '没有达到',
        ...recorded,
        says: '减 {each=0.75} 分',
        part: 'item',
        charges: [{ to: who, points: '-$each' }],
        derived: { target: 'quota', counters: words.counters, per: words.short },
      },
      {
        rule: 'late',
        name: '迟复',
        ...recorded,
        says: '减 {each=0.5} 分',
        part: 'item',
        charges: [{ to: who, points: '-$each' }],
        derived: { clock: 'answer', facts: 'letter', only: ['urgent'] },
      },
    ],
  })
}

const two = (value: number): string => `${value}`.padStart(2, '0')
const dayIn = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, of]) => day(`2025-${two(month)}-${two(of)}`))

const drawnFact = fc.record({
  rule: fc.constantFrom('piece', 'piece', 'session', 'letter'),
  day: dayIn,
  sentDay: dayIn,
  hour: fc.integer({ min: 7, max: 20 }),
  took: fc.option(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 59 }))),
  sort: fc.boolean(),
  levels: fc.subarray(['low', 'high']),
  quantity: fc.integer({ min: 1, max: 3 }),
  who: fc.constantFrom('a', 'a', 'b'),
  final: fc.constantFrom<FactState>('effective', 'effective', 'effective', 'reversed'),
  earlier: fc.constantFrom('same', 'same', 'proposed', 'objected', 'unseen'),
})
export type DrawnFact = typeof drawnFact extends fc.Arbitrary<infer T> ? T : never

export const year = fc.record({
  facts: fc.array(drawnFact, { maxLength: 14 }),
  big: fc.boolean(),
  from: fc.constantFrom(undefined, day('2025-05-10')),
  /** When the year is looked at earlier. */
  earlier: fc.constantFrom(
    ...['02-10', '03-31', '06-30', '10-02', '12-31'].map((of) => day(`2025-${of}`)),
  ),
})
export type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

/** When a letter was sent and answered. */
export function times(one: DrawnFact): { sent: string; done: string | null } {
  const sent = `${one.day}T${two(one.hour)}:20`
  if (one.took === null) return { sent, done: null }
  const [days, minute] = one.took
  const of = Number.parseInt(one.day.slice(8), 10) + days
  if (of > 28) return { sent, done: `${one.day.slice(0, 8)}28T21:${two(minute)}` }
  return {
    sent,
    done: `${one.day.slice(0, 8)}${two(of)}T${days === 0 ? '21' : '12'}:${two(minute)}`,
  }
}

function factOf(one: DrawnFact, index: number, state: FactState, assessee: string): ScoringFact {
  const base = { id: `f${index}`, rule: one.rule, day: one.day, state }
  const whose = assessee === 'unit' ? { persons: [], unit: one.who } : { persons: [one.who] }
  if (one.rule === 'session') return { ...base, ...whose }
  if (one.rule === 'letter') {
    const { sent, done } = times(one)
    const sort = one.sort ? 'urgent' : 'plain'
    return { ...base, ...whose, sort, sent, ...(done === null ? {} : { done }) }
  }
  return {
    ...base,
    ...whose,
    sort: one.sort ? 'special' : 'plain',
    quantity: `${one.quantity}`,
    ...(one.levels.length === 0 ? {} : { levels: one.levels }),
    sent: `${one.sentDay}T10:00`,
  }
}

const hours = [
  { from: '08:30', to: '12:00' },
  { from: '13:30', to: '18:00' },
]
export const holidays = [{ from: day('2025-10-01'), to: day('2025-10-08') }]
export const workdays = [day('2025-09-28'), day('2025-10-11')]
export const end = day('2026-01-31')

/** The year as it came out: everything decided and closed. */
export function finalOf(scheme: Scheme, given: Year): ScoringInput {
  const person = scheme.assessee === 'person'
  return {
    scheme,
    year: '2025',
    assessees: ['a', 'b'].map((id) => ({
      id,
      name: id,
      unit: person ? null : id,
      tier: 'all',
      roles: [],
      ...(given.big && id === 'b' ? { traits: ['big'] } : {}),
      ...(person && id === 'a' && given.from !== undefined ? { from: given.from } : {}),
    })),
    units: [],
    facts: given.facts.map((one, index) => factOf(one, index, one.final, scheme.assessee)),
    ratings: [],
    tallies: [],
    entered: [],
    workingTime: { holidays, workdays, hours },
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: end,
  }
}

/** The same year on an earlier day: some facts undecided, and while facts are `open` some not yet there. */
export function earlierOf(scheme: Scheme, given: Year, open: boolean, asOf: Day): ScoringInput {
  const facts = given.facts.flatMap((one, index): ScoringFact[] => {
    if (one.earlier === 'unseen' && open) return []
    const state = one.earlier === 'same' ? one.final : 'proposed'
    return [factOf(one, index, state, scheme.assessee)]
  })
  const closed = { year: false, facts: !open, parts: [], periods: [] }
  return { ...finalOf(scheme, given), facts, closed, asOf }
}
