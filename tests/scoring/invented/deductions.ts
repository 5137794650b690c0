import fc from 'fast-check'
import { day } from '../../../src/base/day.js'
import type { Scheme } from '../../../src/scheme/model/scheme.js'
import type { FactState, ScoringFact, ScoringInput } from '../../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** Invented schemes of deductions with every word that limits one, and years of facts for them. */

type To = 'person' | 'head' | 'members' | 'unit'

/** Quarters of a point as text: 5 → 1.25. */
export function quarters(count: number): string {
  return `${Math.floor(count / 4)}${['', '.25', '.5', '.75'][count % 4] ?? ''}`
}

const within = fc.constantFrom('matter', 'day', 'week', 'month', 'quarter', 'half-year', 'year')
const drawnRule = fc.record({
  quarters: fc.integer({ min: 1, max: 14 }),
  adds: fc.constantFrom(false, false, false, true),
  all: fc.constantFrom(false, false, false, true),
  per: fc.constantFrom('occurrence', 'person-time', 'quantity'),
  once: fc.oneof(fc.constant('no'), fc.constant('no'), within),
  exhausts: fc.constantFrom('yes', 'yes', 'no'),
  second: fc.constantFrom<To | null>('head', 'members', null, null),
  first: fc.constantFrom<To>('person', 'person', 'head', 'unit'),
  office: fc.constantFrom('office', 'second-office', null),
})
type DrawnRule = typeof drawnRule extends fc.Arbitrary<infer T> ? T : never

const excludes = fc.option(
  fc.record({
    rules: fc.constantFrom(['r1'], ['r1', 'r2']),
    within,
    counts: fc.constantFrom('highest', 'highest', 'sum'),
  }),
  { freq: 1 },
)
const sameMatter = fc.option(
  fc.record({
    counts: fc.constantFrom('highest', 'sum'),
    among: fc.constantFrom('assessee', 'rule'),
  }),
  { freq: 2 },
)

export const words = fc.record({
  assessee: fc.constantFrom('person' as const, 'unit' as const),
  points: fc.integer({ min: 4, max: 24 }),
  by: fc.constantFrom('points' as const, 'weight' as const),
  floor: fc.constantFrom('zero', 'zero', 'none', '$least'),
  cap: fc.constantFrom('none', 'none', '$most'),
  overflow: fc.constantFrom('lost', 'lost', 'key'),
  'after-lost': fc.constantFrom('recorded', 'key'),
  'several-offices': fc.constantFrom('own-lines', 'own-lines', 'mean'),
  scale: fc.constantFrom('as-is', 'as-is', 'normalised', 'from-hundred'),
  'same-person': fc.constantFrom('highest', 'sum'),
  jointly: fc.constantFrom('full', 'split'),
  round: fc.constantFrom('none', 'none', '$decimals'),
  sameMatter,
  excludes,
  rules: fc.array(drawnRule, { minLength: 3, maxLength: 4 }),
})
export type Words = typeof words extends fc.Arbitrary<infer T> ? T : never

/** What a rule charges, to whom, in quarters of a point. */
export function chargesOf(words: Words, one: DrawnRule): { to: To; quarters: number }[] {
  if (words.assessee === 'unit') return [{ to: 'unit', quarters: one.quarters }]
  const second = one.all || one.second === one.first ? null : one.second
  const first = { to: one.first, quarters: one.quarters }
  return second === null ? [first] : [first, { to: second, quarters: 1 + (one.quarters % 3) }]
}

function onceOf(words: Words, one: DrawnRule, index: number): unknown {
  const { excludes } = words
  if (index > 0 || excludes === null) return one.once
  return [one.once, { by: excludes.within, with: excludes.rules, takes: excludes.counts }]
}

function ruleOf(words: Words, one: DrawnRule, index: number): object {
  const charges = chargesOf(words, one)
  const marks = charges.map(({ to, quarters: count }) => `{${to}=${quarters(count)}}`)
  return {
    rule: `r${index}`,
    name: `第${'一二三四'.charAt(index)}条`,
    ...recorded,
    says: one.all ? '不得分' : `减 ${marks.join('、')} 分`,
    part: 'item',
    per: one.per,
    charges: charges.map(({ to }) => ({
      to,
      points: one.all ? 'all' : one.adds ? `$${to}` : `-$${to}`,
    })),
    ...(one.per === 'quantity' ? { quantity: { id: 'pieces', name: '件数' } } : {}),
    once: onceOf(words, one, index),
    exhausts: one.exhausts,
    ...(one.office === null ? {} : { by: { scores: [one.office] } }),
  }
}

/** The least and the most of a part where its floor and cap are figures. */
export const [least, most] = ['0.5', '3.5']

