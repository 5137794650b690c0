import { describe, expect, test } from 'vitest'
import { score } from '../../src/cli/score.js'
import type { FactView, Line, Statement } from '../../src/scoring/statement.js'
import { temporaryFolder, wuhanFacts, wujinFacts } from './folder.js'

const folder = temporaryFolder()

/** Facts with everything that a fact can have, and a head who is barred by them. */
const everything = folder.file(
  'everything.yaml',
  `scheme: wuhan-civil-servants
year: 2025
roster:
  units: [{id: u, name: 农村处, heads: [h]}]
  people:
    - {id: h, name: 何处长, unit: u, tier: L1, roles: [unit-head]}
    - {id: p, name: 白露, unit: u, tier: L2}
    - {id: q, name: 谷雨, unit: u, tier: L2}
facts:
  - id: f-1
    rule: major-late
    day: 2025-03-10
    persons: [p, q]
    unit: u
    matter: 重点项目
    answers: {affects-overall: "no"}
    note: 晚了四天
    evidence: [督办单 17 号, 会议纪要]
    recorded-by: h
    approved-by: 分管领导甲
    sequence: 41
  - {id: f-2, rule: general-late, day: 2025-04-01, persons: [p], unit: u, matter: 重点项目}
  - {id: f-3, rule: veto-safety, day: 2025-05-06, persons: [p], unit: u, note: 消防检查}
  - {id: f-4, rule: leave, day: 2025-06-02, persons: [p], unit: u, sort: sick, quantity: 16}
  - {id: f-5, rule: late, day: 2025-06-20, persons: [p], occasion: duty, state: objected}
  - {id: f-6, rule: late, day: 2025-06-21, persons: [p], occasion: duty, state: proposed}
`,
)

/** Texts of a statement that its reader must find, figures apart. */
function textsOf(one: Statement): string[] {
  const ofFact = (fact: FactView, computed = fact.derived !== null) => [
    ...[fact.ruleName, fact.clause, fact.day],
    ...(computed ? [] : [fact.id]),
    ...(fact.matter === null || computed ? [] : [fact.matter]),
    ...[fact.note, fact.approvedBy, fact.quantity].flatMap((text) => text ?? []),
    ...fact.evidence,
    ...(fact.sequence === null ? [] : [`台账第 ${fact.sequence} 号`]),
  ]
  const ofLine = (line: Line): string[] => [
    line.kind === 'period' ? line.name.replace(/^Q(\d)$/, '第 $1 季度') : line.name,
    line.clause ?? '',
    line.fact === null ? (line.says ?? '') : '',
    ...(line.fact === null ? [] : [...ofFact(line.fact), line.fact.says]),
    ...line.notCounted.flatMap((each) => ofFact(each.fact)),
    ...line.lines.flatMap(ofLine),
  ]
  const named = [...one.targets, ...one.totals, ...one.counters, ...one.bars]
  return [
    ...one.root.lines.flatMap(ofLine),
    ...one.recorded.flatMap((fact) => ofFact(fact)),
    ...named.flatMap((each) => [each.name, each.clause ?? '']),
    ...one.bars.map((bar) => bar.says),
    ...one.bars.flatMap((bar) => bar.facts),
    ...one.counters.map((counter) => counter.value),
    ...one.targets.flatMap((target) => target.periods.map((each) => `/ ${each.atLeast}`)),
  ].filter((text) => text !== '')
}

describe.each([
  [wuhanFacts, 'lin'],
  [wuhanFacts, 'zhao'],
  [wujinFacts, 'gas'],
  [wujinFacts, 'finance'],
  [wujinFacts, 'municipal-works'],
  [everything, 'p'],
  [everything, 'h'],
])('the text of a statement (%s, %s)', (facts, explain) => {
  test('holds all that the statement says', () => {
    const [json] = score({ facts, explain, json: true }).lines
    const statement: Statement = JSON.parse(`${json}`)
    const text = score({ facts, explain, width: '400' }).lines.join('\n')
    const texts = textsOf(statement)
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.filter((each) => !text.includes(each))).toEqual([])
  })
})

test('a fact says who recorded and approved it, what it was counted as, and its evidence', () => {
  const text = score({ facts: everything, explain: 'p', width: '400' }).lines.join('\n')
  expect(text).toContain('登记 何处长；审定 分管领导甲；台账第 41 号')
  expect(text).toContain('证据：督办单 17 号、会议纪要')
  expect(text).toContain('登记为“重大部署超期”，按“一般部署超期”计')
  expect(text).toContain('责任人 白露、谷雨')
  expect(text).toContain('〔不计〕−0.05  迟到  2025-06-20  异议处理中')
  expect(text).toContain('〔不计〕−0.05  迟到  2025-06-21  尚未生效')
})

test('bars are named with their facts, for the person and for the head', () => {
  const of = (id: string) =>
    score({ facts: everything, explain: id, width: '400' }).lines.join('\n')
  expect(of('p')).toContain('目标未完成或否决（第七条（一））  不评优秀  作为责任人本人')
  expect(of('h')).toContain('目标未完成或否决（第七条（一））  不评优秀  作为处室主要负责人')
  expect(of('p')).toContain('依据 f-4；累计 16，限 15')
})
