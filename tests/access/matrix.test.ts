import { expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { demoRoster } from '../../src/demo/bureau.js'
import { mayNot } from '../../src/flows/access.js'
import { flows } from '../../src/flows/all.js'
import { bureauOf } from './bureau.js'

const bureau = bureauOf(demoRoster(), [], day('2025-09-25'))
const { roster } = bureau

const named = (name: string): string =>
  roster.people.find((person) => person.name === name)?.id ?? `nobody called ${name}`

const staff = named('柯雨桐')
const colleague = named('俞子昂')
const head = named('乔砚秋')
const office = named('祝海宁')
const ownLeader = roster.leadersOf('u-office')[0]?.id ?? ''
const otherLeader =
  roster
    .holders('leader-in-charge')
    .find((person) => !roster.inChargeOf(person.id).includes('u-office'))?.id ?? ''
const principal = roster.holders('principal-leader')[0]?.id ?? ''

/** Who may, about 柯雨桐 of 办公室: y or n for staff (self), colleague, head, leader in charge, another leader, principal, office. */
const matrix: Record<string, string> = {
  'report.answer': 'y n n n n n n',
  'digest.read': 'n n y y n n y',
  'digest.sign': 'n n y n n n n',
  'fact.hear': 'n n n n n n y',
  'fact.read': 'y n n y n y y',
  'standing.read': 'y n y y n y y',
  'period.close': 'n n n n n n y',
  'asks.remind': 'n n n n n n y',
  'cycle.manage': 'n n n n n n y',
  'results.publish': 'n n n n n n y',
  'result.read': 'y n n n n n n',
}

const people = [staff, colleague, head, ownLeader, otherLeader, principal, office]
const actions = flows.flatMap((flow) => flow.actions ?? [])

test('every action of every flow stands in the table, and none besides', () => {
  expect(actions.map((action) => action.id).sort()).toEqual(Object.keys(matrix).sort())
})

test.each(actions.map((action) => [action.id, action] as const))(
  '%s is allowed to whom the table says and to nobody else',
  (id, action) => {
    const answers = people.map((person) =>
      mayNot(bureau, person, action, { person: staff }) === null ? 'y' : 'n',
    )
    expect(answers.join(' ')).toBe(matrix[id])
  },
)

test('a refusal names what is not allowed and who may', () => {
  const publish = actions.find((action) => action.id === 'results.publish')
  const refusal = publish && mayNot(bureau, staff, publish, 'anything')
  expect(refusal?.code).toBe('not-allowed')
  expect(refusal?.with.what).toBe('公布结果')
  expect(refusal?.with.who).toContain('祝海宁')
})

test('a stranger may nothing at all', () => {
  for (const action of actions) {
    expect(mayNot(bureau, 'p99', action, { person: 'p99' })).not.toBeNull()
  }
})
