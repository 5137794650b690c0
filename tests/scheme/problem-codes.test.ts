import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documentProblemCodes } from '../../src/base/document-codes.js'
import type { Problem } from '../../src/base/problem.js'
import { checkScheme } from '../../src/cli/check.js'
import { schemeProblemCodes } from '../../src/scheme/check/problem-codes.js'
import { broken } from './broken/all.js'
import { brokenSmall } from './broken/small.js'
import { office, placeIn, withEdited } from './edited.js'

const head = `case: 迟到一次
clauses: [第二条]
year: 2025
roster: {people: [{id: p, tier: desk}]}
facts: [{id: a, rule: late, day: 2025-02-03, persons: [p]}]
closed: [{what: facts}]
`

/** What a check of the small scheme with one case file says about it. */
function checked<T>(content: string, run: (folder: string, problems: Problem[]) => T): T {
  return withEdited(
    [],
    (folder) => {
      mkdirSync(join(folder, 'cases'))
      writeFileSync(join(folder, 'cases/one.yaml'), content)
      return run(folder, checkScheme(folder).problems)
    },
    office,
  )
}

const cases = [
  {
    name: 'a figure that comes out differently',
    content: `${head}expect:\n  - parts: {p: {daily: 39}}\n`,
    code: 'case-differs',
    at: '{daily: |39}',
    says: '应为 39，实际是 37.1',
  },
  {
    name: 'a clause that is not there',
    content: `${head.replace('[第二条]', '[第二条, 第九条]')}expect:\n  - parts: {p: {daily: 37.1}}\n`,
    code: 'bad-case',
    at: '第二条, |第九条',
    says: '考核办法里没有条款“第九条”，请核对条款号',
  },
  {
    name: 'an answer that is no alternative',
    content: `${head}expect:\n  - choices: {overflow: keep}\n    parts: {p: {daily: 37.1}}\n`,
    code: 'bad-case',
    at: '{overflow: |keep}',
    says: '选择“overflow”没有答案“keep”，可用的有：lost、extra',
  },
  {
    name: 'a choice that is not there',
    content: `${head}expect:\n  - choices: {overflows: lost}\n    parts: {p: {daily: 37.1}}\n`,
    code: 'bad-case',
    at: '{|overflows: lost}',
    says: '考核办法里没有选择“overflows”，可用的有：interns、overflow、days',
  },
  {
    name: 'a person of its facts who is nobody',
    content: `${head.replace('[p]', '[q]')}expect:\n  - parts: {p: {daily: 37.1}}\n`,
    code: 'unknown-person',
    at: 'persons: [|q]',
    says: '名册里没有“q”，请先写进 roster 的 people，或改正编号',
  },
  {
    name: 'nothing expected',
    content: `${head}expect: []\n`,
    code: 'bad-value',
    at: 'expect: |[]',
    says: '至少写一组期望的结果',
  },
]

describe('a case', () => {
  test.each(cases)('with $name is told so at its place', ({ content, code, at, says }) => {
    checked(content, (folder, problems) => {
      const errors = problems.filter((one) => one.level === 'error')
      const place = placeIn(folder, 'cases/one.yaml', at.replace('|', ''), at.indexOf('|'))
      expect(errors.map((p) => `${p.file}:${p.line}:${p.column} ${p.code} ${p.message}`)).toEqual([
        `${join(folder, 'cases/one.yaml')}:${place} ${code} ${says}`,
      ])
    })
  })

  test('missing for a clause, a rule or an alternative is a warning where that stands', () => {
    checked(`${head}expect:\n  - parts: {p: {daily: 37.1}}\n`, (folder, problems) => {
      expect(new Set(problems.map((one) => `${one.level} ${one.code}`))).toEqual(
        new Set(['warning no-case']),
      )
      const where = (file: string, text: string) =>
        `${join(folder, file)}:${placeIn(folder, file, text)}`
      const said = new Map(problems.map((p) => [`${p.file}:${p.line}:${p.column}`, p.message]))
      const of = (file: string, text: string) => said.get(where(file, text))
      expect(of('scheme.yaml', '第三条: 评价')).toBe(
        '条款“第三条”有数字，但没有案例；请在 cases/ 里补一个',
      )
      expect(of('scheme.yaml', '第二条: 日常')).toBeUndefined()
      expect(of('rules.yaml', 'rule: absent')).toBe(
        '规则 absent 有数字，但没有案例用到；请在 cases/ 里补一个',
      )
      expect(of('rules.yaml', 'rule: late')).toBeUndefined()
      expect(of('choices.yaml', 'extra: {says')).toBe(
        '选择 overflow/extra 没有改变任何案例的结果，请补一个案例',
      )
    })
  })
})

describe('the codes of problems', () => {
  test('each have a broken scheme', () => {
    const exercised = new Set([...broken.map((one) => one.code), ...cases.map((one) => one.code)])
    // A file not there has its own test; .json is for facts only; missing cases are a warning above; kinds need two schemes.
    for (const code of ['unreadable-file', 'bad-json', 'no-case', 'kind-differs'])
      exercised.add(code)
    for (const { code } of brokenSmall) exercised.add(code)
    const known = [...documentProblemCodes, ...schemeProblemCodes]
    expect(known.filter((code) => !exercised.has(code))).toEqual([])
  })
})
