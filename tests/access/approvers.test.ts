import { expect, test } from 'vitest'
import { loadScheme } from '../../src/app/bureau-files.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { demoRoster } from '../../src/demo/bureau.js'
import type { Bureau } from '../../src/flows/context.js'
import { approversOfFact } from '../../src/flows/fact/people.js'
import type { FactRecord } from '../../src/flows/fact/state.js'
import { rosterOn } from '../../src/roster/roster.js'

const history = demoRoster()
const bureau: Bureau = {
  id: history.bureau.id,
  name: history.bureau.name,
  roster: rosterOn(history, day('2025-09-25')),
  history,
  cycle: {
    ...{ id: 'c', bureau: history.bureau.id, scheme: 'wuhan-civil-servants', schemeVersion: '' },
    ...{ year: 2025, state: 'open', binding: null, openedOn: day('2025-01-02') },
  },
  scheme: loadScheme(packagePath('schemes', 'wuhan-civil-servants')),
  addresses: new Map(),
  groupChatId: null,
}
const unit = 'u-office'
const leader = must(bureau.roster.leadersOf(unit)[0], 'a leader in charge').id
const staff = must(
  bureau.roster.people.find((person) => person.name === '柯雨桐'),
  'somebody of the unit',
).id
const recorder = must(bureau.roster.holders('assessment-office')[0], 'the office').id
const late = must(
  bureau.scheme.rules.find((rule) => rule.id === 'late'),
  'the rule',
)

function lateArrival(of: { person: string; recordedBy: string }): FactRecord {
  return {
    ...{ id: 'f', sequence: 1, day: day('2025-09-24'), note: '', stage: 'proposed', steps: [] },
    ...{ objectUntil: null, approvedBy: null, approvedOn: null, recordedBy: of.recordedBy },
    proposal: { rule: 'late', persons: [of.person], unit },
  }
}

test('a fact is approved by the leader in charge of its unit', () => {
  const fact = lateArrival({ person: staff, recordedBy: recorder })
  expect(approversOfFact(bureau, late, fact)).toEqual([leader])
})

test('nobody approves a fact that they wrote down themselves', () => {
  const fact = lateArrival({ person: staff, recordedBy: leader })
  expect(approversOfFact(bureau, late, fact)).not.toContain(leader)
})

test('nobody approves a fact that charges themselves', () => {
  const fact = lateArrival({ person: leader, recordedBy: recorder })
  expect(approversOfFact(bureau, late, fact)).not.toContain(leader)
})
