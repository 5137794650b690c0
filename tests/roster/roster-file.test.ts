import { describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { problemLine } from '../../src/base/problem.js'
import { readRosterFile, readRosterText } from '../../src/roster/roster-file.js'
import { headsOverTime, parseRoster, type Roster, rosterOn } from '../../src/roster/roster.js'

const good = `bureau: { id: demo, name: 示例局 }
from: 2025-01-01
tiers:
  L1: 上层
  L2: 下层
units:
  - { id: lead, name: 局领导, kind: leadership }
  - { id: office, name: 办公室, kind: general, posts: 2 }
  - { id: field, name: 业务处, kind: business, department: 业务一处 }
people:
  - { id: p1, name: 江一帆, employeeNo: 001, post: 局长, unit: 局领导, roles: [主要领导, { role: 分管领导, units: [办公室, 业务处] }] }
  - { id: p2, name: 陆知秋, employeeNo: 002, tier: L1, post: 主任, unit: 办公室, roles: [处室负责人, 考核办] }
  - id: p3
    name: 沈望舒
    employeeNo: 003
    userId: u3
    tier: L1
    memberships:
      - { unit: office, to: 2025-06-30 }
      - { unit: field, from: 2025-07-01 }
    roles:
      - { role: unit-head, unit: field, from: 2025-07-01 }
  - { id: p4, name: 顾南枝, employeeNo: 004, tier: L2, unit: field, affiliated: yes, to: 2025-08-31 }
`

function readGood(): Roster {
  const { roster, problems } = readRosterText(good, 'roster.yaml')
  expect(problems).toEqual([])
  if (!roster) throw new Error('no roster')
  return roster
}

/** The lines that a changed file is answered with. */
function told(from: string, to: string): { lines: string[]; refused: boolean } {
  expect(good).toContain(from)
  const { roster, problems } = readRosterText(good.replace(from, to), 'roster.yaml')
  return { lines: problems.map(problemLine), refused: roster === null }
}

describe('a roster file', () => {
  test('is read with Chinese names of units and roles', () => {
    const roster = readGood()
    expect(roster.people.map((of) => of.employeeNo)).toEqual(['001', '002', '003', '004'])
    expect(roster.units[2]).toEqual({
      id: 'field',
      name: '业务处',
      kind: 'business',
      departmentName: '业务一处',
    })
    expect(roster.units[1]?.posts).toBe(2)
    expect(roster.people[0]?.tier).toBeNull()
    expect(roster.people[0]?.roles).toEqual([
      { role: 'principal-leader', from: '2025-01-01' },
      { role: 'leader-in-charge', unit: 'office', from: '2025-01-01' },
      { role: 'leader-in-charge', unit: 'field', from: '2025-01-01' },
    ])
    expect(roster.people[1]?.roles[0]).toEqual({
      role: 'unit-head',
      unit: 'office',
      from: '2025-01-01',
    })
    expect(roster.people[3]).toMatchObject({ affiliated: true, tier: 'L2' })
  })

  test('survives being stored and read back', () => {
    const roster = readGood()
    expect(parseRoster(JSON.parse(JSON.stringify(roster)))).toEqual(roster)
    expect(() => parseRoster({ ...roster, people: [{ id: 'p1' }] })).toThrow()
  })

  test('may use the roles that a scheme brings, and those that it declares itself', () => {
    const text = good.replace('[处室负责人, 考核办]', '[处室负责人, 考核办, 评议会, archive]')
    expect(readRosterText(text, 'r.yaml').roster).toBeNull()
    const declared = text.replace('units:\n', 'roles: { archive: 档案室 }\nunits:\n')
    const roles = [{ id: 'jury', name: '评议会' }]
    const { roster, problems } = readRosterText(declared, 'r.yaml', { roles })
    expect(problems).toEqual([])
    expect(roster?.people[1]?.roles.map((of) => of.role).slice(2)).toEqual(['jury', 'archive'])
    expect(roster?.roleNames).toMatchObject({ jury: '评议会', archive: '档案室' })
  })

  test('knows no role but the product’s own before a scheme or the file names one', () => {
    const text = good.replace('[处室负责人, 考核办]', '[处室负责人, 考核办, 局党组]')
    expect(readRosterText(text, 'r.yaml').problems.map((of) => of.message)).toEqual([
      '没有角色“局党组”，可用：干部职工、处室负责人、分管领导、主要领导、考核办',
    ])
    const roles = [{ id: 'party-group', name: '局党组' }]
    expect(readRosterText(text, 'r.yaml', { roles }).problems).toEqual([])
  })

  test('may call a role as the product does or as any scheme does', () => {
    const roles = [
      { id: 'assessment-office', name: '局考评办' },
      { id: 'assessment-office', name: '局考核办' },
    ]
    for (const name of ['考核办', '局考评办', '局考核办', 'assessment-office']) {
      const text = good.replace('[处室负责人, 考核办]', `[处室负责人, ${name}]`)
      const { roster } = readRosterText(text, 'r.yaml', { roles })
      expect(roster?.people[1]?.roles[1]?.role).toBe('assessment-office')
      expect(roster?.roleNames['assessment-office']).toBe('考核办')
    }
  })

  test('says of units what schemes of units ask: tier, branch, traits and days', () => {
    const text = good
      .replace('  L2: 下层', '  L2: 下层\n  departments: 全部处室')
      .replace(
        'department: 业务一处 }',
        'department: 业务一处, tier: departments, branch: one, traits: [caravan], from: 2025-01-01 }',
      )
      .replace('affiliated: yes', 'affiliated: yes, traits: [young]')
    const { roster, problems } = readRosterText(text, 'r.yaml')
    expect(problems).toEqual([])
    expect(roster?.units[2]).toMatchObject({
      tier: 'departments',
      branch: 'one',
      traits: ['caravan'],
      from: '2025-01-01',
    })
    expect(roster?.people[3]?.traits).toEqual(['young'])
    expect(parseRoster(JSON.parse(JSON.stringify(roster)))).toEqual(roster)
  })

  test('that does not exist is a problem, not a crash', () => {
    const { roster, problems } = readRosterFile('/nowhere/roster.yaml')
    expect(roster).toBeNull()
    expect(problems[0]?.code).toBe('unreadable-file')
  })
})

describe('what is wrong in a roster file is told at its place', () => {
  // What is changed, and what stands at the place that is told: its line and its first characters.
  const cases: [name: string, from: string, to: string, line: number, at: string, why: string][] = [
    ['an id twice', '{ id: p2,', '{ id: p1,', 12, 'p1,', '人员编号“p1”出现了两次'],
    ['an employee number twice', '002', '001', 12, '001,', '工号“001”出现了两次'],
    ['a unit id twice', 'id: field', 'id: office', 9, 'office', '处室编号“office”出现了两次'],
    [
      'a unit name twice',
      '业务处, kind',
      '办公室, kind',
      9,
      '办公室',
      '处室名称“办公室”出现了两次',
    ],
    ['an unknown unit', 'unit: 局领导', 'unit: 班子', 11, '班子', '没有处室“班子”'],
    ['an unknown unit of a role', '室, 业务处]', '室, 业务科]', 11, '业务科', '没有处室“业务科”'],
    ['an unknown role', '考核办]', '考核组]', 12, '考核组', '没有角色“考核组”'],
    ['an unknown tier', 'tier: L2', 'tier: L3', 23, 'L3', '没有层次“L3”，可用：L1、L2'],
    ['no such day', 'to: 2025-06-30', 'to: 2025-06-31', 19, '2025-06-31', '不是存在的日期'],
    [
      'days reversed',
      'to: 2025-08-31',
      'to: 2024-08-31',
      23,
      '2024-08-31',
      '早于开始日 2025-01-01',
    ],
    ['overlap', 'to: 2025-06-30', 'to: 2025-07-02', 20, '{ unit: field', '任职时间重叠'],
    [
      'an earlier one without end',
      ', to: 2025-06-30',
      '',
      20,
      '{ unit: field',
      '没有写结束日（to）',
    ],
    [
      'unit twice',
      '    memberships',
      '    unit: office\n    memberships',
      18,
      'office',
      '只能写一样',
    ],
    ['no unit', ', unit: 局领导', '', 11, '{ id: p1', '江一帆没有写在哪个处室'],
    ['a needless unit', '考核办]', '{ role: 考核办, unit: 办公室 }]', 12, '{ role', '是全局的角色'],
    ['an unknown word', 'posts: 2', 'post: 2', 8, 'post:', '没有“post”这个词'],
    [
      'an unknown tier of several',
      'tier: L2',
      'tier: [L1, L3]',
      23,
      'L3',
      '没有层次“L3”，可用：L1、L2',
    ],
    ['a unit in no tier', 'posts: 2', 'tier: L7', 8, 'L7', '没有层次“L7”，可用：L1、L2'],
    [
      'a unit that ends before it begins',
      'posts: 2',
      'from: 2025-02-01, to: 2025-01-31',
      8,
      '2025-01-31',
      '早于开始日 2025-02-01',
    ],
    [
      'somebody in a unit that is not there yet',
      'posts: 2',
      'from: 2025-02-01',
      19,
      '{ unit: office',
      '办公室从 2025-02-01 起才有，沈望舒的任职从 2025-01-01 开始',
    ],
    [
      'somebody in a unit that is gone',
      'posts: 2',
      'to: 2025-05-31',
      19,
      '{ unit: office',
      '办公室到 2025-05-31 为止，沈望舒在那里的任职到 2025-06-30 才结束',
    ],
    ['posts that are no number', 'posts: 2', 'posts: 二', 8, '二', '编制要写整数'],
    ['no employee number', 'employeeNo: 002, ', '', 12, '{ id: p2', '缺少“employeeNo”'],
    [
      'a key twice',
      'name: 陆知秋,',
      'name: 陆知秋, name: 陆秋,',
      12,
      'name: 陆秋',
      '“name”写了两次',
    ],
  ]

  test.each(cases)('%s', (_name, from, to, line, at, why) => {
    expect(good).toContain(from)
    const text = good.replace(from, to)
    const { roster, problems } = readRosterText(text, 'roster.yaml')
    expect(roster).toBeNull()
    const found = problems.filter((of) => of.message.includes(why))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ file: 'roster.yaml', line, level: 'error' })
    const there = text.split('\n')[line - 1]?.slice((found[0]?.column ?? 0) - 1)
    expect(there?.slice(0, at.length)).toBe(at)
  })

  test('a leader in charge without units is taken for the own unit, and the units without one are named', () => {
    const { lines, refused } = told('{ role: 分管领导, units: [办公室, 业务处] }', '分管领导')
    expect(refused).toBe(false)
    expect(lines).toEqual([
      'roster.yaml:8:5 警告 办公室现在没有分管领导，减分事项没有人审定 [no-leader]',
      'roster.yaml:9:5 警告 业务处现在没有分管领导，减分事项没有人审定 [no-leader]',
    ])
  })

  test.each([
    ['a unit without a head', '[处室负责人, 考核办]', '[考核办]', 'no-head'],
    ['nobody who runs the assessment', '[处室负责人, 考核办]', '[处室负责人]', 'role-unheld'],
    [
      'a head of a unit that is not the own',
      'unit: field, from: 2025-07-01 }\n  -',
      'unit: office, from: 2025-07-01 }\n  -',
      'head-elsewhere',
    ],
    [
      'two heads at a time',
      'tier: L2, unit: field,',
      'tier: L2, unit: field, roles: [处室负责人],',
      'two-heads',
    ],
  ])('%s is a warning, and the roster is still taken', (_name, from, to, code) => {
    const { lines, refused } = told(from, to)
    expect(refused).toBe(false)
    expect(lines.some((line) => line.includes('警告') && line.endsWith(`[${code}]`))).toBe(true)
  })

  test('several mistakes are told at once, in the order of the file', () => {
    const text = good
      .replace('002', '001')
      .replace('unit: 局领导', 'unit: 无')
      .replace('L2, ', 'L9, ')
    const { problems } = readRosterText(text, 'roster.yaml')
    const errors = problems.filter((of) => of.level === 'error')
    expect(errors.map((of) => of.line)).toEqual([11, 12, 23])
  })
})

