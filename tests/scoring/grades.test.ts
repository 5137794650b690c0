import { describe, expect, it } from 'vitest'
import type { GradeFinding } from '../../src/scoring/findings.js'
import { cited, totalOf } from './invented/scheme.js'
import {
  best,
  first,
  parts,
  rest,
  scored,
  type Somebody,
  schemeWith,
  somebody,
} from './invented/two-parts.js'

/** Examples of grades: conditions tried at their edges, and what decides where several could. */

const conditions = { by: { decides: 'party-group' }, ...cited }
const below = (word: string) => ({ points: 'total', is: `${word} $total` })
const share = (more: object = {}) => ({
  ...{ votes: 'ballots', are: ['rest'], is: 'at-least $share', ...more },
})
const low = (all: readonly object[], more: object = {}) => ({
  ...{ grade: 'low', name: '低', ...conditions, when: { all } },
  ...{ says: '不足 {total=60} 分，且过 {share=1/3}' },
  ...more,
})
const tooLow = {
  ...{ grade: 'too-low', name: '更低', ...conditions },
  ...{ says: '不足 {total=50} 分', when: below('under') },
}

/** Work of ten points (at 80 %) and ballots of a hundred (at 20 %), of which at least three must be there. */
function schemeOf(grades: readonly object[], grading: object = {}, more: object = {}) {
  const [work] = parts
  const ballots = {
    ...{ kind: 'votes', part: 'ballots', name: '测评', ...cited, scale: 'bands' },
    ...{ says: '占 {weight=20%}，至少 {least=3} 票', weight: '$weight', quorum: '$least' },
    by: { votes: 'office' },
  }
  const weighed = {
    ...{ ...work, points: undefined, says: '占 {weight=80%}，从 {low=0} 到 {high=100}' },
    ...{ weight: '$weight', to: '$high' },
  }
  const bands = [
    { level: 'first', name: '好', from: '$fair', to: '$high', points: '$a' },
    { level: 'rest', name: '差', from: '$low', to: '$fair', points: '$b' },
  ]
  return schemeWith({
    scales: [
      {
        ...{
          scale: 'bands',
          name: '分档',
          ...cited,
          says: '{low=0} 到 {high=100}，{fair=50} 起好，按 {a=75}、{b=25}',
        },
        ...{ from: '$low', to: '$high', edge: 'upper', levels: bands },
      },
    ],
    total: totalOf([weighed, ballots]),
    quotas: [{ ...best, says: '前 {top=1} 名' }],
    grades: [first, rest, ...grades],
    'several-grades': 'lowest',
    ...grading,
    ...more,
  })
}

/** Five ballots, so many of them with 0 points, the others with 50: a mean of 50, 40, 30 … */
const poor = (many: number, more: object = {}): Partial<Somebody> => ({
  ballots: { values: { '0': many, '50': 5 - many }, issued: 6, ...more },
})
const winner = somebody('z', '100', poor(0))

function gradeOf(scheme: ReturnType<typeof schemeOf>, one: Somebody): GradeFinding {
  const found = scored(scheme, [winner, one]).grades.find(({ assessee }) => assessee === one.id)
  if (found === undefined) throw new Error('no grade')
  return found
}
const shortOf = (...given: Parameters<typeof gradeOf>): string => {
  const { grade, reason } = gradeOf(...given)
  return `${grade} ${reason}`
}

describe('a grade by conditions', () => {
  it('is reached at the edge of a total only where the edge counts', () => {
    const sixty = somebody('a', '65', poor(1))
    const under = somebody('a', '64.99', poor(1))
    const above = somebody('a', '65.01', poor(1))
    const [strict, inclusive] = ['under', 'at-most'].map((edge) =>
      schemeOf([low([below(edge)], { says: '不足 {total=60} 分' })]),
    )
    if (strict === undefined || inclusive === undefined) throw new Error('two schemes')
    expect([under, sixty, above].map((one) => shortOf(strict, one))).toEqual([
      'low conditions',
      'rest otherwise',
      'rest otherwise',
    ])
    expect([under, sixty, above].map((one) => shortOf(inclusive, one))).toEqual([
      'low conditions',
      'low conditions',
      'rest otherwise',
    ])
    expect(gradeOf(inclusive, sixty)).toMatchObject({
      decidedBy: 'party-group',
      tried: [
        {
          grade: 'low',
          holds: true,
          conditions: [{ kind: 'points', value: '60', limit: '60', relation: '<=' }],
        },
      ],
    })
    expect(gradeOf(strict, sixty).tried[0]?.conditions).toMatchObject([
      { holds: false, value: '60', limit: '60', relation: '<' },
    ])
  })

  it('is reached at the edge of a share of votes only where the edge counts, in whole numbers', () => {
    const third = somebody('a', '30', { ballots: { values: { '0': 1, '50': 2 }, issued: 6 } })
    const conditionOf = (more: object) =>
      gradeOf(schemeOf([low([share(more)], { says: '过 {share=1/3}' })]), third).tried[0]
        ?.conditions[0]
    const counted = { votes: 1, ballots: 3, left: '3', right: '3' }
    expect(conditionOf({})).toMatchObject({ ...counted, holds: true, relation: '>=' })
    expect(conditionOf({ is: 'over $share' })).toMatchObject({ holds: false, relation: '>' })
    expect(conditionOf({ of: 'issued' })).toMatchObject({
      ...{ votes: 1, ballots: 6, left: '3', right: '6' },
      holds: false,
    })
    expect(conditionOf({ are: ['rest', 'first'] })).toMatchObject({ votes: 3, holds: true })
  })

  it('is not reached by too few ballots, nor while votes are missing: then the total is open', () => {
    const scheme = schemeOf([low([share()], { says: '过 {share=1/3}' })])
    const few = somebody('a', '30', { ballots: { values: { '0': 2 }, issued: 6 } })
    expect(gradeOf(scheme, few)).toEqual({
      ...{ assessee: 'a', grade: null, reason: 'open', decidedBy: null, tried: [] },
    })
    expect(shortOf(scheme, somebody('a', '30'))).toBe('null open')
  })

  it('holds with all its conditions, not with some', () => {
    const both = schemeOf([low([below('under'), share()])])
    expect(shortOf(both, somebody('a', '50', poor(2)))).toBe('low conditions')
    expect(shortOf(both, somebody('a', '90', poor(2)))).toBe('rest otherwise')
    expect(shortOf(both, somebody('a', '50', poor(1)))).toBe('rest otherwise')
  })

  it('is never together with a place: the place goes to the next, or stays empty', () => {
    const grades = [low([below('at-most')], { says: '不超过 {total=100} 分' })]
    const people = [somebody('a', '90', poor(0)), somebody('b', '80', poor(0))]
    const given = (more: object) => {
      const scheme = schemeOf(
        [
          {
            ...grades[0],
            when: { votes: 'ballots', are: ['rest'], is: 'over $share' },
            says: '过 {share=1/3}',
          },
        ],
        {},
        { quotas: [{ ...best, says: '前 {top=1} 名', ...more }] },
      )
      const barely = [somebody('a', '90', poor(2)), ...people.slice(1)]
      return scored(scheme, barely)
    }
    const next = given({})
    expect(next.nominations[0]?.nominees.map(({ assessee }) => assessee)).toEqual(['b'])
    expect(next.nominations[0]?.struck).toEqual([
      { assessee: 'a', rank: 1, bars: [], grade: 'low' },
    ])
    expect(next.grades[0]).toMatchObject({ grade: 'low', reason: 'conditions' })
    const empty = given({ 'other-grade': 'empty' })
    expect(empty.nominations[0]?.nominees).toEqual([])
    expect(empty.grades.map(({ grade }) => grade)).toEqual(['low', 'rest'])
  })
})

