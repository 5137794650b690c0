import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read.js'
import { type Edit, placeIn, soundDepartments, withEdited } from './edited.js'

interface Broken extends Edit {
  name: string
  code: string
  /** A text standing once in the edited file; the problem stands at `|` in it. */
  at: string
  /** The file of the problem, when it is not the edited one. */
  in?: 'scheme.yaml' | 'rules.yaml' | 'choices.yaml'
  says?: string
  /** Problems that follow from the same fault and are right too. */
  also?: string[]
}

const broken: Broken[] = [
  {
    name: 'items whose points do not sum to seventy',
    file: 'scheme.yaml',
    find: '全部参加，{points=2} 分'.replace('全部参加', '参加局里组织的捐助和志愿活动'),
    replace: '参加局里组织的捐助和志愿活动，{points=3} 分',
    code: 'points-sum',
    at: 'no-case: choice no-case\n          parts:\n            |- kind: deduction\n              part: team',
    says: '下级的分值合计 71 分，应为 70 分',
  },
  {
    name: 'both a weight and points',
    file: 'scheme.yaml',
    find: '          points: $tasks\n',
    replace: '          points: $tasks\n          weight: $tasks\n',
    code: 'weight-or-points',
    at: 'points: |$tasks',
    says: 'weight（占总分的比例）和 points（分值）只写一个',
  },
  {
    name: 'an item without points among items with points',
    file: 'scheme.yaml',
    find: '          points: $tasks\n',
    replace: '',
    code: 'weight-or-points',
    at: 'part: |tasks',
    also: ['points-sum', 'tasks-without-points', 'unused-figure'],
  },
  {
    name: 'an office that nobody listed',
    file: 'scheme.yaml',
    find: 'scored-by: [personnel]',
    replace: 'scored-by: [personel]',
    code: 'unknown-office',
    at: 'scored-by: [|personel]',
    says: '没有叫 personel 的单位或角色，请核对名称或先写明',
  },
  {
    name: 'a unit gathered by nobody listed',
    file: 'scheme.yaml',
    find: 'name: 燃管站, gathered-by: utilities',
    replace: 'name: 燃管站, gathered-by: utility',
    code: 'unknown-unit',
    at: 'gathered-by: |utility}',
  },
  {
    name: 'a target for a unit that is not listed',
    file: 'scheme.yaml',
    find: '      gas: 1\n',
    replace: '      gass: 1\n',
    code: 'unknown-unit',
    at: 'gass: |1',
    says: '没有叫 gass 的单位，请核对名称或先写明',
  },
  {
    name: 'a table figure in full-width digits',
    file: 'scheme.yaml',
    find: '      site-supervision: 5\n',
    replace: '      site-supervision: ５\n',
    code: 'bad-value',
    at: 'site-supervision: |５',
    says: '表里写数字，或 none（没有目标）',
    also: ['unknown-target'],
  },
  {
    name: 'a target of a counter that does not exist',
    file: 'scheme.yaml',
    find: 'counter: portal\n    per: month',
    replace: 'counter: portals\n    per: month',
    code: 'unknown-counter',
    at: 'counter: |portals',
    says: '没有叫 portals 的计数，请核对名称或先写明',
  },
  {
    name: 'extras of a table that is not yearly',
    file: 'scheme.yaml',
    find: 'carry: choice carry-over',
    replace: 'carry: choice carry-over\n    extras: "yes"',
    code: 'extras-not-yearly',
    at: 'extras: |"yes"',
    says: '另加数只进全年合计，这张表不是每年的',
  },
  {
    name: 'an extra for a level that no fact has',
    file: 'scheme.yaml',
    find: '{level: city,',
    replace: '{level: county,',
    code: 'unknown-level',
    at: '{level: |county,',
    says: '没有级别 county，可用：district、city、province',
  },
  {
    name: 'a clock without a known measure',
    file: 'scheme.yaml',
    find: 'limit: choice test-limit\n    measure: working-hours',
    replace: 'limit: choice test-limit\n    measure: office-hours',
    code: 'bad-word',
    at: 'measure: |office-hours',
    says: '“office-hours”不是这里能用的词，可用：working-hours、elapsed-hours、elapsed-hours-without-rest-days、working-days、calendar-days、calendar-months、day-of-next-month',
  },
  {
    name: 'a clock that nothing uses',
    file: 'rules.yaml',
    find: 'clock: sign-test',
    replace: 'clock: sign-other',
    code: 'unused-entry',
    in: 'scheme.yaml',
    at: '- clock: |sign-test',
    says: 'sign-test 没有用到：请引用它，或删去',
  },
  {
    name: 'a derived line of a target that does not exist',
    file: 'rules.yaml',
    find: 'derived: {target: law-sessions-yearly',
    replace: 'derived: {target: law-session-yearly',
    code: 'unknown-target',
    at: 'derived: {target: |law-session-yearly',
  },
  {
    name: 'what no longer fits sent to a part that takes no facts',
    file: 'choices.yaml',
    find: 'overflow: key-deduction',
    replace: 'overflow: basic',
    code: 'bad-overflow',
    in: 'scheme.yaml',
    at: 'overflow: |choice discipline-cap',
    says: '多出的分要转到另一个减分部分，“基础管理”不是',
  },
  {
    name: 'lines that exclude each other across items',
    file: 'rules.yaml',
    find: 'excludes: {rules: [opinion-reply-overdue]',
    replace: 'excludes: {rules: [archives-late]',
    code: 'excludes-other-part',
    at: 'excludes: {rules: |[archives-late]',
    says: '“移交不及时”与“到期未申请延期”不在同一部分，不能互斥',
  },
  {
    name: 'a line in two exclusions',
    file: 'rules.yaml',
    find: 'excludes: {rules: [opinion-reply-overdue], within: matter, counts: choice overdue-and-extension}',
    replace:
      'excludes: {rules: [opinion-reply-overdue], within: matter, counts: choice overdue-and-extension}\n    procedures: [office-record]\n    evidence: required\n  - rule: opinion-twice\n    name: 重复\n    clause: 附件2（12）\n    says: 另一条\n    part: opinion\n    charges: [{to: unit, points: all}]\n    excludes: {rules: [opinion-reply-overdue], within: year, counts: highest}',
    code: 'excluded-twice',
    at: 'excludes: {rules: |[opinion-reply-overdue], within: year',
    says: '规则 opinion-reply-overdue 已经和 opinion-no-extension 互斥；几条互斥的写在一处',
  },
  {
    name: 'a line fed by what the system notices',
    file: 'rules.yaml',
    find: 'fed-by: information\n    procedures: [office-count]\n    evidence: optional\n  - rule: gov-info-piece',
    replace:
      'fed-by: online-time\n    procedures: [office-count]\n    evidence: optional\n  - rule: gov-info-piece',
    code: 'fed-by-telemetry',
    at: 'fed-by: |online-time',
    says: '规则“门户网站信息”由系统数据（online-time）自动产生，这类规则不能用；确要保留的由人登记，写 fed-by: people 和 watches',
  },
  {
    name: 'a choice that does not say what it sets at one of its places',
    file: 'choices.yaml',
    find: 'sets: {short: per-missing, points: -$info-month-below.each}',
    replace: 'sets: {short: per-missing}',
    code: 'bad-word',
    at: 'sets: |{short: per-missing}',
    says: '选择 year-short 的 sets 没有写 points 定成什么，可用：-$名称、-$倍数 x $名称、-entered、all、none',
  },
  {
    name: 'a figure by quantity of facts that measure nothing',
    file: 'rules.yaml',
    find: 'per: person-time\n    charges: [{to: unit, points: choice head-doubled}]',
    replace: 'per: quantity\n    charges: [{to: unit, points: choice head-doubled}]',
    code: 'no-quantity',
    at: 'per: |quantity\n    charges',
    says: 'per: quantity 要写 quantity：记的是什么数量',
  },
  {
    name: 'a doubling by a bare number',
    file: 'rules.yaml',
    find: '按 {times=2} 倍计\n    part: it\n    per: choice oa-unit\n    each: 件\n    charges: [{to: unit, points: -$times x $it-oa-not-logged-or-late.each}]',
    replace:
      '按 {times=2} 倍计\n    part: it\n    per: choice oa-unit\n    each: 件\n    charges: [{to: unit, points: -2 x $it-oa-not-logged-or-late.each}]',
    code: 'unmarked-figure',
    at: 'points: |-2 x',
    also: ['unused-figure'],
  },
  {
    name: 'a line in force from a day that does not exist',
    file: 'rules.yaml',
    find: 'each: 张\n',
    replace: 'each: 张\n    from: 2018-02-30\n',
    code: 'bad-value',
    at: 'from: |2018-02-30',
    says: '请写存在的日期，如 2018-07-01',
    also: ['unreached-part', 'unused-choice'],
  },
]