describe('the roster on a day', () => {
  const before = rosterOn(readGood(), day('2025-06-30'))
  const after = rosterOn(readGood(), day('2025-07-01'))
  const ids = (people: readonly { id: string }[]): string[] => people.map((of) => of.id)

  test('a person who moves belongs to the old unit on the last day and to the new one on the next', () => {
    expect([before.unitOf('p3'), after.unitOf('p3')]).toEqual(['office', 'field'])
    expect(ids(before.membersOf('office'))).toEqual(['p2', 'p3'])
    expect(ids(after.membersOf('office'))).toEqual(['p2'])
    expect([ids(before.headsOf('field')), ids(after.headsOf('field'))]).toEqual([[], ['p3']])
    expect([before.headedBy('p3'), after.headedBy('p3')]).toEqual([[], ['field']])
  })

  test('who has left is nobody any more, but keeps a name', () => {
    const later = rosterOn(readGood(), day('2025-09-01'))
    expect(later.person('p4')).toBeUndefined()
    expect(later.unitOf('p4')).toBeNull()
    expect(ids(later.people)).toEqual(['p1', 'p2', 'p3'])
    expect(later.nameOf('p4')).toBe('顾南枝')
    expect(later.nameOf('p9')).toBe('p9')
  })

  test('leaders in charge are found from the unit and from the person', () => {
    expect(ids(after.leadersOf('field'))).toEqual(['p1'])
    expect(after.inChargeOf('p1')).toEqual(['office', 'field'])
    expect(ids(after.holders('leader-in-charge', 'lead'))).toEqual([])
    expect(ids(after.holders('assessment-office'))).toEqual(['p2'])
    expect(ids(after.holders('staff'))).toEqual(['p1', 'p2', 'p3', 'p4'])
    expect(ids(after.holders('staff', 'field'))).toEqual(['p3', 'p4'])
    expect(after.rolesOf('p2').map((of) => of.role)).toEqual(['unit-head', 'assessment-office'])
  })

  test('leaders without a tier are not assessed', () => {
    expect(ids(after.assessed)).toEqual(['p2', 'p3', 'p4'])
  })

  test('a role ends with the membership, whatever the file says of it', () => {
    const text = good.replace('affiliated: yes', 'roles: [考核办]')
    const { roster } = readRosterText(text.replace('to: 2025-08-31', 'to: 2025-08-31'), 'r.yaml')
    const longer = {
      ...readGood(),
      people: (roster?.people ?? []).map((of) => ({
        ...of,
        roles: of.roles.map(({ role, from }) => ({ role, from })),
      })),
    }
    expect(ids(rosterOn(longer, day('2025-08-31')).holders('assessment-office'))).toContain('p4')
    expect(ids(rosterOn(longer, day('2025-09-01')).holders('assessment-office'))).not.toContain(
      'p4',
    )
  })

  test('the heads of a unit over time are listed from the first', () => {
    expect(headsOverTime(readGood(), 'field')).toEqual([{ person: 'p3', from: '2025-07-01' }])
    expect(headsOverTime(readGood(), 'office')).toEqual([{ person: 'p2', from: '2025-01-01' }])
  })
})
