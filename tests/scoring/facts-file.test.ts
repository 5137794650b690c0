import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { score } from '../../src/cli/score.js'
import { runCases } from '../../src/factsfile/cases.js'
import { factsJsonSchema } from '../../src/factsfile/shape.js'
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

describe('a facts file with something wrong', () => {
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
