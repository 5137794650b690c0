import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact } from '../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

/** Examples of the order of limits, figure by figure, for one unit and a part of five points. */

interface Limits {
  'at-least'?: string
  overflow?: string
  'after-lost'?: string
  combine?: string
}

function schemeOf(limits: Limits) {
  const part = (id: string, more: object) => ({
    kind: 'deduction',
    part: id,
    name: id,
    ...cited,
    ...more,
  })
  const rule = (id: string, points: string, more: object = {}) => ({
    rule: id,
    name: id,
    ...recorded,
    says: points === 'all' ? '不得分' : '减 {each=2} 分',
    part: 'item',
    charges: [{ to: 'unit', points }],
    ...more,
  })
  const office = { by: { scores: ['office'] } }
  const second = { by: { scores: ['second-office'] } }
  return read({
    assessee: 'unit',
    units: [{ unit: 'a', name: '甲' }],
    total: totalOf(
      [
        part('item', {
          says: '{points=5} 分',
          points: '$points',
          'at-least': 'zero',
          by: { scores: ['office', 'second-office'] },
          ...limits,
        }),
        part('over', { says: '另扣', adds: 'outside', 'at-least': 'none' }),
        part('later', { says: '另扣', adds: 'outside', 'at-least': 'none' }),
      ],
      {},
      '5',
    ),
    rules: [
      rule('first', '-$each', office),
      rule('second', '-$each', second),
      rule('both', '-$each'),
      rule('past', '-$each', { ...office, exhausts: 'no' }),
      rule('lost', 'all', office),
      rule('lost-too', 'all', second),
      rule('o', '-$each', { part: 'over' }),
      rule('l', '-$each', { part: 'later' }),
    ],
  })
}

/** What the three parts hold after facts of some rules, one a day in this order. */
function partsAfter(limits: Limits, rules: readonly string[]) {
  const facts = rules.map(
    (rule, index): ScoringFact => ({
      id: `f${index}`,
      rule,
      day: day(`2025-03-0${index + 1}`),
      state: 'effective',
      persons: [],
      unit: 'a',
    }),
  )
  const { statements } = scoreCycle({
    scheme: schemeOf(limits),
    year: '2025',
    assessees: [{ id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }],
    units: [],
    facts,
    ratings: [],
    tallies: [],
    entered: [],
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  })
  const [item, over, later] = statements[0]?.root.lines ?? []
  return {
    item: item?.own.settled,
    over: over?.own.settled,
    later: later?.own.settled,
    lost: item?.lost,
    floored: item?.floored,
    exhausted: item?.exhausted,
    reasons: item?.notCounted.map(({ reason }) => reason),
  }
}

const elsewhere = { overflow: 'over', 'after-lost': 'later' }
const mean = { combine: 'mean' }

describe('a part until exhausted', () => {
  it('is exhausted at its floor, and stopped only when more was taken', () => {
    expect(partsAfter({}, ['first', 'first'])).toMatchObject({
      item: '1',
      floored: false,
      exhausted: false,
    })
    expect(partsAfter({}, ['first', 'second', 'both'])).toMatchObject({
      item: '0',
      floored: true,
      exhausted: true,
    })
    expect(partsAfter({ 'at-least': '$points' }, ['first'])).toMatchObject({
      item: '5',
      floored: true,
      exhausted: false,
    })
    expect(partsAfter({ 'at-least': 'none' }, ['first', 'second', 'both'])).toMatchObject({
      item: '-1',
      floored: false,
      exhausted: false,
    })
  })

  it('lets lines past its floor take more, which stays there or goes elsewhere', () => {
    const four = ['first', 'first', 'first', 'past']
    expect(partsAfter({}, four)).toMatchObject({ item: '-2', over: '0', floored: true })
    expect(partsAfter({ overflow: 'over' }, four)).toMatchObject({
      item: '0',
      over: '-2',
      floored: true,
    })
    const exact = ['first', 'past']
    expect(partsAfter({ overflow: 'over' }, exact)).toMatchObject({
      item: '1',
      over: '0',
      floored: false,
    })
    expect(partsAfter({ overflow: 'over' }, [...exact, 'past'])).toMatchObject({
      item: '0',
      over: '-1',
      floored: true,
    })
  })
})

describe('a part that is wholly lost', () => {
  it('has nothing left by the first line that takes all, and the others are only recorded', () => {
    expect(partsAfter({}, ['first', 'lost', 'past', 'lost-too'])).toMatchObject({
      item: '0',
      lost: 'f1',
      floored: false,
      reasons: ['item-lost', 'item-lost', 'item-lost'],
    })
  })

  it('sends what comes after that to another part, and nothing of what came before', () => {
    expect(partsAfter(elsewhere, ['first', 'lost', 'past', 'second', 'lost-too'])).toMatchObject({
      item: '0',
      over: '0',
      later: '-4',
      lost: 'f1',
      reasons: ['item-lost', 'carried', 'carried', 'item-lost'],
    })
  })
})

describe('a part of which several offices give the mean', () => {
  it('counts each line for its own office, and a line of nobody for both', () => {
    expect(partsAfter(mean, ['first', 'first', 'second'])).toMatchObject({
      item: '2',
      floored: false,
    })
    expect(partsAfter(mean, ['both', 'second'])).toMatchObject({ item: '2' })
    expect(partsAfter({}, ['first', 'first', 'second'])).toMatchObject({ item: '0' })
  })

  it('is stopped or lost as a whole only when it is so for both', () => {
    expect(partsAfter(mean, ['first', 'first', 'first'])).toMatchObject({
      item: '2.5',
      floored: false,
    })
    const six = ['first', 'first', 'first', 'second', 'second', 'second']
    expect(partsAfter(mean, six)).toMatchObject({ item: '0', floored: true, exhausted: true })
    expect(partsAfter(mean, ['second', 'lost'])).toMatchObject({ item: '1.5', lost: null })
    expect(partsAfter(mean, ['second', 'lost-too', 'lost'])).toMatchObject({
      item: '0',
      lost: 'f1',
    })
  })

  it('sends the mean of what each sends, each to where it goes', () => {
    const some = { ...mean, ...elsewhere }
    expect(partsAfter(some, ['first', 'first', 'past'])).toMatchObject({
      item: '2.5',
      over: '-0.5',
    })
    expect(partsAfter(some, ['lost-too', 'second', 'first', 'first', 'past'])).toMatchObject({
      item: '0',
      over: '-0.5',
      later: '-1',
    })
  })
})
