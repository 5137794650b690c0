import { describe, expect, test } from 'vitest'
import { assessedIn } from '../../src/roster/assessed.js'
import { readRosterText } from '../../src/roster/roster-file.js'

const text = `bureau: { id: demo, name: 示例局 }
from: 2024-01-01
tiers: { L1: 上层, L2: 下层, departments: 全部科室 }
units:
  - { id: lead, name: 局领导, kind: leadership }
  - { id: office, name: 办公室, kind: general, tier: departments }
  - { id: field, name: 业务科, kind: business, tier: departments, from: 2025-03-01 }
  - { id: old, name: 老科室, kind: business, tier: departments, to: 2025-02-28 }
  - { id: older, name: 更老的科室, kind: business, tier: departments, to: 2024-12-31 }
people:
  - { id: boss, name: 甲, employeeNo: 1, unit: lead, roles: [主要领导] }
  - { id: all, name: 乙, employeeNo: 2, tier: L1, unit: office, roles: [处室负责人, { role: 考核办, to: 2024-12-31 }] }
  - { id: left, name: 丙, employeeNo: 3, tier: L2, unit: office, to: 2025-11-14 }
  - { id: came, name: 丁, employeeNo: 4, tier: L2, unit: field, from: 2025-03-10 }
  - id: moved
    name: 戊
    employeeNo: 5
    tier: L2
    memberships: [{ unit: old, to: 2025-02-28 }, { unit: field, from: 2025-03-01 }]
  - { id: before, name: 己, employeeNo: 6, tier: L2, unit: office, to: 2024-12-31 }
  - { id: after, name: 庚, employeeNo: 7, tier: L2, unit: office, from: 2026-01-01 }
  - id: again
    name: 辛
    employeeNo: 8
    tier: L2
    memberships: [{ unit: office, to: 2025-02-10 }, { unit: office, from: 2025-09-01, to: 2026-02-01 }]
`

const { roster } = readRosterText(text, 'r.yaml')
if (!roster) throw new Error('no roster')
const { persons, units } = assessedIn(roster, 2025)

describe('who is assessed for a year', () => {
  test('is everybody in a tier who belonged to the bureau on a day of it, the leavers of November too', () => {
    expect(persons.map((of) => of.person.id)).toEqual(['all', 'left', 'came', 'moved', 'again'])
    expect(assessedIn(roster, 2024).persons.map((of) => of.person.id)).toContain('before')
    expect(assessedIn(roster, 2026).persons.map((of) => of.person.id)).toEqual([
      'all',
      'came',
      'moved',
      'after',
      'again',
    ])
  })

  test('has first and last day only where they fall inside the year', () => {
    const days = persons.map(({ person, from, to }) => [person.id, from ?? null, to ?? null])
    expect(days).toEqual([
      ['all', null, null],
      ['left', null, '2025-11-14'],
      ['came', '2025-03-10', null],
      ['moved', null, null],
      ['again', null, null],
    ])
  })

  test('keeps the units of the year in order, the last one is the unit', () => {
    const moved = persons.find((of) => of.person.id === 'moved')
    expect(moved?.unit).toBe('field')
    expect(moved?.memberships).toEqual([
      { unit: 'old', to: '2025-02-28' },
      { unit: 'field', from: '2025-03-01' },
    ])
    const again = persons.find((of) => of.person.id === 'again')
    expect(again?.memberships).toEqual([
      { unit: 'office', to: '2025-02-10' },
      { unit: 'office', from: '2025-09-01' },
    ])
  })

  test('has the roles of the year, none that ended before it', () => {
    const roles = persons.find((of) => of.person.id === 'all')?.roles
    expect(roles?.map((of) => of.role)).toEqual(['unit-head'])
  })

  test('is each unit in a tier that existed on a day of it', () => {
    expect(units.map(({ unit, from, to }) => [unit.id, from ?? null, to ?? null])).toEqual([
      ['office', null, null],
      ['field', '2025-03-01', null],
      ['old', null, '2025-02-28'],
    ])
  })
})
