import { describe, expect, test } from 'vitest'
import { dayAt, day } from '../../src/base/day.js'
import { readBureaus } from '../../src/deployment/deployment.js'
import { demoBureau, demonstration, demonstrations, demoStart } from '../../src/demo/bureau.js'
import { peopleFile } from '../../src/demo/people.js'
import { directoryOf, matchContacts } from '../../src/roster/contacts.js'
import { rosterOn } from '../../src/roster/roster.js'
import { checkPeople } from '../../src/sandbox/people-file.js'
import { must } from '../../src/base/bug.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'

const { roster } = demoBureau('keji')
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
    for (const { folder } of demonstrations) {
      expect(readBureaus([folder], { today: start }).problems).toEqual([])
    }
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

  test('knows every role by which the scheme records, verifies and decides', () => {
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
  const file = peopleFile([demoBureau('keji')], start)

  test('are those of the roster, in a file that the sandbox takes', () => {
    expect(checkPeople(file).people).toHaveLength(60)
    expect(file.departments.map((of) => of.name)).toEqual([
      '市科技局',
      ...roster.units.map((of) => of.name),
    ])
    expect(file.groups).toEqual([
      { name: '市科技局全体', members: file.people.map((of) => of.userId) },
    ])
    expect(file.people[6]).toEqual({
      userId: 'keji.p07',
      employeeNo: 'KJ1007',
      name: '乔砚秋',
      title: '主任',
      duties: ['处室负责人', '活动主持单位'],
      departments: ['keji.u-office'],
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
    const options = { today: start, byName: true }
    const directory = directoryOf(contacts, departments)
    const { matched, problems } = matchContacts(roster, directory, options)
    expect(problems).toEqual([])
    expect(new Set(matched.values()).size).toBe(60)
    const nameless = contacts.map(({ employeeNo: _, userId: __, ...of }) => of)
    const byName = matchContacts(roster, directoryOf(nameless, departments), options)
    expect([...byName.matched]).toEqual([...matched])
  })
})

describe('the second demonstration', () => {
  const bureau = demoBureau('departments')
  const there = rosterOn(bureau.roster, dayAt(demonstration('departments').start))
  const [scheme] = bureau.schemes

  test('has the nineteen units of the scheme, each with a head and a leader in charge', () => {
    expect(scheme?.units.map((of) => of.id).sort()).toEqual(
      there.units.flatMap((of) => (of.tier === undefined ? [] : of.id)).sort(),
    )
    for (const { id } of scheme?.units ?? []) {
      expect([id, there.headsOf(id).length, there.leadersOf(id).length]).toEqual([id, 1, 1])
      expect(there.membersOf(id).length).toBeGreaterThanOrEqual(2)
      expect(there.membersOf(id).length).toBeLessThanOrEqual(5)
    }
    expect(there.people).toHaveLength(69)
  })

  test('has the heads of the offices that gather and that score in these roles, and nobody else', () => {
    const unitsOf = (role: string) => there.holders(role).map((of) => there.unitOf(of.id) ?? '')
    const gathering = new Set(scheme?.units.flatMap((of) => of.gatheredBy ?? []))
    expect(new Set(unitsOf('hub-office'))).toEqual(gathering)
    const scoring = partsOf(must(scheme, 'no scheme').total).flatMap((of) => of.scoredBy)
    expect(new Set(unitsOf('scoring-office'))).toEqual(new Set(scoring))
    for (const role of ['hub-office', 'scoring-office']) {
      for (const { id } of there.holders(role)) expect(there.headedBy(id)).toHaveLength(1)
    }
    expect(new Set(unitsOf('assessment-office'))).toEqual(new Set(['personnel']))
  })

  test('shares nobody with the first, and both fit into one tenant', () => {
    const file = checkPeople(peopleFile([demoBureau('keji'), bureau], start))
    expect(new Set(file.people.map((of) => of.name)).size).toBe(129)
    expect(new Set(file.people.map((of) => of.employeeNo)).size).toBe(129)
    expect(file.groups.map((of) => [of.name, of.members.length])).toEqual([
      ['市科技局全体', 60],
      ['区住建局全体', 69],
    ])
  })

  test('somebody who stands in both rosters is one person of the tenant, in both departments and groups', () => {
    const [first] = roster.people
    const moved = {
      ...bureau,
      roster: {
        ...bureau.roster,
        people: bureau.roster.people.map((of, index) =>
          index === 0
            ? { ...of, name: first?.name ?? '', employeeNo: first?.employeeNo ?? '' }
            : of,
        ),
      },
    }
    const file = checkPeople(peopleFile([demoBureau('keji'), moved], start))
    expect(file.people).toHaveLength(128)
    expect(file.people[0]?.departments).toEqual(['keji.u-lead', 'zhujian.lead'])
    expect(file.groups.every((of) => of.members.includes('keji.p01'))).toBe(true)
  })
})
