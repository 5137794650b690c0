import { expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema, parseFacts } from '../../src/factsfile/shape.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Decided } from '../../src/scoring/input.js'
import { people } from '../appeal/bureau.js'

/** Four of whom three are equal behind the first: one place of two is left to people. */
function scored(decided: readonly Decided[], top = 2) {
  const scheme = {
    ...people,
    quotas: people.quotas.map((quota) => ({
      ...quota,
      places: { ...quota.places, value: { kind: 'count' as const, count: top } },
    })),
  }
  const [first] = people.rules.filter(({ id }) => id.endsWith('piece'))
  const text = JSON.stringify({
    year: '2025',
    roster: {
      units: [{ id: 'u' }],
      people: ['a', 'b', 'c', 'd'].map((id) => ({ id, tier: 'L2', unit: 'u' })),
    },
    facts: [{ id: 'f', rule: first?.id, day: '2025-03-04', persons: ['a'], unit: 'u' }],
    decided,
    closed: [{ what: 'facts' }],
  })
  const read = parseFacts(text, 'facts.json')
  const facts = factsSchema.parse(JSON.parse(text))
  const problems = checkFacts(scheme, facts, { document: read })
  const input = inputOf(scheme, facts, day('2025-12-31'))
  const result = problems.length > 0 ? null : scoreCycle(input)
  return { scheme, input, problems: problems.map(({ code }) => code), result }
}

const grades = ({ result }: ReturnType<typeof scored>) =>
  result?.grades.map(({ assessee, grade, reason }) => `${assessee} ${grade} ${reason}`)
const nominees = ({ result }: ReturnType<typeof scored>) =>
  result?.nominations[0]?.nominees.map((one) => `${one.assessee} ${one.criterion}`)
const place = (assessee: string): Decided => ({ assessee, grade: 'excellent', quota: 'top' })

test('equals at the last place are left to people, and whom they choose has it', () => {
  const open = scored([])
  expect(nominees(open)).toEqual(['a total', 'b total', 'c total', 'd total'])
  expect(grades(open)?.slice(1)).toEqual([
    'b null undetermined',
    'c null undetermined',
    'd null undetermined',
  ])
  const decided = scored([
    { ...place('c'), by: 'party-group', reference: '纪要1号', reason: '满勤' },
  ])
  expect(nominees(decided)).toEqual(['a total', 'c decided'])
  expect(grades(decided)).toEqual([
    ...['a excellent nominated', 'b competent otherwise'],
    ...['c excellent nominated', 'd competent otherwise'],
  ])
  expect(decided.result?.warnings.map(({ code }) => code)).not.toContain('tie-at-cut')
  // The totals and ranks are as they were.
  expect(decided.result?.rankings).toEqual(open.result?.rankings)
  const half = scored([place('c')], 3)
  expect(nominees(half)).toEqual(['a total', 'c decided', 'b total', 'd total'])
})

test('a grade that people decide stands whatever else applies, and moves no score', () => {
  const decided = scored([{ assessee: 'a', grade: 'competent' }, place('d')])
  expect(grades(decided)).toEqual([
    ...['a competent decided', 'b competent otherwise'],
    ...['c competent otherwise', 'd excellent nominated'],
  ])
  expect(decided.result?.statements).toEqual(scored([]).result?.statements)
})

test('decisions are exported, read again, and score the same', () => {
  const { scheme, input, result } = scored([place('c'), { assessee: 'b', grade: 'excellent' }])
  const again = inputOf(scheme, factsSchema.parse(exportFacts(input)), input.asOf)
  expect(scoreCycle(again)).toEqual(result)
})

test.each([
  ['nobody', { assessee: 'e', grade: 'excellent' }, 'unknown-person'],
  ['a grade that is none', { assessee: 'a', grade: 'great' }, 'unknown-grade'],
  ['a quota of another grade', { ...place('a'), grade: 'competent' }, 'unknown-quota'],
])('a decision about %s is a fault of the file', (_, one, code) => {
  expect(scored([one]).problems).toEqual([code])
})