describe('a broken scheme of departments', () => {
  test.each(broken)('with $name is refused at its place', (one) => {
    withEdited(
      [one],
      (folder) => {
        const { scheme, problems } = readScheme(folder)
        expect(scheme).toBeNull()
        const file = one.in ?? one.file
        const place = placeIn(folder, file, one.at.replace('|', ''), one.at.indexOf('|'))
        const found = problems.filter((problem) => problem.code === one.code)
        expect(found.map((p) => `${p.file}:${p.line}:${p.column}`)).toContain(
          `${join(folder, file)}:${place}`,
        )
        if (one.says !== undefined) expect(found.map((p) => p.message)).toContain(one.says)
        const others = problems.map((p) => p.code).filter((code) => code !== one.code)
        expect(others.filter((code) => !(one.also ?? []).includes(code))).toEqual([])
      },
      soundDepartments,
    )
  })

  test('that watches people without saying why is read, with a warning', () => {
    const edit: Edit = {
      file: 'rules.yaml',
      find: '    because: 办法列明的时限，由办公室人工登记，不取系统记录\n'.replace(
        '办法列明',
        '办法附件五列明',
      ),
      replace: '',
    }
    withEdited(
      [edit],
      (folder) => {
        const { scheme, problems } = readScheme(folder)
        expect(scheme).not.toBeNull()
        expect(problems.map((p) => [p.level, p.code])).toEqual([['warning', 'watches-people']])
      },
      soundDepartments,
    )
  })
})
