import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { score } from '../../src/cli/score.js'
import { runCases } from '../../src/scoring/cases.js'
import { checkFacts } from '../../src/scoring/facts-check.js'
import { factsJsonSchema, parseFacts } from '../../src/scoring/facts-file.js'
import { wuhan } from './bureau.js'

const scheme = wuhan()
const example = {
  scheme: 'schemes/wuhan-civil-servants',
  facts: 'schemes/wuhan-civil-servants/example-facts.yaml',
}
const head = [
  'year: 2025',
  'roster:',
  '  units: [{id: u, heads: [h]}]',
  '  people: [{id: p, tier: L2, unit: u}]',
]

/** `line:column code` of each problem of a file with these lines after the head (4 lines). */
function problemsOf(...lines: string[]): string[] {
  const document = parseFacts([...head, ...lines].join('\n'), 'f.yaml')
  const problems =
    document.value === null ? document.problems : checkFacts(scheme, document.value, { document })
  return problems.map((one) => `${one.line}:${one.column} ${one.code}`)
}

describe('a facts file with something wrong', () => {
  it.each([
    [
      'a rule that does not exist',
      ['facts:', '  - {id: a, rule: latte, day: 2025-02-03, persons: [p]}'],
      ['6:19 unknown-rule'],
    ],
    [
      'a person who is not in the roster',
      ['facts:', '  - {id: a, rule: late, day: 2025-02-03, persons: [q]}'],
      ['6:52 unknown-person'],
    ],
    [
      'a day outside the year',
      ['facts:', '  - {id: a, rule: late, day: 2024-02-03, persons: [p]}'],
      ['6:30 other-year'],
    ],
    [
      'a day that does not exist',
      ['facts:', '  - {id: a, rule: late, day: 2025-02-30, persons: [p]}'],
      ['6:30 bad-value'],
    ],
    ['a fact of nobody', ['facts:', '  - {id: a, rule: late, day: 2025-02-03}'], ['6:5 nobody']],
    [
      'a figure where the rule fixes it',
      ['facts:', '  - {id: a, rule: late, day: 2025-02-03, persons: [p], points: {person: 1}}'],
      ['6:65 points-fixed'],
    ],
    [
      'no figure where the rule leaves it open',
      ['facts:', '  - {id: a, rule: other, day: 2025-02-03, persons: [p]}'],
      ['6:5 points-missing'],
    ],
    [
      'leave without its days',
      ['facts:', '  - {id: a, rule: leave, day: 2025-02-03, persons: [p], sort: sick}'],
      ['6:5 bad-quantity'],
    ],
    [
      'a rating off the scale',
      [
        'ratings:',
        '  - {part: superior, period: 2025-Q1, assessee: p, assessor: h, body: unit-head, points: 100.5}',
      ],
      ['6:90 off-scale'],
    ],
    [
      'a rating by a body that does not rate the person',
      [
        'ratings:',
        '  - {part: superior, period: 2025-Q1, assessee: p, assessor: g, body: party-group, points: 90}',
      ],
      ['6:71 other-body'],
    ],
    [
      'ballots whose sums differ',
      ['tallies:', '  - {part: appraisal, assessee: p, values: {90: 5}, grades: {excellent: 4}}'],
      ['6:61 ballots-differ'],
    ],
    ['an unknown key', ['fact: []'], ['5:1 unknown-key']],
    ['an unknown choice', ['choices: {routine-scalee: R1}'], ['5:11 unknown-choice']],
    [
      'a total entered by hand',
      ['entered:', '  - {part: routine, assessee: p, points: 30}'],
      ['6:12 unknown-part'],
    ],
  ])('says where: %s', (_, lines, problems) => {
    expect(problemsOf(...lines)).toEqual(problems)
  })

  it('reports everything at once and scores nothing', () => {
    const output = score({ ...example, facts: 'package.json' })
    expect(output.exitCode).toBe(2)
    expect(output.lines.length).toBeGreaterThan(3)
    expect(output.lines.every((line) => line.startsWith('package.json:'))).toBe(true)
    expect(score({ ...example, facts: 'no-such-file' }).exitCode).toBe(2)
    expect(score({ ...example, asOf: '2025-13-01' }).exitCode).toBe(2)
    expect(score({ ...example, explain: 'nobody' }).exitCode).toBe(2)
  })
})

describe('kaohe score', () => {
  it('gives the example exactly, and bounds for an earlier day', () => {
    const text = score(example).lines.join('\n')
    expect(text).toContain('陈明澈（chen）  92.975')
    expect(score({ ...example, asOf: '2025-09-30' }).lines.join('\n')).toContain(
      '陈明澈（chen）  已定 34.00（4.55 ～ 99.00）',
    )
  })

  it('prints JSON with decimals as text, the same bytes each time', () => {
    const [line] = score({ ...example, json: true }).lines
    expect(score({ ...example, json: true }).lines).toEqual([line])
    expect(JSON.parse(line ?? '')).toMatchObject({
      statements: [{ assessee: 'chen', total: '92.975' }, {}, {}],
    })
  })

  it('explains each tenth of a point with its clause, and what was not counted', () => {
    const text = score({ ...example, explain: 'chen' }).lines.join('\n')
    expect(text).toContain('−0.05  迟到  2025-02-18  第五条（二）')
    expect(text).toContain('领导批示超期  2025-08-29  同一事项取最高（f-3）')
    expect(text).toContain('无故缺勤  2025-05-09  已冲销')
  })

  it('ships the JSON Schema that its reader has', () => {
    const shipped: unknown = JSON.parse(readFileSync('schemes/facts.schema.json', 'utf8'))
    expect(shipped).toEqual(factsJsonSchema())
  })
})

describe('cases', () => {
  const lines = [
    'case: a late arrival',
    ...head,
    'facts: [{id: a, rule: late, day: 2025-02-03, persons: [p]}]',
    'closed: [{what: facts}]',
    'expect:',
  ]
  it('run and count', () => {
    const content = [...lines, '  - parts: {p: {routine: 29.95}}'].join('\n')
    expect(runCases(scheme, [{ file: 'c.yaml', content }])).toMatchObject({
      cases: 1,
      expectations: 1,
      problems: [],
      rules: ['late'],
    })
  })
  it('say at the expected figure what came out instead', () => {
    const content = [...lines, '  - parts: {p: {routine: 29.9}}'].join('\n')
    const [problem] = runCases(scheme, [{ file: 'c.yaml', content }]).problems
    expect(problem).toMatchObject({ line: 9, column: 26, message: '应为 29.9，实际是 29.95' })
  })
})