/** The scheme of some words: the part `item`, `key` beside it, and `rest` that is entered. */
export function schemeOf(words: Words): Scheme {
  const { floor, cap, round, sameMatter: same } = words
  const marks = [
    ['$least', floor, `至少 {least=${least}} 分`],
    ['$most', cap, `至多 {most=${most}} 分`],
    ['$decimals', round, '取 {decimals=1} 位小数'],
  ].flatMap(([mark, word, says]) => (mark === word ? [says] : []))
  const start = quarters(words.points)
  const byPoints = words.by === 'points'
  const item = {
    kind: 'deduction',
    part: 'item',
    name: '项目',
    ...cited,
    says: `${start === '' ? '' : `从 {start=${start}} 分起`}${byPoints ? '' : '，占 {weight=40%}'}，${marks.join('，')}`,
    ...(byPoints ? { points: '$start' } : { from: '$start', weight: '$weight' }),
    'at-least': floor,
    'at-most': cap,
    round,
    overflow: words.overflow,
    'after-lost': words['after-lost'],
    combine: words['several-offices'],
    by: { scores: ['office', 'second-office'] },
    scale: words.scale,
    jointly: words.jointly,
    once: [
      { by: 'fact', takes: words['same-person'] },
      ...(same === null
        ? []
        : [{ by: 'matter', ...cited, says: '同一事项', takes: same.counts, among: same.among }]),
    ],
  }
  const key = {
    kind: 'deduction',
    part: 'key',
    name: '另扣',
    ...cited,
    says: '另扣',
    adds: 'outside',
    'at-least': 'none',
  }
  const rest = {
    kind: 'entered',
    part: 'rest',
    name: '其余',
    ...cited,
    says: `从 {low=0} 到 {high=50}${byPoints ? '，计 {points=20} 分' : '，占 {weight=60%}'}`,
    ...(byPoints ? { points: '$points' } : { weight: '$weight' }),
    from: '$low',
    to: '$high',
    by: { records: 'office' },
  }
  const whole = byPoints ? quarters(words.points + 80) : undefined
  return read({
    assessee: words.assessee,
    units: [
      { unit: 'u0', name: '甲' },
      { unit: 'u1', name: '乙' },
    ],
    total: totalOf([item, rest, key], {}, whole),
    rules: [
      ...words.rules.map((one, index) => ruleOf(words, one, index)),
      {
        rule: 'key-line',
        name: '另扣一条',
        ...recorded,
        says: '减 {each=1.5} 分',
        part: 'key',
        charges: [{ to: words.assessee === 'unit' ? 'unit' : 'person', points: '-$each' }],
      },
    ],
  })
}

export const dayOf = fc
  .tuple(fc.constantFrom('01', '02', '05', '08', '12'), fc.constantFrom('03', '17'))
  .map(([month, of]) => day(`2025-${month}-${of}`))

const people = ['h0', 'h1', 'p0', 'p1', 'p2'] as const
export const unitOf = { h0: 'u0', p0: 'u0', p1: 'u0', h1: 'u1', p2: 'u1' } as const

const drawnFact = fc.record({
  rule: fc.constantFrom('r0', 'r1', 'r2', 'r0', 'r1', 'r2', 'key-line'),
  day: dayOf,
  persons: fc.subarray([...people], { maxLength: 3 }),
  unit: fc.constantFrom('u0', 'u1'),
  matter: fc.constantFrom('m', 'n', null),
  quantity: fc.integer({ min: 1, max: 6 }),
  final: fc.constantFrom<FactState>('effective', 'effective', 'effective', 'withdrawn', 'reversed'),
  /** How it stood earlier. */
  earlier: fc.constantFrom('same', 'same', 'proposed', 'objected', 'unseen'),
})
type DrawnFact = typeof drawnFact extends fc.Arbitrary<infer T> ? T : never

export const year = fc.record({
  facts: fc.array(drawnFact, { maxLength: 9 }),
  entered: fc.integer({ min: 0, max: 200 }),
})
export type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

function factOf(one: DrawnFact, index: number, state: FactState): ScoringFact {
  const { rule, day: on, persons, unit, matter, quantity } = one
  return {
    id: `f${index}`,
    rule,
    day: on,
    state,
    persons,
    unit,
    ...(matter === null ? {} : { matter }),
    quantity: `${quantity}`,
  }
}

/** The year as it came out in the end: everything decided and closed. */
export function finalOf(scheme: Scheme, given: Year): ScoringInput {
  const who = scheme.assessee === 'unit' ? (['u0', 'u1'] as const) : people
  const base = { tier: 'all', roles: [] }
  return {
    scheme,
    year: '2025',
    assessees: who.map((id) => ({
      ...base,
      id,
      name: id,
      unit: id === 'u0' || id === 'u1' ? id : unitOf[id],
    })),
    members: people.map((id) => ({ id, unit: unitOf[id] })),
    units: [
      { id: 'u0', name: '甲', heads: [{ person: 'h0', from: day('2025-01-01') }] },
      { id: 'u1', name: '乙', heads: [{ person: 'h1', from: day('2025-01-01') }] },
    ],
    facts: given.facts.map((one, index) => factOf(one, index, one.final)),
    ratings: [],
    tallies: [],
    entered: who.map((assessee) => ({
      part: 'rest',
      assessee,
      points: quarters(given.entered),
    })),
    closed: { year: true, facts: true, parts: ['rest'], periods: [] },
    asOf: day('2025-12-31'),
  }
}

/** The same year earlier: some facts undecided, and, while facts are `open`, some not yet there. */
export function earlierOf(scheme: Scheme, given: Year, open: boolean): ScoringInput {
  const facts = given.facts.flatMap((one, index): ScoringFact[] => {
    if (one.earlier === 'unseen' && open) return []
    if (one.earlier === 'same') return [factOf(one, index, one.final)]
    return [factOf(one, index, one.earlier === 'unseen' ? 'proposed' : one.earlier)]
  })
  const closed = { year: false, facts: !open, parts: [], periods: [] }
  return { ...finalOf(scheme, given), facts, closed }
}
