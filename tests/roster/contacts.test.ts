import { describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { type Contact, directoryOf, matchContacts } from '../../src/roster/contacts.js'
import type { Person, Roster } from '../../src/roster/roster.js'

const from = day('2025-01-01')

function person(id: string, name: string, employeeNo: string, more: Partial<Person> = {}): Person {
  return {
    id,
    name,
    employeeNo,
    tier: 'L2',
    post: '',
    affiliated: false,
    memberships: [{ unit: 'office', from }],
    roles: [],
    ...more,
  }
}

function roster(...people: Person[]): Roster {
  return {
    bureau: { id: 'demo', name: '示例局' },
    tiers: { L2: '下层' },
    roleNames: {},
    units: [
      { id: 'office', name: '办公室', kind: 'general' },
      { id: 'field', name: '业务处', kind: 'business', departmentName: '业务一处' },
    ],
    people,
  }
}

function contact(openId: string, name: string, more: Partial<Contact> = {}): Contact {
  return { openId, name, departmentIds: ['d1'], active: true, ...more }
}

const departments = new Map([
  ['d1', '办公室'],
  ['d2', '业务一处'],
])

function matchAll(people: Person[], contacts: Contact[], byName = true) {
  const options = { today: day('2025-09-25'), byName }
  const directory = directoryOf(contacts, departments)
  const { matched, problems } = matchContacts(roster(...people), directory, options)
  return {
    matched: Object.fromEntries(matched),
    problems: problems.map((of) => [of.code, of.person]),
  }
}

describe('finding people in the contacts', () => {
  test('the user id decides, even against employee number and name', () => {
    const people = [person('p1', '江一帆', '001', { userId: 'u1' })]
    const contacts = [
      contact('ou_name', '江一帆', { employeeNo: '001', userId: 'u9' }),
      contact('ou_id', '江帆', { userId: 'u1', employeeNo: '777' }),
    ]
    expect(matchAll(people, contacts)).toEqual({ matched: { p1: 'ou_id' }, problems: [] })
  })

  test('without a user id the employee number decides, whatever the name', () => {
    const contacts = [contact('ou_1', '小江', { employeeNo: '001' }), contact('ou_2', '江一帆')]
    expect(matchAll([person('p1', '江一帆', '001')], contacts).matched).toEqual({ p1: 'ou_1' })
  })

  test('else a name that is unique within the department', () => {
    const contacts = [
      contact('ou_1', '江一帆', { departmentIds: ['d2'] }),
      contact('ou_2', '江一帆', { departmentIds: ['d1'] }),
    ]
    expect(matchAll([person('p1', '江一帆', '001')], contacts).matched).toEqual({ p1: 'ou_2' })
    const other = person('p2', '江一帆', '002', { memberships: [{ unit: 'field', from }] })
    expect(matchAll([other], contacts).matched).toEqual({ p2: 'ou_1' })
  })

  test('two of the same name in the department are a problem, not a guess', () => {
    const contacts = [contact('ou_1', '江一帆'), contact('ou_2', '江一帆')]
    const answer = matchAll([person('p1', '江一帆', '001')], contacts)
    expect(answer).toEqual({ matched: {}, problems: [['ambiguous-contact', 'p1']] })
  })

  test('the same name with another employee number is somebody else', () => {
    const contacts = [contact('ou_1', '江一帆', { employeeNo: '999' })]
    const answer = matchAll([person('p1', '江一帆', '001')], contacts)
    expect(answer).toEqual({ matched: {}, problems: [['no-contact', 'p1']] })
  })

  test('the same name in another department is somebody else', () => {
    const contacts = [contact('ou_1', '江一帆', { departmentIds: ['d2'] })]
    expect(matchAll([person('p1', '江一帆', '001')], contacts).matched).toEqual({})
  })

  test('an employee number twice in the contacts is a problem', () => {
    const contacts = [
      contact('ou_1', '江一帆', { employeeNo: '001' }),
      contact('ou_2', '江二帆', { employeeNo: '001' }),
    ]
    expect(matchAll([person('p1', '江一帆', '001')], contacts).problems).toEqual([
      ['ambiguous-contact', 'p1'],
    ])
  })

  test('who has left the platform is not matched, and who has left the bureau is not missed', () => {
    const contacts = [contact('ou_1', '江一帆', { employeeNo: '001', active: false })]
    expect(matchAll([person('p1', '江一帆', '001')], contacts).problems).toEqual([
      ['no-contact', 'p1'],
    ])
    const left = person('p1', '江一帆', '001', {
      memberships: [{ unit: 'office', from, to: day('2025-06-30') }],
    })
    expect(matchAll([left], contacts)).toEqual({ matched: {}, problems: [] })
  })

  test('two people who would share one contact both stay unmatched', () => {
    const people = [person('p1', '江一帆', '001'), person('p2', '江一帆', '002')]
    expect(matchAll(people, [contact('ou_1', '江一帆')])).toEqual({
      matched: {},
      problems: [
        ['contact-taken', 'p1'],
        ['contact-taken', 'p2'],
      ],
    })
  })

  test('a name identifies nobody where several bureaus share the tenant; a number still does', () => {
    const people = [person('p1', '江一帆', '001'), person('p2', '陆知秋', '002')]
    const contacts = [contact('ou_1', '江一帆'), contact('ou_2', '陆知秋', { employeeNo: '002' })]
    expect(matchAll(people, contacts, false)).toEqual({
      matched: { p2: 'ou_2' },
      problems: [['no-contact', 'p1']],
    })
  })

  test('a problem says in Chinese who it is and what to do', () => {
    const options = { today: day('2025-09-25'), byName: true }
    const nobody = directoryOf([], departments)
    const { problems } = matchContacts(roster(person('p1', '江一帆', '001')), nobody, options)
    expect(problems[0]?.message).toBe(
      '通讯录里找不到江一帆（工号001）：请核对工号，或在名册里补上 userId',
    )
  })
})
