import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { demoBureau } from '../../src/demo/bureau.js'
import type { FactRecord } from '../../src/flows/fact/facts.js'
import { countingOf, deciders, stepsOf } from '../../src/flows/fact/procedure.js'
import { bureauOf } from './bureau.js'

const demo = demoBureau('keji')
const scheme = must(demo.schemes[0], 'no scheme')
const bureau = bureauOf(demo.roster, [scheme], day('2025-09-25'))
const unit = 'u-office'
const leader = must(bureau.roster.leadersOf(unit)[0], 'a leader in charge').id
const staff = must(
  bureau.roster.people.find((person) => person.name === '柯雨桐'),
  'somebody of the unit',
).id
const recorder = must(bureau.roster.holders('assessment-office')[0], 'the office').id
const on = day('2025-09-24')
const steps = stepsOf(countingOf(bureau, 'late', on), undefined)

function approversOf(
  of: { person: string; recordedBy: string },
  what: 'verified' | 'approved' = 'approved',
): string[] {
  const fact: FactRecord = {
    ...{
      id: 'f',
      sequence: 1,
      day: on,
      ended: null,
      charges: new Map(),
      unreached: new Set(),
      steps: [],
      successor: null,
    },
    recordedBy: of.recordedBy,
    body: { kind: 'late', persons: [of.person], units: [unit] },
  }
  const step = steps.find((each) => each.what === what)
  return deciders(bureau, fact, must(step, `a lateness is ${what} by somebody`))
}

test('a fact is approved by the leader in charge of its unit', () => {
  expect(approversOf({ person: staff, recordedBy: recorder })).toEqual([leader])
})

test('it is verified before that by the head of the unit', () => {
  const [head] = bureau.roster.headsOf(unit)
  expect(steps.map((step) => step.what)).toEqual(['verified', 'approved'])
  expect(approversOf({ person: staff, recordedBy: recorder }, 'verified')).toEqual([head?.id])
})

test('nobody approves a fact that they wrote down themselves', () => {
  expect(approversOf({ person: staff, recordedBy: leader })).not.toContain(leader)
})

test('nobody approves a fact that charges themselves', () => {
  expect(approversOf({ person: leader, recordedBy: recorder })).not.toContain(leader)
})
