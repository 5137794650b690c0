import { describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { leadsOf, relationsOf } from '../../src/roster/leads.js'
import { type Roster, rosterOn } from '../../src/roster/roster.js'

const from = day('2024-01-01')

function person(id: string, unit: string, roles: [role: string, unit?: string][], to?: string) {
  return {
    id,
    name: id,
    employeeNo: id,
    tier: 'L1',
    post: '',
    affiliated: false,
    memberships: [{ unit, from, ...(to === undefined ? {} : { to: day(to) }) }],
    roles: roles.map(([role, of]) => ({ role, from, ...(of === undefined ? {} : { unit: of }) })),
  }
}

const roster: Roster = {
  bureau: { id: 'b', name: '局' },
  tiers: { L1: '全体' },
  roleNames: {},
  units: ['lead', 'office', 'field'].map((id) => ({ id, name: id, kind: 'general' })),
  people: [
    person('boss', 'lead', [['principal-leader']]),
    person('deputy', 'lead', [
      ['leader-in-charge', 'office'],
      ['leader-in-charge', 'field'],
    ]),
    person('head', 'office', [['unit-head', 'office'], ['assessment-office']]),
    person('clerk', 'office', [['assessment-office']]),
    person('chief', 'field', [['unit-head', 'field']]),
    person('staff', 'field', []),
    person('gone', 'field', [], '2025-11-14'),
  ],
}

const today = rosterOn(roster, day('2025-12-01'))

function leads(of: string): Record<string, string[]> {
  const found = Object.entries(leadsOf(today, of))
  return Object.fromEntries(found.map(([relation, people]) => [relation, people.map((p) => p.id)]))
}

describe('the five relations of the product', () => {
  test('somebody of a unit has its head, its leader in charge, the principal leader and the office', () => {
    expect(leads('staff')).toEqual({
      self: ['staff'],
      'unit-head': ['chief'],
      'leader-in-charge': ['deputy'],
      'principal-leader': ['boss'],
      'assessment-office': ['head', 'clerk'],
    })
  })

  test('nobody leads themselves: a head has no head, a clerk of the office is not the own office', () => {
    expect(leads('head')).toMatchObject({
      'unit-head': [],
      'leader-in-charge': ['deputy'],
      'assessment-office': ['clerk'],
    })
    expect(leads('boss')).toMatchObject({ 'unit-head': [], 'principal-leader': [] })
  })

  test('who left in November is led by those of the unit they left, and acts no more', () => {
    expect(leads('gone')).toMatchObject({
      self: [],
      'unit-head': ['chief'],
      'leader-in-charge': ['deputy'],
    })
    expect(relationsOf(today, 'gone', { person: 'gone' })).toEqual([])
    expect(relationsOf(today, 'chief', { person: 'gone' })).toEqual(['unit-head'])
  })

  test('are the same seen from the other side, for every two people', () => {
    for (const { id: about } of roster.people) {
      for (const [relation, people] of Object.entries(leadsOf(today, about))) {
        const standing = roster.people
          .filter((of) => relationsOf(today, of.id, { person: about }).some((r) => r === relation))
          .map((of) => of.id)
        expect([about, relation, standing]).toEqual([about, relation, people.map((of) => of.id)])
      }
    }
  })

  test('hold towards a unit too', () => {
    expect(relationsOf(today, 'head', { unit: 'office' })).toEqual([
      'unit-head',
      'assessment-office',
    ])
    expect(relationsOf(today, 'head', { unit: 'field' })).toEqual(['assessment-office'])
    expect(relationsOf(today, 'deputy', { unit: 'field' })).toEqual(['leader-in-charge'])
    expect(relationsOf(today, 'staff', { unit: 'field' })).toEqual([])
    expect(relationsOf(today, 'nobody', { unit: 'field' })).toEqual([])
  })
})
