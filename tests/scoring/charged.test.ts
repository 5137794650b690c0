import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Assessee, ScoringFact } from '../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

/** Examples of who is charged by a fact, how often, and how the statement shows it. */

const rule = (id: string, to: string, more: object = {}) => ({
  ...{ rule: id, name: id, ...recorded, says: '减 {each=1} 分', part: 'item' },
  charges: [{ to, points: '-$each' }],
  ...more,
})
const pieces = { quantity: { id: 'pieces', name: '件数' } }
const scheme = read({
  assessee: 'person',
  total: totalOf(
    [
      {
        ...{ kind: 'deduction', part: 'item', name: '项目', ...cited, says: '{points=20} 分' },
        ...{ points: '$points', 'at-least': 'none' },
      },
    ],
    {},
    '20',
  ),
  rules: [
    rule('for-person', 'person'),
    rule('for-head', 'head'),
    rule('each-person', 'head', { per: 'person-time' }),
    rule('once-each', 'head', { per: 'person-time', once: 'year' }),
    rule('each-piece', 'head', { per: 'quantity', ...pieces }),
    rule('once-piece', 'head', { per: 'quantity', once: 'year', ...pieces }),
    rule('for-members', 'members'),
    rule('late', 'head', {
      per: 'person-time',
      once: { with: ['absent'], by: 'year', takes: 'highest' },
    }),
    rule('absent', 'head', { says: '减 {each=3} 分', per: 'person-time' }),
  ],
})
const someone = (id: string, more: Partial<Assessee> = {}): Assessee => {
  return { id, name: id, unit: 'u', tier: 'all', roles: [], ...more }
}

function statementsOf(...facts: Partial<ScoringFact>[]) {
  return scoreCycle({
    ...{ scheme, year: '2025', ratings: [], tallies: [], entered: [] },
    assessees: [
      someone('boss'),
      someone('li', { to: day('2025-03-04') }),
      someone('wu', { from: day('2025-03-05') }),
      someone('zhu', { unit: 'v' }),
    ],
    units: [{ id: 'u', name: 'u', heads: [{ person: 'boss', from: day('2025-01-01') }] }],
    facts: facts.map((one, index) => ({
      ...{ id: `f${index}`, rule: 'for-head', day: day('2025-03-04'), state: 'effective' as const },
      ...{ persons: [], unit: 'u' },
      ...one,
    })),
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  }).statements
}
const lost = (...facts: Partial<ScoringFact>[]): Record<string, string> =>
  Object.fromEntries(
    statementsOf(...facts).flatMap(({ assessee, total }) =>
      total === '20' ? [] : [[assessee, `${total}`]],
    ),
  )

describe('who is charged', () => {
  it('is the head of the day, the one that the fact names, or nobody where it says so', () => {
    expect(lost({})).toEqual({ boss: '19' })
    expect(lost({ head: 'zhu' })).toEqual({ zhu: '19' })
    expect(lost({ head: null })).toEqual({})
    expect(lost({ rule: 'for-person', persons: ['li'], head: 'zhu' })).toEqual({ li: '19' })
  })

  it('are the members of the unit on that day', () => {
    expect(lost({ rule: 'for-members' })).toEqual({ boss: '19', li: '19' })
    expect(lost({ rule: 'for-members', day: day('2025-03-05') })).toEqual({ boss: '19', wu: '19' })
    expect(lost({ rule: 'for-members', unit: 'nowhere' })).toEqual({})
  })

  it('is charged once, for each person named, or for each piece', () => {
    const persons = ['li', 'wu', 'zhu']
    expect(lost({ persons, quantity: '4' })).toEqual({ boss: '19' })
    expect(lost({ rule: 'each-person', persons })).toEqual({ boss: '17' })
    expect(lost({ rule: 'each-person', persons: ['li', 'wu'] })).toEqual({ boss: '18' })
    expect(lost({ rule: 'each-person', persons: ['li'] })).toEqual({ boss: '19' })
    expect(lost({ rule: 'each-person' })).toEqual({ boss: '19' })
    expect(lost({ rule: 'each-piece', quantity: '4', persons })).toEqual({ boss: '16' })
    expect(lost({ rule: 'each-piece' })).toEqual({ boss: '19' })
    expect(lost({ rule: 'for-person', persons })).toEqual({ li: '19', wu: '19', zhu: '19' })
  })

  it('once in a year is charged once for each person, or once for the larger number of pieces', () => {
    const first = { rule: 'once-each', persons: ['li', 'wu'] }
    expect(lost(first, { ...first, persons: ['wu', 'zhu'] })).toEqual({ boss: '17' })
    expect(lost({ rule: 'once-each' }, { rule: 'once-each' })).toEqual({ boss: '19' })
    const late = { rule: 'late', persons: ['li', 'wu'] }
    expect(lost(late, { rule: 'absent', persons: ['wu'] })).toEqual({ boss: '16' })
    const some = { rule: 'once-piece', persons: ['li', 'wu'] }
    expect(lost({ ...some, quantity: '3' }, { ...some, quantity: '2' })).toEqual({ boss: '17' })
  })
})

describe('a fact on a statement', () => {
  const viewOf = (fact: Partial<ScoringFact>) =>
    statementsOf(fact)[0]?.root.lines[0]?.lines[0]?.fact
  const base = { id: 'f0', day: '2025-03-04', state: 'effective', charge: 'head' }
  const says = { clause: '一', says: '减 1 分' }

  it('shows all that was recorded, and nothing where nothing was', () => {
    const full = {
      ...{ rule: 'each-piece', persons: ['li'], matter: 'm', quantity: '2', note: 'late' },
      ...{ evidence: ['e'], recordedBy: 'li', approvedBy: 'wu', sequence: 7 },
    }
    expect(viewOf(full)).toEqual({
      ...{ ...base, ...says, ...full, countsAs: 'each-piece', ruleName: 'each-piece' },
      ...{ unit: 'u', derived: null },
    })
    expect(viewOf({})).toEqual({
      ...{ ...base, ...says, rule: 'for-head', countsAs: 'for-head', ruleName: 'for-head' },
      ...{ unit: 'u', persons: [], matter: null, quantity: null, derived: null, note: null },
      ...{ evidence: [], recordedBy: null, approvedBy: null, sequence: null },
    })
  })
})
