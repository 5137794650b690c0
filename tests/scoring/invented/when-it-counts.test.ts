import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withChoices } from '../../../src/scheme/model/choices.js'
import { scoreCycle } from '../../../src/scoring/engine.js'
import type { ScoringFact, ScoringInput } from '../../../src/scoring/input.js'
import { day } from '../../../src/base/day.js'
import { cited, read, recorded, totalOf } from './scheme.js'

/** Words that say when a line counts at all: dates, sorts, conditions, answers to choices, figures elsewhere. */
const charge = (points: string, more: object = {}): object => ({
  part: 'minus',
  charges: [{ to: 'person', points, ...more }],
  ...recorded,
})
const sorts = [
  { id: 'web', name: '网上' },
  { id: 'paper', name: '纸面' },
]
const scheme = read({
  assessee: 'person',
  total: totalOf(
    [
      {
        ...{ kind: 'deduction', part: 'minus', name: '扣分', ...cited, 'at-least': 'none' },
        ...{ says: '从 {points=100} 分起减', points: '$points' },
      },
    ],
    {},
    '100',
  ),
  rules: [
    { rule: 'dated', name: '有期', says: '减 {each=1} 分', ...charge('-$each') },
    { rule: 'sorted', name: '分种', says: '减 {each=0.3} 分', ...charge('-$each'), sorts },
    { rule: 'asked', name: '要问', says: '减 {each=5} 分', ...charge('-$each'), sorts },
    { rule: 'milder', name: '从轻', says: '减 {each=2} 分', ...charge('-$each') },
    {
      ...{ rule: 'doubled', name: '加倍', says: '按 {times=2} 倍减' },
      ...charge('-$times x $milder.each'),
    },
    { rule: 'elsewhere', name: '另有标准', says: '照别处的数字', ...charge('none') },
    {
      ...{ rule: 'maybe', name: '待定', says: '减 {each=7} 分' },
      ...charge('-$each', { 'in-force': 'choice whether' }),
    },
  ].map((rule) => {
    if (rule.rule === 'dated') return { ...rule, from: '2025-03-01', until: '2025-10-31' }
    if (rule.rule === 'sorted') return { ...rule, only: ['web'] }
    if (rule.rule !== 'asked') return rule
    const question = {
      question: 'grave',
      asks: '是否严重',
      otherwise: 'milder',
      only: ['paper'],
    }
    return { ...rule, question: { ...question, 'in-force': 'yes' } }
  }),
  choices: [
    {
      ...{
        choice: 'whether',
        name: '减不减',
        ...cited,
        asks: '减不减？',
        by: { decides: 'office' },
      },
      ...{
        answer: 'yes',
        alternatives: { yes: { says: '减', sets: 'yes' }, no: { says: '不减', sets: 'no' } },
      },
    },
  ],
})

const fact = fc.record({
  rule: fc.constantFrom('dated', 'sorted', 'asked', 'milder', 'doubled', 'elsewhere', 'maybe'),
  month: fc.integer({ min: 1, max: 12 }),
  date: fc.integer({ min: 1, max: 28 }),
  sort: fc.constantFrom('web', 'paper'),
  grave: fc.constantFrom('yes', 'no', undefined),
  state: fc.constantFrom('effective', 'effective', 'reversed', 'proposed'),
})
type Drawn = typeof fact extends fc.Arbitrary<infer T> ? T : never

const two = (number: number): string => `${number}`.padStart(2, '0')

function factOf(one: Drawn, index: number): ScoringFact {
  return {
    ...{ id: `f${index}`, rule: one.rule, persons: ['p'] },
    day: day(`2025-${two(one.month)}-${two(one.date)}`),
    state:
      one.state === 'effective' ? 'effective' : one.state === 'reversed' ? 'reversed' : 'proposed',
    ...(one.rule === 'sorted' || one.rule === 'asked' ? { sort: one.sort } : {}),
    ...(one.rule === 'asked' && one.grave ? { answers: { grave: one.grave } } : {}),
  }
}

/** Tenths taken by one fact, as the words say it. */
function tenths(one: Drawn, maybe: string): number {
  switch (one.rule) {
    case 'dated':
      return one.month >= 3 && one.month <= 10 ? 10 : 0
    case 'sorted':
      return one.sort === 'web' ? 3 : 0
    case 'asked':
      return one.sort === 'paper' && one.grave === 'no' ? 20 : 50
    case 'milder':
      return 20
    case 'doubled':
      return 40
    case 'maybe':
      return maybe === 'yes' ? 70 : 0
    default:
      return 0
  }
}

function inputOf(facts: readonly ScoringFact[], maybe: string, closed: boolean): ScoringInput {
  return {
    scheme: withChoices(scheme, { whether: maybe }),
    year: '2025',
    assessees: [{ id: 'p', name: 'p', unit: null, tier: 'all', roles: [] }],
    ...{ units: [], facts, ratings: [], tallies: [], entered: [] },
    closed: { year: false, facts: closed, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  }
}

const inTenths = (value: string | null | undefined): number =>
  Math.round(Number.parseFloat(value ?? 'NaN') * 10)

describe('what a fact costs', () => {
  it('hangs on dates, sorts, answers and choices as the words say, and on no order', () => {
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 12 }),
        fc.constantFrom('yes', 'no'),
        (drawn, maybe) => {
          const facts = drawn.map(factOf)
          const result = scoreCycle(inputOf(facts, maybe, true))
          const [one] = result.statements
          const of = (state: string): number =>
            drawn
              .filter((each) => each.state === state)
              .reduce((all, each) => all + tenths(each, maybe), 0)
          expect(inTenths(one?.settled)).toBe(1000 - of('effective'))
          expect(inTenths(one?.highest)).toBe(1000 - of('effective'))
          expect(inTenths(one?.lowest)).toBe(1000 - of('effective') - of('proposed'))
          const turned = scoreCycle(inputOf([...facts].reverse(), maybe, true))
          expect(JSON.stringify(turned)).toBe(JSON.stringify(result))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('stays within what was possible before, while facts may still come', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 8 }), fc.nat({ max: 8 }), (drawn, known) => {
        const facts = drawn.map(factOf)
        const [before] = scoreCycle(inputOf(facts.slice(0, known), 'yes', false)).statements
        const [after] = scoreCycle(inputOf(facts, 'yes', true)).statements
        expect(before?.lowest).toBeNull()
        expect(inTenths(after?.settled)).toBeLessThanOrEqual(inTenths(before?.highest))
      }),
      { numRuns: 60 },
    )
  })
})
