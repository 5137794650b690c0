import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { compareResults } from '../../src/scoring/result/compare.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact, ScoringInput } from '../../src/scoring/input.js'
import { partOf } from './invented/bounds.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

const rule = (id: string, more: object = {}) => ({
  rule: id,
  name: id,
  ...recorded,
  says: '每人次减 {each=2} 分',
  part: 'item',
  charges: [{ to: 'unit', points: '-$each' }],
  ...more,
})

function schemeOf(offices: 'mean' | 'own-lines', once = 'no') {
  return read({
    assessee: 'unit',
    units: [{ unit: 'a', name: '甲' }],
    total: totalOf(
      [
        {
          kind: 'deduction',
          part: 'item',
          name: '一项',
          ...cited,
          says: '{points=50} 分',
          points: '$points',
          'at-least': 'zero',
          by: { scores: ['office', 'second-office'] },
          combine: offices,
          limits: [
            {
              limit: 'together',
              name: '合计',
              ...cited,
              says: '最多减 {most=3} 分',
              rules: ['first', 'second'],
              'at-least': '-$most',
            },
          ],
        },
      ],
      {},
      '50',
    ),
    rules: [
      rule('first', { by: { scores: ['office'] } }),
      rule('second', { by: { scores: ['second-office'] } }),
      rule('late', { per: 'person-time', once }),
    ],
  })
}

function inputOf(scheme: ScoringInput['scheme'], facts: readonly Partial<ScoringFact>[]) {
  const base = { day: day('2025-03-03'), state: 'effective' as const, persons: [], unit: 'a' }
  return {
    scheme,
    year: '2025',
    assessees: [{ id: 'a', name: '甲', unit: 'a', tier: 'all', roles: [] }],
    units: [{ id: 'a', name: '甲', heads: [] }],
    facts: facts.map((one, index) => ({ id: `f${index}`, rule: 'first', ...base, ...one })),
    ratings: [],
    tallies: [],
    entered: [],
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  }
}

describe('a limit over lines of two offices that each give a figure', () => {
  const cutsOf = (offices: 'mean' | 'own-lines', rules: readonly string[]) => {
    const facts = rules.map((one) => ({ rule: one }))
    const item = partOf(scoreCycle(inputOf(schemeOf(offices), facts)), 'a', 'item')
    const cuts = item.lines.filter((line) => line.kind === 'limit')
    return [item.own.settled, ...cuts.map((one) => one.own.settled)]
  }

  it('takes back nothing where neither office goes over it', () => {
    expect(cutsOf('mean', ['first', 'second'])).toEqual(['48'])
    expect(cutsOf('own-lines', ['first', 'second'])).toEqual(['47', '1'])
  })

  it('is shown as the mean of what it takes back from each', () => {
    expect(cutsOf('mean', ['first', 'first', 'second'])).toEqual(['47.5', '0.5'])
    expect(cutsOf('mean', ['first', 'first', 'second', 'second'])).toEqual(['47', '1'])
  })
})

describe('a comparison of lines that count person by person', () => {
  const month = schemeOf('own-lines', 'month')
  const both = { rule: 'late', persons: ['p', 'q'] }
  const resultOf = (facts: readonly Partial<ScoringFact>[]) => scoreCycle(inputOf(month, facts))
  const linesOf = (facts: readonly Partial<ScoringFact>[]) =>
    compareResults(resultOf([both]), resultOf(facts)).moved.flatMap(({ lines }) =>
      lines.flatMap((line) =>
        line.lines.map((one) => [one.id, one.before?.settled, one.after?.settled]),
      ),
    )

  it('shows what a fact makes for all of its persons together', () => {
    expect(linesOf([{ ...both, persons: ['p'] }])).toEqual([['f0/unit', '-4', '-2']])
  })

  it('shows the fact that counts for one of them less, though the first is charged as before', () => {
    const earlier = { rule: 'late', persons: ['q'], day: day('2025-03-01') }
    expect(linesOf([both, earlier])).toEqual([
      ['f1/unit', undefined, '-2'],
      ['f0/unit', '-4', '-2'],
    ])
  })

  it('shows nothing where nothing changed', () => {
    expect(linesOf([both])).toEqual([])
  })
})
