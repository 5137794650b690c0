import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact, ScoringInput } from '../../src/scoring/input.js'
import { cited, recorded } from './invented/scheme.js'
import {
  best,
  first,
  parts,
  rest,
  scored,
  schemeWith,
  type Somebody,
  somebody,
} from './invented/two-parts.js'

/** One vocabulary of conditions: each subject, how they go together, and what open things leave open. */

const low = (when: object, more: object = {}) => ({
  ...{ grade: 'low', name: '低', ...cited, says: '低', by: { decides: 'office' }, when },
  ...more,
})
const under = { points: 'total', is: 'under $line' }
const line = { says: '总分不足 {line=10} 分' }

function gradesOf(scheme: Scheme, people: readonly Somebody[]): string[] {
  return scored(scheme, people).grades.map(({ grade, reason }) => `${grade} ${reason}`)
}

describe('a condition', () => {
  const poor = somebody('p', '5+4')
  const fair = somebody('q', '6+6')

  it('looks at the points of a part on its own scale, or of the whole', () => {
    const manner = low({ points: 'manner', is: 'at-most $line' }, { says: '作风不过 {line=4} 分' })
    expect(
      gradesOf(
        schemeWith({ grades: [rest, manner], quotas: [], bars: [], rules: [], procedures: [] }),
        [poor, fair],
      ),
    ).toEqual(['low conditions', 'rest otherwise'])
  })

  it('looks at a share of some points, as exact as the fraction', () => {
    const says = { says: '作风不过 {full=12} 分的 {share=1/3}' }
    const of = (is: string) =>
      gradesOf(
        schemeWith({
          grades: [rest, low({ points: 'manner', is }, says)],
          ...{ quotas: [], bars: [], rules: [], procedures: [] },
        }),
        [poor, fair],
      )
    expect(of('at-most $share x $full')).toEqual(['low conditions', 'rest otherwise'])
    expect(of('under $full x $share')).toEqual(['rest otherwise', 'rest otherwise'])
  })

  it('holds with any of several, with all of them, or with the contrary of one', () => {
    const vetoed = { facts: ['veto'] }
    const of = (when: object) =>
      gradesOf(schemeWith({ grades: [rest, low(when, line)], quotas: [], bars: [] }), [
        somebody('a', '6+6', { barred: true }),
        somebody('b', '4+4'),
        somebody('c', '4+4', { barred: true }),
        somebody('d', '6+6'),
      ]).map((one) => one.split(' ')[0])
    expect(of({ any: [vetoed, under] })).toEqual(['low', 'low', 'low', 'rest'])
    expect(of({ all: [vetoed, under] })).toEqual(['rest', 'rest', 'low', 'rest'])
    expect(of({ all: [{ not: vetoed }, under] })).toEqual(['rest', 'low', 'rest', 'rest'])
    expect(of({ any: [{ ...vetoed, 'in-force': 'no' }, under] })).toEqual([
      'rest',
      'low',
      'low',
      'rest',
    ])
  })

  it('looks at a tier, a trait or a role', () => {
    const traits = [{ trait: 'new', name: '新来的' }]
    const of = (when: object, used = true) =>
      gradesOf(
        schemeWith({
          traits: used ? traits : [],
          grades: [rest, low(when)],
          quotas: [],
          bars: [],
          rules: [],
          procedures: [],
        }),
        [somebody('a', '6+6', { traits: ['new'] }), somebody('b', '6+6')],
      ).map((one) => one.split(' ')[0])
    expect(of({ trait: ['new'] })).toEqual(['low', 'rest'])
    expect(of({ tier: ['all'] }, false)).toEqual(['low', 'low'])
    expect(of({ all: [{ role: ['office'] }, { trait: ['new'] }] })).toEqual(['rest', 'rest'])
  })

  it('of a bar looks at more than facts, and falls on the head of whom it holds', () => {
    const bar = {
      ...{ bar: 'weak', name: '作风差', ...cited, says: '作风不足 {line=5} 分' },
      ...{ from: 'first', when: { points: 'manner', is: 'under $line' } },
    }
    const of = (on: string) => {
      const scheme = schemeWith({ bars: [{ ...bar, to: on }], rules: [], procedures: [] })
      const people = [somebody('a', '9+9'), somebody('b', '10+4.5'), somebody('c', '7+7')]
      return scored(scheme, people).nominations[0]?.nominees.map((one) => one.assessee)
    }
    expect(of('person')).toEqual(['a', 'c'])
    expect(of('head')).toEqual(['a', 'b'])
  })
})

