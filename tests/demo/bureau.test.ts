import { describe, expect, test } from 'vitest'
import { dayAt, day } from '../../src/base/day.js'
import { demoRoster, demoRosterPath, demoStart } from '../../src/demo/bureau.js'
import { demoPeopleFile } from '../../src/demo/people.js'
import { matchContacts } from '../../src/roster/contacts.js'
import { readRosterFile } from '../../src/roster/roster-file.js'
import { rosterOn } from '../../src/roster/roster.js'
import { checkPeople } from '../../src/sandbox/people-file.js'
import { readScheme } from '../../src/scheme/read/read.js'

const roster = demoRoster()
const start = dayAt(demoStart)
const today = rosterOn(roster, start)

/** The staffing table, row by row. */
const staffing: [unit: string, posts: number][] = [
  ['办公室', 5],
  ['政治处', 4],
  ['政策法规处', 4],
  ['发展计划处', 5],
  ['科技投融资与条件财务处', 4],
  ['高新技术发展及产业化处', 6],
  ['区与农村科技处', 4],
  ['社会发展科技处', 4],
  ['科技成果及国际科技合作处', 5],
  ['离退休干部处', 2],
  ['纪检监察室', 2],
  ['直属机关党委', 1],
]

describe('the demonstration bureau', () => {
  test('is read without any problem, warnings included', () => {
    const { scheme } = readScheme('schemes/wuhan-civil-servants')
    const roles = scheme?.roles ?? []
    expect(readRosterFile(demoRosterPath, { roles }).problems).toEqual([])
    expect(start).toBe('2025-09-25')
  })

  test.each(staffing)('%s has its %i posts, all of them filled', (name, posts) => {
    const unit = today.units.find((of) => of.name === name)
    expect(unit?.posts).toBe(posts)
    expect(today.membersOf(unit?.id ?? '')).toHaveLength(posts)
  })

  test('has 60 people: 46 in twelve departments, 6 leaders, 8 in two affiliated units', () => {
    const count = (kinds: string[]): number =>
      today.units
        .filter((unit) => kinds.includes(unit.kind))
        .reduce((sum, unit) => sum + today.membersOf(unit.id).length, 0)
    const ofKind = (kinds: string[]) => today.units.filter((unit) => kinds.includes(unit.kind))
    expect(today.people).toHaveLength(60)
    expect([ofKind(['general', 'business']).length, count(['general', 'business'])]).toEqual([
      12, 46,
    ])
    expect(count(['leadership'])).toBe(6)
    expect([ofKind(['affiliated']).length, count(['affiliated'])]).toEqual([2, 8])
  })

  test('gives nobody two names, and no two people one', () => {
    expect(new Set(roster.people.map((of) => of.name)).size).toBe(60)
    expect(new Set(roster.people.map((of) => of.employeeNo)).size).toBe(60)
    for (const person of roster.people) expect(person.name).toMatch(/^[一-龥]{2,4}$/)
  })

  test('ranks everybody but the leaders in one of the two layers of the regulation', () => {
    const { scheme } = readScheme('schemes/wuhan-civil-servants')
    expect(scheme?.tiers.map((tier) => tier.id)).toEqual(['L1', 'L2'])
    for (const person of today.people) {
      const leads = today.unit(today.unitOf(person.id) ?? '')?.kind === 'leadership'
      expect([person.name, person.tier]).toEqual([
        person.name,
        leads ? null : /主任科员|科员$/.test(person.post) ? 'L2' : 'L1',
      ])
    }
    for (const tier of ['L1', 'L2']) {
      expect(today.assessed.filter((of) => of.tier === tier).length).toBeGreaterThan(8)
    }
    expect(today.assessed.filter((of) => of.affiliated)).toHaveLength(8)
  })

  test('has one head and one leader in charge for each unit', () => {
    for (const unit of today.units.filter((of) => of.kind !== 'leadership')) {
      expect([unit.name, today.headsOf(unit.id).length]).toEqual([unit.name, 1])
      expect([unit.name, today.leadersOf(unit.id).length]).toEqual([unit.name, 1])
    }
    expect(today.holders('principal-leader')).toHaveLength(1)
    expect(today.holders('party-group')).toHaveLength(6)
    expect(new Set(today.holders('assessment-office').map((of) => today.unitOf(of.id)))).toEqual(
      new Set(['u-political']),
    )
  })

  test('knows every role by which the scheme records, verifies and approves', () => {
    const { scheme } = readScheme('schemes/wuhan-civil-servants')
    const held = new Set(roster.people.flatMap((of) => of.roles.map((role) => role.role)))
    const needed = scheme?.procedures.flatMap((of) => [
      ...of.recordedBy,
      of.approvedBy,
      of.verifiedBy,
      of.filedWith,
    ])
    expect(needed?.length).toBeGreaterThan(5)
    for (const role of needed ?? []) if (role !== null) expect([...held]).toContain(role)
  })

  test('has a newcomer of March, so that a first quarter is missing', () => {
    expect(rosterOn(roster, day('2025-02-28')).people).toHaveLength(59)
  })
})

describe('the people of the platform', () => {
  const file = demoPeopleFile()

  test('are those of the roster, in a file that the sandbox takes', () => {
    expect(checkPeople(file).people).toHaveLength(60)
    expect(file.departments.map((of) => of.name)).toEqual(roster.units.map((of) => of.name))
    expect(file.groups).toEqual([{ name: '市科技局全体', members: 'all' }])
    expect(file.people[6]).toEqual({
      userId: 'u07',
      employeeNo: 'KJ1007',
      name: '乔砚秋',
      title: '主任',
      duties: ['处室负责人', '活动主持单位'],
      departments: ['d-office'],
    })
  })

  test('are all found again from the roster, each as somebody else', () => {
    const contacts = file.people.map((of) => ({
      openId: `ou_${of.userId}`,
      userId: of.userId,
      employeeNo: of.employeeNo,
      name: of.name,
      departmentIds: of.departments,
      active: true,
    }))
    const departments = new Map(file.departments.map((of) => [of.id, of.name]))
    const { matched, problems } = matchContacts(roster, contacts, { today: start, departments })
    expect(problems).toEqual([])
    expect(new Set(matched.values()).size).toBe(60)
    const nameless = contacts.map(({ employeeNo: _, userId: __, ...of }) => of)
    const byName = matchContacts(roster, nameless, { today: start, departments })
    expect([...byName.matched]).toEqual([...matched])
  })
})
