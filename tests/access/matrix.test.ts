import { expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { demoRoster } from '../../src/demo/bureau.js'
import { type Action, actions, grants, mayNot } from '../../src/flows/access.js'
import type { Bureau } from '../../src/flows/context.js'
import { rosterOn } from '../../src/roster/roster.js'

const roster = rosterOn(demoRoster(), day('2025-09-25'))
/** Only the roster is looked at by the access table. */
const bureau: Pick<Bureau, 'roster'> = { roster }

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
const matrix: Record<Action, string> = {
  'report.answer': 'y n n n n n n',
  'digest.read': 'n n y y n n y',
  'digest.sign': 'n n y n n n n',
  'fact.record': 'n n n n n n y',
  'fact.approve': 'n n n y n y n',
  'fact.object': 'y n n n n n n',
  'fact.hear': 'n n n n n n y',
  'fact.read': 'y n n y n y y',
  'standing.read': 'y n n n n n n',
  'period.rate': 'n n y y n n n',
  'period.close': 'n n n n n n y',
  'results.publish': 'n n n n n n y',
  'result.read': 'y n n n n n n',
}

const people = [staff, colleague, head, ownLeader, otherLeader, principal, office]

test.each(Object.keys(actions))(
  '%s is allowed to whom the table says and to nobody else',
  (name) => {
    const action = name as Action
    const partyGroup = grants.some(
      (grant) => grant.action === action && grant.role === 'party-group',
    )
    const answers = people.map((person) => {
      const inParty =
        partyGroup && roster.rolesOf(person).some((held) => held.role === 'party-group')
      // The party group's ratings reach everybody; the table is about the other roles.
      if (inParty) return 'p'
      return mayNot(bureau as Bureau, person, action, { person: staff }) === null ? 'y' : 'n'
    })
    const expected = matrix[action].split(' ')
    expect(answers.map((answer, index) => (answer === 'p' ? expected[index] : answer))).toEqual(
      expected,
    )
  },
)

test('a refusal names what is not allowed and who may', () => {
  const refusal = mayNot(bureau as Bureau, staff, 'fact.record', 'anything')
  expect(refusal?.code).toBe('not-allowed')
  expect(refusal?.with.what).toBe('记录加减分事项')
  expect(refusal?.with.who).toContain('祝海宁')
})

test('a stranger may nothing at all', () => {
  for (const action of Object.keys(actions)) {
    expect(mayNot(bureau as Bureau, 'p99', action as Action, { person: 'p99' })).not.toBeNull()
  }
})