describe('facts that a grade looks at', () => {
  const scheme = schemeWith({
    grades: [rest, low({ facts: ['veto'], is: 'over $times' }, { says: '超过 {times=1} 次' })],
    ...{ quotas: [], bars: [] },
  })
  const fact = (id: string, state: ScoringFact['state']): ScoringFact => {
    return { id, rule: 'veto', day: day('2025-03-04'), state, persons: ['a'] }
  }
  const graded = (facts: ScoringFact[], closed: Partial<ScoringInput['closed']>) => {
    const found = scoreCycle({
      ...{ scheme, year: '2025', units: [], ratings: [], tallies: [], facts },
      assessees: [{ id: 'a', name: 'A', unit: null, tier: 'all', roles: [] }],
      entered: ['work', 'conduct'].map((part) => ({ part, assessee: 'a', points: '6' })),
      closed: { year: false, facts: false, parts: ['work', 'conduct'], periods: [], ...closed },
      asOf: day('2025-12-31'),
    }).grades[0]
    return `${found?.grade} ${found?.reason}`
  }
  const [one, two] = [fact('f1', 'effective'), fact('f2', 'effective')]

  it('leave it open until no more can come, but for a count that is reached already', () => {
    expect(graded([one], {})).toBe('null open')
    expect(graded([one], { facts: true })).toBe('rest otherwise')
    expect(graded([one, two], {})).toBe('low conditions')
    expect(graded([one, fact('f2', 'proposed')], { facts: true })).toBe('null open')
  })
})

describe('equal totals', () => {
  const people = [somebody('a', '5+7'), somebody('b', '7+5'), somebody('c', '6+6')]

  it('share a rank, or are told apart by parts one after another', () => {
    const ranks = (ranking: object) =>
      scored(
        schemeWith({ ranking: { ...cited, within: 'tier', ...ranking } }),
        people,
      ).rankings[0]?.places.map(({ assessee, rank, by }) => `${assessee} ${rank} ${by ?? ''}`)
    expect(ranks({})).toEqual(['a 1 ', 'b 1 ', 'c 1 '])
    expect(ranks({ ties: ['work'] })).toEqual(['b 1 ', 'c 2 work', 'a 3 work'])
    expect(ranks({ ties: ['conduct', 'work'] })).toEqual(['a 1 ', 'c 2 conduct', 'b 3 conduct'])
  })
})

describe('places', () => {
  const people = [
    somebody('a', '9+9', { unit: 'x' }),
    somebody('b', '8+8', { unit: 'x' }),
    somebody('c', '5+5', { unit: 'y' }),
    somebody('d', '4+4', { unit: 'y', tier: 'other' }),
  ]
  const tiers = ['all', 'other'].map((tier) => ({ tier, name: tier, ...cited, says: '一起排' }))
  const nominated = (per: string) =>
    scored(
      schemeWith({ tiers, quotas: [{ ...best, says: '各 {top=1} 名', per }] }),
      people,
    ).nominations.map((one) => {
      return `${one.tier}/${one.unit ?? ''}: ${one.nominees.map(({ assessee }) => assessee).join()}`
    })

  it('are counted in each tier, each unit, each tier of a unit, or among all', () => {
    expect(nominated('tier')).toEqual(['all/: a', 'other/: d'])
    expect(nominated('unit')).toEqual(['/x: a', '/y: c'])
    expect(nominated('tier-and-unit')).toEqual(['all/x: a', 'all/y: c', 'other/y: d'])
    expect(nominated('everyone')).toEqual(['/: a'])
  })

  it('of units give each its grade, and the rest is for the others', () => {
    const scheme = schemeWith({ tiers, quotas: [{ ...best, says: '各 {top=1} 名', per: 'unit' }] })
    expect(gradesOf(scheme, people)).toEqual([
      'first nominated',
      'rest otherwise',
      'first nominated',
      'rest otherwise',
    ])
  })
})

