import { expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { newCycle } from '../../src/flows/cycle/open.js'
import { running } from '../../src/flows/running.js'
import { readRosterText } from '../../src/roster/roster-file.js'
import { must } from '../../src/base/bug.js'
import { cited, read, totalOf } from '../scoring/invented/scheme.js'

const tiers = ['branches', 'offices'].map((tier) => ({
  ...{ tier, name: tier, ...cited, says: '一起排' },
}))
const letter = { kind: 'tasks', part: 'letter', name: '任务', ...cited, points: '$points' }
const asks = read({
  ...{ assessee: 'unit', tiers, rules: [], procedures: [] },
  total: totalOf([{ ...letter, says: '责任书 {points=100} 分', excused: 'set' }], {}, '100'),
})
/** Asks one thing that the roster says of a unit. */
const scheme = { ...asks, traits: [{ id: 'has-caravan', name: '有科普大篷车' }] }

const { roster } = readRosterText(
  `bureau: { id: demo, name: 示例局 }
from: 2024-01-01
tiers: { branches: 分局, offices: 科室, others: 其他, staff: 职工, heads: 负责人 }
units:
  - { id: lead, name: 局领导, kind: leadership }
  - { id: a, name: 甲科, kind: general, tier: offices, branch: first, traits: [has-caravan, asked-elsewhere] }
  - { id: b, name: 乙分局, kind: business, tier: branches, branch: first }
  - { id: c, name: 丙队, kind: business, tier: others }
people:
  - { id: p, name: 丁, employeeNo: 1, unit: a, roles: [处室负责人], tier: [staff, heads] }
`,
  'r.yaml',
)

test('a scheme of units assesses those in its tiers, each in its own, with branch and those traits of the roster that it asks', () => {
  const of = { bureau: 'demo', scheme, year: 2025, on: day('2025-01-02') }
  const { assessees } = running(newCycle(of), scheme, must(roster, 'a roster'))
  expect(assessees.map(({ id, tier, branch, traits }) => ({ id, tier, branch, traits }))).toEqual([
    { id: 'a', tier: 'offices', branch: 'first', traits: ['has-caravan'] },
    { id: 'b', tier: 'branches', branch: 'first', traits: undefined },
  ])
})

test('somebody whom two regulations assess is in a tier of each, and in neither of a third', () => {
  const tiersOf = (...tiers: string[]) => {
    const of = tiers.map((tier) => ({ ...{ tier, name: tier, ...cited, says: '一起排' } }))
    const people = read({
      ...{ assessee: 'person', tiers: of, rules: [], procedures: [] },
      total: totalOf([{ ...letter, says: '责任书 {points=100} 分', excused: 'set' }], {}, '100'),
    })
    const cycle = newCycle({ bureau: 'demo', scheme: people, year: 2025, on: day('2025-01-02') })
    return running(cycle, people, must(roster, 'a roster')).assessees.map(({ tier }) => tier)
  }
  expect([tiersOf('staff'), tiersOf('heads'), tiersOf('others')]).toEqual([
    ['staff'],
    ['heads'],
    [],
  ])
})