describe('a total below the threshold without its votes', () => {
  const grades = [
    low([below('under'), share()]),
    {
      ...tooLow,
      when: { all: [below('under'), share()] },
      says: '不足 {total=40} 分，且过 {share=1/3}',
    },
  ]
  const one = somebody('a', '50', poor(0))
  const both = somebody('a', '30', poor(0))
  const bound = { says: '总分不足 {total=60} 分、票数不到 {share=1/3} 的' }
  const state = {
    ...{
      state: 'short',
      name: '票数不够',
      kind: 'undetermined',
      ranked: 'yes',
      ...cited,
      ...bound,
    },
    when: { all: [below('under'), { not: share() }] },
  }

  it('is no matter, unless a state leaves it to those who decide', () => {
    expect(shortOf(schemeOf(grades), one)).toBe('rest otherwise')
    expect(shortOf(schemeOf(grades, {}, { states: [state] }), one)).toBe('null state')
    const never = { ...state, when: { ...state.when, 'in-force': 'no' } }
    expect(shortOf(schemeOf(grades, {}, { states: [never] }), one)).toBe('rest otherwise')
  })

  it('is enough for the lowest such grade where nothing asks for the votes', () => {
    const unasked = share({ 'in-force': 'no' })
    const alone = [
      low([below('under'), unasked]),
      {
        ...tooLow,
        when: { all: [below('under'), unasked] },
        says: '不足 {total=40} 分，且过 {share=1/3}',
      },
    ]
    expect(shortOf(schemeOf(alone), one)).toBe('low conditions')
    expect(shortOf(schemeOf(alone), both)).toBe('too-low conditions')
  })
})

describe('several low grades', () => {
  const grades = [low([below('under')], { says: '不足 {total=60} 分' }), tooLow]
  const given = (several: string, work: string) =>
    shortOf(schemeOf(grades, { 'several-grades': several }), somebody('a', work, poor(0)))

  it('give the lowest, or are left to those who decide; one alone is given by both words', () => {
    expect(given('lowest', '40')).toBe('too-low conditions')
    expect(given('undetermined', '40')).toBe('null undetermined')
    expect(given('lowest', '55')).toBe('low conditions')
    expect(given('undetermined', '55')).toBe('low conditions')
  })
})

describe('a grade by quota', () => {
  const scheme = schemeOf([])
  const tied = [somebody('a', '90', poor(0)), somebody('b', '90', poor(0))]

  it('is for the nominee, undecided where several are equal at the last place, and the rest is for others', () => {
    const short = (people: Somebody[]) =>
      scored(scheme, people).grades.map((one) => `${one.grade} ${one.reason} ${one.decidedBy}`)
    expect(short([winner, ...tied])).toEqual([
      'rest otherwise office',
      'rest otherwise office',
      'first nominated party-group',
    ])
    expect(short(tied)).toEqual(['null undetermined null', 'null undetermined null'])
  })

  it('waits, and the rest with it, while somebody in the tier is open', () => {
    const open = somebody('o', '90')
    const grades = scored(scheme, [winner, open]).grades
    expect(grades.map(({ grade, reason }) => `${grade} ${reason}`)).toEqual([
      'null open',
      'null open',
    ])
  })

  it('is not waited for where there are no quotas', () => {
    const never = { ...first, says: '不足 {total=1} 分', quota: undefined }
    const without = schemeOf(
      [],
      {},
      {
        quotas: [],
        grades: [{ ...never, when: below('under') }, rest],
      },
    )
    const grades = scored(without, [winner, somebody('o', '90')]).grades
    expect(grades.map(({ grade, reason }) => `${grade} ${reason}`)).toEqual([
      'null open',
      'rest otherwise',
    ])
  })
})