describe('a part that is only shown', () => {
  it('is worked out and changes no total', () => {
    const [work] = parts
    const shown = { ...work, part: 'pre', name: '预评分', adds: 'shown' }
    const scheme = schemeWith({
      total: {
        ...{ kind: 'sum', part: 'total', name: '合计', ...cited, points: '$whole' },
        ...{ says: '合计 {whole=20} 分，期限 {days=5} 天', parts: [...parts, shown] },
      },
    })
    const result = scored(scheme, [somebody('a', '9+8')])
    expect(result.statements[0]?.total).toBe('17')
    expect(result.statements[0]?.root.lines.map(({ id }) => id)).toContain('pre')
  })
})

describe('ballots of grades without numbers', () => {
  it('give shares of votes and no points', () => {
    const scales = [
      {
        ...{ scale: 'names', name: '四档', ...cited, says: '只划等次' },
        levels: ['first', 'rest', 'low'].map((level) => ({ level, name: level })),
      },
    ]
    const ballots = {
      ...{ kind: 'votes', part: 'ballots', name: '测评', ...cited, says: '无记名投票' },
      ...{ adds: 'outside', scale: 'names', by: { votes: 'office' } },
    }
    const scheme = schemeWith({
      scales,
      total: {
        ...{ kind: 'sum', part: 'total', name: '合计', ...cited, points: '$whole' },
        ...{ says: '合计 {whole=20} 分，期限 {days=5} 天', parts: [...parts, ballots] },
      },
      grades: [
        first,
        rest,
        low(
          { votes: 'ballots', are: ['low'], is: 'over $share' },
          { says: '超过 {share=三分之一}' },
        ),
      ],
    })
    const people = [
      somebody('a', '9+9', { ballots: { grades: { first: 2, low: 1 } } }),
      somebody('b', '9+9', { ballots: { grades: { first: 1, low: 2 } } }),
    ]
    const result = scored(scheme, people)
    expect(result.statements.map((one) => one.total)).toEqual(['18', '18'])
    expect(gradesOf(scheme, people)).toEqual(['first nominated', 'low conditions'])
  })
})

describe('what a counter takes', () => {
  const taking = (takes: string) => {
    const scheme = schemeWith({
      counters: [
        {
          ...{ counter: 'rate', name: '比例', ...cited, says: '测得的比例', each: '%' },
          ...{ rules: ['measured'], takes },
        },
      ],
      targets: [
        {
          ...{ target: 'ninety', name: '目标', ...cited, says: '至少 {n=90}', counter: 'rate' },
          ...{ per: 'year', 'at-least': { everyone: '$n' } },
        },
      ],
      rules: [
        { rule: 'veto', name: '否决', ...recorded, says: '否决', kind: 'veto' },
        {
          ...{ rule: 'measured', name: '测评', ...recorded, says: '测评', kind: 'record' },
          quantity: { id: 'percent', name: '百分数' },
        },
      ],
    })
    const fact = (id: string, on: string, quantity: string): ScoringFact => ({
      ...{ id, rule: 'measured', day: day(on), state: 'effective', persons: ['a'] },
      quantity,
    })
    const [target] =
      scoreCycle({
        ...{ scheme, year: '2025', units: [], ratings: [], tallies: [], entered: [] },
        assessees: [{ id: 'a', name: 'A', unit: null, tier: 'all', roles: [] }],
        facts: [fact('f1', '2025-11-01', '80'), fact('f2', '2025-03-01', '95')],
        closed: { year: true, facts: true, parts: [], periods: [] },
        asOf: day('2025-12-31'),
      }).statements[0]?.targets ?? []
    const [period] = target?.periods ?? []
    return `${period?.count} of ${period?.atLeast} ${period?.state}`
  }

  it('is their sum, the last, the mean or the highest; a figure of its sentence is the target', () => {
    expect(taking('sum')).toBe('175 of 90 met')
    expect(taking('last')).toBe('80 of 90 short')
    expect(taking('mean')).toBe('87.5 of 90 short')
    expect(taking('highest')).toBe('95 of 90 met')
  })
})
