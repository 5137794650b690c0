import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/base/json.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { ScoringInput } from '../../src/scoring/input.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { wuhan } from './bureau.js'

const scheme = wuhan()
const examples = [
  'schemes/wuhan-civil-servants/example-facts.yaml',
  'src/demo/bureaus/keji/year-end-facts.yaml',
]

function inputFrom(path: string): ScoringInput {
  return inputOf(scheme, must(parseFacts(readFileSync(path), path).value, path))
}

/** Written, read and checked as `kaohe score` does. */
function again(input: ScoringInput): { input: ScoringInput; problems: string[] } {
  const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
  const facts = must(document.value, JSON.stringify(document.problems))
  const problems = checkFacts(scheme, facts, { document }).map((each) => each.message)
  return { input: inputOf(scheme, facts), problems }
}

/** Everything that a fact, a rating and a closing can have. */
function full(): ScoringInput {
  const base = inputFrom('src/demo/bureaus/keji/year-end-facts.yaml')
  const [first, second] = base.assessees
  const [one, two] = [must(first, 'one'), must(second, 'two')]
  return {
    ...base,
    assessees: base.assessees.map((each) =>
      each.id === two.id
        ? {
            ...each,
            affiliated: true,
            post: '主任',
            from: day('2025-01-01'),
            to: day('2025-12-30'),
          }
        : each,
    ),
    facts: [
      {
        id: 'f-1',
        rule: 'late',
        day: day('2025-03-04'),
        state: 'objected',
        persons: [one.id],
        head: null,
        matter: '会议',
        note: '九点十分到',
        evidence: ['签到表'],
        recordedBy: two.id,
        approvedBy: two.id,
        sequence: 12,
      },
      {
        id: 'f-2',
        rule: 'leave',
        day: day('2025-04-04'),
        state: 'effective',
        persons: [two.id],
        sort: 'sick',
        quantity: '3.5',
      },
      {
        id: 'f-3',
        rule: 'other',
        day: day('2025-05-06'),
        state: 'effective',
        persons: [one.id],
        points: { person: '1.2' },
      },
    ],
    closed: {
      year: false,
      facts: true,
      parts: ['performance'],
      periods: [{ part: 'superior', period: '2025-Q1' }],
    },
    asOf: day('2026-01-14'),
  }
}

describe('an exported facts file', () => {
  it.each(examples)('of %s reads back as the same input', (path) => {
    const input = inputFrom(path)
    expect(again(input)).toEqual({ input, problems: [] })
  })

  it('keeps head, matter, sort, quantity, figures, closings and a day after the year', () => {
    const input = full()
    const read = again(input)
    expect(read).toEqual({ input, problems: [] })
    expect(canonicalJson(scoreCycle(read.input))).toBe(canonicalJson(scoreCycle(input)))
  })

  it('leaves out results about who is not assessed, which never count', () => {
    const input = full()
    const stranger = { part: 'performance', assessee: 'gone', points: '80' }
    const read = again({ ...input, entered: [...input.entered, stranger] })
    expect(read).toEqual({ input, problems: [] })
  })

  it('leaves out the roles of the roster that the scheme does not know', () => {
    const base = inputFrom('src/demo/bureaus/keji/year-end-facts.yaml')
    const held = { role: 'canteen-manager', from: day('2025-01-01') }
    const assessees = base.assessees.map((one) => ({ ...one, roles: [...one.roles, held] }))
    const { input, problems } = again({ ...base, assessees })
    expect(problems).toEqual([])
    expect(input.assessees.map((one) => one.roles)).toEqual(base.assessees.map((one) => one.roles))
  })
})
