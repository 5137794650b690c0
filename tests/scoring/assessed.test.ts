import { expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Line } from '../../src/scoring/statement.js'
import { factsFile } from './bureau.js'
import { partOf } from './invented/bounds.js'

const scheme = must(readScheme('schemes/wujin-departments').scheme, 'the scheme reads')
const late = {
  ...{ id: 'd1', rule: 'discipline-late', day: '2018-03-01', unit: 'gas', persons: [] },
}
const given = (points: string, part = 'discipline') => [{ part, assessee: 'gas', points }]
const assessing = [{ part: 'discipline', assessee: 'gas' }]

function file(members: object) {
  const roster = { units: [{ id: 'gas' }, { id: 'finance' }] }
  return factsFile({ year: '2018', roster, closed: [{ what: 'facts' }], ...members })
}

function lineOf(members: object, part = 'discipline'): Line {
  return partOf(scoreCycle(inputOf(scheme, file(members))), 'gas', part)
}

function codesOf(members: object): string[] {
  const facts = { scheme: scheme.id, ...file(members) }
  const document = parseFacts(JSON.stringify(facts), 'facts.json')
  const read = must(document.value, JSON.stringify(document.problems))
  return checkFacts(scheme, read, { document }).map(({ code }) => code)
}

test('what the office that scores an item gives stands in place of what facts make, which stay below it', () => {
  const [rule] = scheme.rules.filter(({ part }) => part.value === 'discipline')
  const facts = [{ ...late, rule: must(rule, 'a line').id }]
  expect(Number(lineOf({ facts }).own.settled)).toBeLessThan(10)
  const line = lineOf({ facts, entered: given('9.25') })
  expect(line).toMatchObject({
    ...{ operation: 'assessed', closed: true },
    own: { settled: '9.25', lowest: '9.25', highest: '9.25' },
    points: { settled: '9.25', lowest: '9.25', highest: '9.25' },
  })
  expect(line.lines.map(({ fact }) => fact?.id)).toEqual(['d1'])
})

test('an item that its office still scores is open over all that it may give, also when facts are closed', () => {
  expect(lineOf({}).own).toEqual({ settled: '10', lowest: '10', highest: '10' })
  expect(lineOf({ assessing })).toMatchObject({
    ...{ closed: false, own: { settled: '10', lowest: '0', highest: '10' } },
  })
  expect(lineOf({ assessing, entered: given('9.25') })).toMatchObject({
    ...{ closed: false, own: { settled: '9.25', lowest: '0', highest: '10' } },
  })
})

test('a figure beyond the item’s range, for an item without an office, or of no item that waits is refused in a file', () => {
  expect(codesOf({ entered: given('9.25'), assessing })).toEqual([])
  expect(codesOf({ entered: given('10.5') })).toEqual(['off-scale'])
  expect(codesOf({ entered: given('-1') })).toEqual(['off-scale'])
  expect(codesOf({ entered: given('1', 'special') })).toEqual(['unknown-part'])
  expect(codesOf({ assessing: [{ part: 'special', assessee: 'gas' }] })).toEqual(['unknown-part'])
  expect(codesOf({ assessing: [{ part: 'discipline', assessee: 'nobody' }] })).toEqual([
    'unknown-person',
  ])
})

test('a file that is written from an input says what is given and what is still scored', () => {
  const input = inputOf(scheme, file({ entered: given('9.25'), assessing }))
  const again = inputOf(scheme, exportFacts(input))
  expect(again.assessing).toEqual(input.assessing)
  expect(scoreCycle(again)).toEqual(scoreCycle(input))
})
