import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact } from '../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

const part = { kind: 'entered', part: 'work', name: '实绩', ...cited, by: { records: 'office' } }
const grade = { ...cited, by: { decides: 'office' } }
const scheme = read({
  assessee: 'unit',
  units: ['a', 'b', 'c'].map((unit) => ({ unit, name: unit })),
  total: totalOf(
    [
      {
        ...part,
        says: '{points=10} 分，从 {low=0} 起',
        points: '$points',
        from: '$low',
        to: '$points',
      },
    ],
    {},
    '10',
  ),
  quotas: [
    {
      quota: 'best',
      name: '名额',
      ...cited,
      says: '前 {top=1} 名',
      grade: 'first',
      places: '$top',
      barred: 'next',
      by: { decides: 'office' },
    },
  ],
  grades: [
    { grade: 'first', name: '一等', says: '一等', ...grade, quota: 'best' },
    { grade: 'rest', name: '其余', says: '其余', ...grade, when: 'otherwise' },
  ],
  bars: [
    {
      bar: 'accident-bar',
      name: '事故',
      ...cited,
      says: '有事故的不得评',
      from: 'first',
      to: 'person',
      when: { facts: ['accident'] },
    },
    {
      bar: 'complaint-bar',
      name: '投诉',
      ...cited,
      says: '投诉达到 {times=2} 次的不得评',
      from: 'first',
      to: 'person',
      when: { facts: ['complaint'], is: 'at-least $times', as: 'member' },
    },
  ],
  rules: [
    { rule: 'accident', name: '事故', ...recorded, says: '事故', kind: 'veto' },
    { rule: 'complaint', name: '投诉', ...recorded, says: '投诉', kind: 'record' },
  ],
})

function fact(id: string, rule: string, unit: string): ScoringFact {
  return { id, rule, day: day('2025-03-04'), state: 'effective', persons: [], unit }
}

describe('bars of a scheme that scores units', () => {
  it('fall on the unit that a fact names, at once or by their count, and the next unit moves up', () => {
    const result = scoreCycle({
      scheme,
      year: '2025',
      assessees: ['a', 'b', 'c'].map((id) => ({ id, name: id, unit: id, tier: 'all', roles: [] })),
      units: [],
      facts: [
        fact('f1', 'accident', 'a'),
        fact('f2', 'complaint', 'b'),
        fact('f3', 'complaint', 'b'),
        fact('f4', 'complaint', 'c'),
      ],
      ratings: [],
      tallies: [],
      entered: ['9', '8', '7'].map((points, at) => ({
        part: 'work',
        assessee: 'abc'.charAt(at),
        points,
      })),
      closed: { year: true, facts: true, parts: [], periods: [] },
      asOf: day('2025-12-31'),
    })
    expect(result.statements.map((one) => one.bars.map((bar) => bar.id))).toEqual([
      ['accident-bar'],
      ['complaint-bar'],
      [],
    ])
    expect(result.statements.map((one) => one.counters[0]?.value)).toEqual(['0', '2', '1'])
    expect(result.nominations[0]?.nominees).toMatchObject([
      { assessee: 'c', rank: 3, movedUp: true },
    ])
    expect(result.nominations[0]?.struck.map((one) => one.assessee)).toEqual(['a', 'b'])
  })
})
