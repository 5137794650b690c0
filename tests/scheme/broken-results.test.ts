import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read.js'
import { placeIn, withEdited } from './edited.js'

const cadres = 'tests/scoring/small-schemes/wuhan-cadres'
const people = 'tests/scoring/small-schemes/shiyan-people'
const rules = 'tests/scoring/small-schemes/wuhan-work-rules'

interface Broken {
  name: string
  from: string
  find: string
  replace: string
  code: string
  /** A text standing once; the problem stands at `|` in it. */
  at: string
  says?: string
  also?: string[]
}

const broken: Broken[] = [
  {
    name: 'grades by period that count as points',
    from: cadres,
    find: '不足一名时怎样定见选择\n      adds: outside\n',
    replace: '不足一名时怎样定见选择\n      weight: $most\n',
    code: 'grades-without-points',
    at: 'part: |quarterly\n      name: 平时考核',
    says: '分期定的等次不是分，这一部分要写 adds: outside',
    also: ['weights-sum'],
  },
  {
    name: 'a limit on a level that nobody can get',
    from: cadres,
    find: '- { level: fine, most: $most,',
    replace: '- { level: best, most: $most,',
    code: 'unknown-level',
    at: '- { level: |best, most',
    says: '没有等次 best，可用：fine、good、fair、poor',
  },
  {
    name: 'a share that is a plain number',
    from: cadres,
    find: '{most=20%}',
    replace: '{most=0.2}',
    code: 'bad-share',
    at: 'most: |$most',
    says: '这里要一个比例，写成百分数或分数，如 20%、1/2；这里是 0.2',
  },
  {
    name: 'a level forced by a rule that does not exist',
    from: cadres,
    find: 'rules: [shirking, favours]',
    replace: 'rules: [shirking, favour]',
    code: 'unknown-rule',
    at: 'rules: [shirking, |favour]',
    also: ['rule-without-effect'],
  },
  {
    name: 'nobody who grades the others',
    from: cadres,
    find: '        - { assessees: everyone, bodies: [unit-head] }\n',
    replace: '',
    code: 'raters-incomplete',
    at: 'raters:\n        |- { assessees: unit-head, bodies: [leader-in-charge] }',
  },
  {
    name: 'a condition over periods of another kind of part',
    from: cadres,
    find: '{ kind: periods, part: quarterly, levels: [fine], at-least: choice fine-needed }',
    replace: '{ kind: periods, part: total, levels: [fine], at-least: choice fine-needed }',
    code: 'not-period-grades',
    at: 'part: |total, levels',
    says: '“年度考核”不是分期定等次的部分',
  },
  {
    name: 'a condition on a level that the result lacks',
    from: cadres,
    find: 'levels: [advanced], as: head',
    replace: 'levels: [first], as: head',
    code: 'unknown-level',
    at: 'levels: [|first], as: head',
    says: '没有等次 first，可用：advanced、qualified、unqualified',
  },
  {
    name: "a unit's result taken as a person's own",
    from: cadres,
    find: 'levels: [advanced], as: head',
    replace: 'levels: [advanced], as: self',
    code: 'bad-word',
    at: 'levels: [advanced], as: |self',
    says: '“self”不是这里能用的词，可用：head、member',
  },
  {
    name: 'a result that nobody declared',
    from: cadres,
    find: '{ kind: result, result: unit-grade,',
    replace: '{ kind: result, result: unit-prize,',
    code: 'unknown-result',
    at: 'result: |unit-prize',
    says: '没有叫 unit-prize 的别处的结果，请核对名称或先写明',
    also: ['unused-entry'],
  },
  {
    name: 'a prerequisite of the grade for everybody else',
    from: cadres,
    find: 'says: 其余的为称职,\n',
    replace:
      'says: 其余的为称职, needs: [{ kind: periods, part: quarterly, levels: [good], at-least: one }],\n',
    code: 'needs-of-otherwise',
    at: 'needs: |[{ kind: periods',
    says: '“称职”是其余的人的等次，不能再有前提：不符合的人就没有等次了',
  },
  {
    name: 'earlier years that cannot have the grade',
    from: cadres,
    find: '      - { id: incompetent, name: 不称职 }\n',
    replace: '',
    code: 'earlier-without-grade',
    at: 'grade: incompetent,\n      years: $years,\n      earlier: |past-grade',
    says: '往年的等次要从考核对象自己的结果里看，等次里要有 incompetent',
  },
  {
    name: 'months of service that nothing says how to count',
    from: people,
    find: 'month: choice month-counts\n  day: $day\n',
    replace: 'month: choice month-counts\n',
    code: 'service-without-day',
    at: 'month: |choice month-counts',
    says: 'on-day 要写 day：按每月哪一天在不在册',
    also: ['unused-figure'],
  },
  {
    name: 'a month that no year has',
    from: people,
    find: '{month=6}',
    replace: '{month=13}',
    code: 'bad-date',
    at: 'by: { month: |$month',
    says: '这里要 1 到 12 的整数，读到的是 13',
  },
  {
    name: 'a result that is both a figure and a level',
    from: people,
    find: '    lowest: $lowest\n',
    replace: '    levels: [{ id: top, name: 最好 }]\n    lowest: $lowest\n',
    code: 'result-without-kind',
    at: 'result: |section-total\n    name',
    also: ['result-without-points'],
  },
  {
    name: 'points for a level that the result lacks',
    from: people,
    find: 'third: $third }',
    replace: 'fourth: $third }',
    code: 'unknown-level',
    at: 'fourth: |$third',
  },
  {
    name: 'a last day of hours that moves with rest days',
    from: rules,
    find: 'measure: working-days\n    extended',
    replace: 'measure: elapsed-hours\n    rest-day: next-working-day\n    extended',
    code: 'rest-day-of-hours',
    at: 'rest-day: |next-working-day\n    extended',
    says: '按小时量的时限没有“最后一天”，rest-day 写不上',
  },
  {
    name: 'a quota where nobody is ranked',
    from: cadres,
    find: 'bars:\n',
    replace:
      'quotas:\n  - { quota: best, name: 名额, clause: PM-15, says: "前 {top=1} 名", grade: excellent, per: tier, top: $top, barred: next, tie: list-all, decided-by: party-group }\nbars:\n',
    code: 'quota-without-ranking',
    at: 'quota: |best',
    also: ['unused-entry'],
  },
]

describe('a scheme with a mistake in results, periods, states or last days', () => {
  test.each(broken)('is refused: $name', (one) => {
    const edit = { file: 'scheme.yaml' as const, find: one.find, replace: one.replace }
    withEdited(
      [edit],
      (folder) => {
        const { scheme, problems } = readScheme(folder)
        expect(scheme).toBeNull()
        const [before = '', after = ''] = one.at.split('|')
        const place = placeIn(folder, 'scheme.yaml', before + after, before.length)
        const found = problems.find((each) => each.code === one.code)
        expect(`${found?.line}:${found?.column}`, problems.map((p) => p.message).join()).toBe(place)
        expect(found?.file).toBe(join(folder, 'scheme.yaml'))
        if (one.says !== undefined) expect(found?.message).toBe(one.says)
        const others = problems.map((each) => each.code).filter((code) => code !== one.code)
        expect([...new Set(others)].sort()).toEqual([...(one.also ?? [])].sort())
      },
      one.from,
    )
  })
})
