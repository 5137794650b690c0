import { describe, expect, test } from 'vitest'
import { diff } from '../../src/cli/diff.js'
import { score } from '../../src/cli/score.js'
import { compareResults } from '../../src/scoring/result/compare.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import { withEdited } from '../scheme/edited.js'
import { temporaryFolder, wuhan, wuhanFacts, wujin, wujinFacts } from './folder.js'

const folder = temporaryFolder()
const several = folder.file(
  'several.yaml',
  'routine-scale: R2\nattendance-charged-to: head\ntie-at-cut: criteria\n',
)

describe('two results over the same facts', () => {
  test.each([wuhanFacts, wujinFacts])('are the same for a scheme and itself: %s', (facts) => {
    const { exitCode, lines } = diff({ facts })
    expect(exitCode).toBe(0)
    expect(lines.join('\n')).toContain('没有差别：3 个考核对象的分数、名次、等次都相同')
    expect(lines.join('\n')).not.toContain('→')
    const [json] = diff({ facts, json: true }).lines
    const found = JSON.parse(`${json}`)
    expect(found).toMatchObject({ choices: [], entries: [], moved: [], ledgers: [], unmoved: 3 })
  })

  test('say who moves, by how much, in which line and by which choice', () => {
    const { exitCode, lines } = diff({ facts: wuhanFacts, choices: [several], width: '120' })
    expect(exitCode).toBe(1)
    const text = lines.join('\n')
    expect(text).toContain('有变化的 2，没有变化的 1')
    expect(text).toMatch(/陈明澈（chen） +92\.975 +93\.375 +\+0\.4 +1 +优秀/)
    expect(text).toContain('平时考核  29.45 → 29.85  第五条  因为选择1')
    expect(text).toContain('迟到  2025-02-18  −0.05 → 没有  第五条（二）  因为选择2')
    expect(text).toContain('之后  R2 从一百分减起再乘权重：减一分，总分少十分之三分')
    expect(text).toContain('选择1 平时考核的计分口径：陈明澈 +0.385，林知远 +0.21')
    expect(text).toContain('选择18 最后一名并列：没有人变化')
    expect(text).not.toContain('赵清和')
  })

  test('add up: the change is the difference of the two totals', () => {
    const [json] = diff({ facts: wuhanFacts, choices: [several], json: true }).lines
    const totals = (choices?: string) => {
      const [line] = score({ facts: wuhanFacts, json: true, ...(choices ? { choices } : {}) }).lines
      const result: CycleResult = JSON.parse(`${line}`)
      return result.statements.map((one) => one.total)
    }
    const found = JSON.parse(`${json}`)
    expect(found.moved.map((one: { assessee: string }) => one.assessee)).toEqual(['chen', 'lin'])
    expect(totals()).toEqual(['92.975', '95.1025', '91.4'])
    expect(totals(several)).toEqual(['93.375', '95.2975', '91.4'])
    expect(found.moved.map((one: { change: string }) => one.change)).toEqual(['0.4', '0.195'])
  })

  test('are compared the other way round with two files', () => {
    const none = folder.file('none.yaml', 'routine-scale: R1\n')
    const { lines } = diff({ facts: wuhanFacts, choices: [several, none], json: true })
    const found = JSON.parse(`${lines[0]}`)
    expect(found.moved.map((one: { change: string }) => one.change)).toEqual(['-0.4', '-0.195'])
  })

  test('of answers that move nobody are no difference, and the answers are still named', () => {
    const file = folder.file('tie.yaml', 'tie-at-cut: criteria\n')
    const { exitCode, lines } = diff({ facts: wuhanFacts, choices: [file] })
    expect(exitCode).toBe(0)
    expect(lines.join('\n')).toContain('选择18 最后一名并列')
    expect(lines.join('\n')).toContain('没有差别')
  })

  test('move ranks and grades without points, and say why', () => {
    const facts = folder.file(
      'count.yaml',
      [
        'scheme: wuhan-civil-servants',
        'year: 2025',
        'roster: {units: [{id: u, heads: [h]}], people: [{id: a, name: 甲, tier: L2, unit: u}]}',
        'facts: [{id: f, rule: leave, day: 2025-03-03, persons: [a], sort: annual, quantity: 16}]',
      ].join('\n'),
    )
    const file = folder.file('all.yaml', 'leave-counted: all\n')
    const { exitCode, lines } = diff({ facts, choices: [file] })
    expect(exitCode).toBe(1)
    expect(lines.join('\n')).toContain('受限：请假天数过多（第七条（四））')
  })
})

describe('two schemes', () => {
  const edit = {
    file: 'rules.yaml',
    find: '参加活动无故迟到的，每人每次减责任处室 {each=0.05}',
    replace: '参加活动无故迟到的，每人每次减责任处室 {each=0.5}',
  } as const

  test('name the clause with its old and new sentence and reading', () => {
    withEdited([edit], (other) => {
      const { exitCode, lines } = diff({ facts: wuhanFacts, scheme: [wuhan, other], width: '120' })
      expect(exitCode).toBe(1)
      const text = lines.join('\n')
      expect(text).toContain('第五条（二）  迟到')
      expect(text).toMatch(/之前 {2}上班.+【0\.05】/)
      expect(text).toMatch(/之后 {2}上班.+【0\.5】/)
      expect(text).toContain('每人每次，责任人本人〔选择2〕 −0.5')
      expect(text).toMatch(/陈明澈（chen） +92\.975 +92\.525 +−0\.45/)
      expect(text).toContain('迟到  2025-02-18  −0.05 → −0.5  第五条（二）')
      expect(text).not.toContain('赵清和')
    })
  })

  test('one of which has errors give these and nothing else', () => {
    const broken = { ...edit, replace: '参加活动无故迟到的，每人每次减责任处室 0.5' }
    withEdited([broken], (other) => {
      const { exitCode, lines } = diff({ facts: wuhanFacts, scheme: [wuhan, other] })
      expect(exitCode).toBe(2)
      expect(lines.every((line) => line.includes('错误') && line.startsWith(other))).toBe(true)
    })
  })
})

test('trouble is exit 2: unknown answers, a third file, facts of another kind of scheme', () => {
  const wrong = folder.file('wrong.yaml', 'routine-scale: R9\n')
  expect(diff({ facts: wuhanFacts, choices: [wrong] })).toMatchObject({ exitCode: 2 })
  expect(diff({ facts: wuhanFacts, choices: [several, several, several] })).toMatchObject({
    exitCode: 2,
  })
  expect(diff({ facts: wuhanFacts, scheme: [wuhan, wujin] })).toMatchObject({ exitCode: 2 })
  const { lines } = diff({ facts: 'no-such-file', asOf: 'soon' })
  expect(lines.join('\n')).toContain('--as-of')
  expect(lines.join('\n')).toContain('no-such-file')
})

test('somebody on one side alone has no change, only where he stands', () => {
  const [json] = score({ facts: wuhanFacts, json: true }).lines
  const result: CycleResult = JSON.parse(`${json}`)
  const without = { ...result, statements: result.statements.slice(1) }
  const [moved, ...others] = compareResults(without, result).moved
  expect(others).toEqual([])
  expect(moved).toMatchObject({
    assessee: 'chen',
    before: null,
    change: null,
    after: { total: '92.975' },
  })
})
