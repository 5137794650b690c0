import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read.js'
import { type Edit, placeIn, withEdited } from './edited.js'

interface Broken extends Edit {
  name: string
  code: string
  /** The file of the problem, when it is not the edited one. */
  in?: string
  /** A text standing once in the edited file; the problem stands at `|` in it, or at its start. */
  at: string
  /** The sentence, where it is checked word for word. */
  says?: string
  /** Problems that follow from the same fault and are right too. */
  also?: string[]
}

const late = '参加活动无故迟到的，每人每次减责任处室 {each=0.05} 分'
const lateCharge = `${late}
    part: routine
    per: person-time
    charges:
      - {to: choice attendance-charged-to, points: -$each}`
const tail = `
    part: routine
    per: person-time
    charges:
      - {to: choice attendance-charged-to, points: `

const broken: Broken[] = [
  {
    name: 'a number in a rule that no sentence shows',
    file: 'rules.yaml',
    find: lateCharge,
    replace: lateCharge.replace('-$each', '-0.05'),
    code: 'unmarked-figure',
    at: `${late}${tail}|-0.05}`,
    says: '数字 -0.05 没有写在条文句子里：请在 says 里标成 {名称=0.05}，这里写 $名称',
    also: ['unused-figure'],
  },
  {
    name: 'a marked figure that nothing uses',
    file: 'rules.yaml',
    find: late,
    replace: '参加活动无故迟到的，一个月 {free=3} 次以后，每人每次减责任处室 {each=0.05} 分',
    code: 'unused-figure',
    at: '一个月 |{free=3}',
    says: '标记 {free=3} 没有被用到：请在规则里写 $free，或删去数字',
  },
  {
    name: 'a number in a sentence without a mark',
    file: 'rules.yaml',
    find: late,
    replace: `3 次以后，${late}`,
    code: 'unmarked-digits',
    at: '上班、开会或|3 次以后',
    says: '句子里的数字 3 没有标记，请写成 {名称=3}，规则里用 $名称',
  },
  {
    name: 'a mark that is not a number',
    file: 'rules.yaml',
    find: '请假累计超过 {days=15} 天',
    replace: '请假累计超过 {days=十五} 天',
    code: 'bad-figure',
    at: '累计超过 |{days=十五}',
    also: ['unknown-figure'],
  },
  {
    name: 'two figures of one name in a sentence',
    file: 'rules.yaml',
    find: '{times=10} 次以上',
    replace: '{times=10} 次以上（含 {times=10} 次）',
    code: 'duplicate-figure',
    at: '次以上（含 |{times=10} 次',
  },
  {
    name: 'a reference to a figure that its sentence does not mark',
    file: 'rules.yaml',
    find: 'limit: $days',
    replace: 'limit: $day',
    code: 'unknown-figure',
    at: 'limit: |$day\n',
    says: '这一条的句子里没有标记 {day=…}，请核对名称',
    also: ['unused-figure'],
  },
  {
    name: 'an unknown word as key',
    file: 'rules.yaml',
    find: 'together: $total',
    replace: 'togather: $total',
    code: 'unknown-key',
    at: '|togather: $total',
    says: '没有“togather”这个词，请检查拼写或删去',
    also: ['unused-figure'],
  },
  {
    name: 'a key written twice',
    file: 'scheme.yaml',
    find: 'assessee: person\n',
    replace: 'assessee: person\nassessee: unit\n',
    code: 'duplicate-key',
    at: '|assessee: unit',
    says: '键“assessee”写了两次，只能留一个',
  },
  {
    name: 'a missing word',
    file: 'rules.yaml',
    find: '    rules: [circular]\n',
    replace: '',
    code: 'missing-key',
    at: '  - |bar: bar-circular',
    says: '缺少“rules”，请补上',
  },
  {
    name: 'weights that do not add up',
    file: 'scheme.yaml',
    find: '{appraisal=20%}',
    replace: '{appraisal=25%}',
    code: 'weights-sum',
    at: 'weight: $year-end\n      parts:\n        |- kind: entered',
    says: '下级的权重合计 75%，应为 70%（都按占总分的比例写）',
  },
  {
    name: 'quarters that do not add up to their part',
    file: 'scheme.yaml',
    find: '{quarter=2.5%}',
    replace: '{quarter=3%}',
    code: 'weights-sum',
    at: 'period-weight: |$quarter',
    says: '4 期各占 3%，合计 12%，与权重 10% 不符',
  },
  {
    name: 'charges that do not add up to the declared points',
    file: 'rules.yaml',
    find: '每项工作共减 {total=2} 分',
    replace: '每项工作共减 {total=3} 分',
    code: 'charges-sum',
    at: 'together: |$total',
    says: '各方所减合计 2 分，句子里写的是 3 分',
  },
  {
    name: 'a quota of nobody',
    file: 'scheme.yaml',
    find: '前 {top=4} 名',
    replace: '前 {top=0} 名',
    code: 'quota-impossible',
    at: 'per: tier\n    top: |$top',
    says: '名额是 0，至少要有 1 名；没有名额就删去这一条',
  },
  {
    name: 'a quota of half a person',
    file: 'scheme.yaml',
    find: '前 {top=4} 名',
    replace: '前 {top=4.5} 名',
    code: 'not-whole',
    at: 'per: tier\n    top: |$top',
    also: ['quota-impossible'],
  },
  {
    name: 'a clause that the regulation does not have',
    file: 'rules.yaml',
    find: 'name: 请假天数过多\n    clause: 第七条（四）',
    replace: 'name: 请假天数过多\n    clause: 第七条（九）',
    code: 'unknown-clause',
    at: 'clause: |第七条（九）',
    says: '条款“第七条（九）”没有列在 clauses 里，请核对条款号',
  },
  {
    name: 'bands with a gap',
    file: 'scheme.yaml',
    find: 'from: $basic, to: $competent',
    replace: 'from: $basic, to: $grade-only-ballots.basic',
    code: 'band-gap',
    at: 'from: $basic, to: |$grade-only-ballots.basic',
    says: '“基本称职”到 70 为止，上面一档从 80 起，中间有空档',
  },
  {
    name: 'bands that overlap',
    file: 'scheme.yaml',
    find: 'from: $basic, to: $competent',
    replace: 'from: $basic, to: $excellent',
    code: 'band-overlap',
    at: 'from: $basic, to: |$excellent',
    says: '“基本称职”到 90 为止，上面一档从 80 起，中间有重叠',
  },
  {
    name: 'a role that nobody has',
    file: 'rules.yaml',
    find: 'approved-by: performance-group',
    replace: 'approved-by: mayor',
    code: 'unknown-role',
    at: 'approved-by: |mayor',
    says: '没有叫 mayor 的角色，请核对名称或先写明',
  },
  {
    name: 'a choice with one alternative',
    file: 'choices.yaml',
    find: '      empty: {says: 名额空着}\n',
    replace: '',
    code: 'choice-without-alternatives',
    at: '      |next: {says: 后一名递补',
  },
  {
    name: 'an answer that is no alternative',
    file: 'choices.yaml',
    find: 'answer: R1',
    replace: 'answer: R4',
    code: 'unknown-answer',
    at: 'answer: |R4',
    says: '所选的 R4 不在可选项里，可选：R1、R2、R3',
  },
  {
    name: 'a choice that decides nothing',
    file: 'scheme.yaml',
    find: 'missing-period: choice missing-period',
    replace: 'missing-period: mean',
    code: 'unused-choice',
    in: 'choices.yaml',
    at: '  - |choice: missing-period',
  },
  {
    name: 'a choice that is not written down',
    file: 'scheme.yaml',
    find: 'jointly: choice joint-cause',
    replace: 'jointly: choice joint-case',
    code: 'unknown-choice',
    at: 'jointly: |choice joint-case',
    also: ['unused-choice'],
  },
  {
    name: 'an alternative that is not a word of its place',
    file: 'choices.yaml',
    find: 'sets: from-hundred',
    replace: 'sets: from-thousand',
    code: 'bad-word',
    at: 'sets: |from-thousand',
    says: '选择 routine-scale 的“from-thousand”不是它所定之处能用的词，可用：normalised、from-hundred、as-is',
  },
  {
    name: 'a word that the place does not know',
    file: 'scheme.yaml',
    find: 'counts: highest',
    replace: 'counts: biggest',
    code: 'bad-word',
    at: 'counts: |biggest',
  },
  {
    name: 'a deduction part that no rule reaches',
    file: 'scheme.yaml',
    find: 'part: routine\n',
    replace: 'part: daily\n',
    code: 'unreached-part',
    at: '    - |kind: deduction',
    says: '没有哪条规则计到“平时考核”，这一部分永远是满分',
    also: ['unknown-part'],
  },
  {
    name: 'a bar that looks at a rule which does not exist',
    file: 'rules.yaml',
    find: 'rules: [leave, late, early-leave]',
    replace: 'rules: [leave, lateness, early-leave]',
    code: 'unknown-rule',
    at: 'rules: [leave, |lateness',
  },
  {
    name: 'a recorded fact that nothing looks at',
    file: 'rules.yaml',
    find: 'rules: [circular]',
    replace: 'rules: [other-grave]',
    code: 'rule-without-effect',
    at: '- rule: |circular',
  },
  {
    name: 'a vote share that is no fraction',
    file: 'scheme.yaml',
    find: '{share=2/3}',
    replace: '{share=0.66}',
    code: 'bad-share',
    at: 'bands: [basic, incompetent], share: |$share',
  },
  {
    name: 'a vote share of bands that the scale lacks',
    file: 'scheme.yaml',
    find: 'bands: [basic, incompetent]',
    replace: 'bands: [basic, poor]',
    code: 'unknown-band',
    at: 'bands: [basic, |poor]',
  },
  {
    name: 'an id used twice',
    file: 'rules.yaml',
    find: '- rule: early-leave',
    replace: '- rule: late',
    code: 'duplicate-id',
    at: '- rule: |late\n    name: 早退',
    also: ['unknown-rule', 'rule-without-effect'],
  },
  {
    name: 'a section written in two files',
    file: 'choices.yaml',
    find: 'choices:\n',
    replace: 'ranking: {clause: 第七条, within: tier}\nchoices:\n',
    code: 'duplicate-section',
    in: 'scheme.yaml',
    at: '|ranking:\n',
    also: ['unused-choice'],
  },
  {
    name: 'a section that is missing',
    file: 'scheme.yaml',
    find: 'windows:\n',
    replace: 'opening:\n',
    code: 'missing-section',
    at: '|# yaml-language-server: $schema=../scheme.schema.json',
    also: ['unknown-key'],
  },
]

/** Removes the `|` of a place and says where it stood. */
function placeOf(folder: string, one: Broken): string {
  const inside = Math.max(0, one.at.indexOf('|'))
  return placeIn(folder, one.in ?? one.file, one.at.replace('|', ''), inside)
}

describe('a broken scheme', () => {
  test.each(broken)('with $name is refused at its place', (one) => {
    withEdited([one], (folder) => {
      const { scheme, problems } = readScheme(folder)
      expect(scheme).toBeNull()
      const found = problems.filter((problem) => problem.code === one.code)
      expect(found.map((p) => `${p.file}:${p.line}:${p.column}`)).toEqual([
        `${join(folder, one.in ?? one.file)}:${placeOf(folder, one)}`,
      ])
      if (one.says !== undefined) expect(found[0]?.message).toBe(one.says)
      const others = problems.map((p) => p.code).filter((code) => code !== one.code)
      expect(others.filter((code) => !(one.also ?? []).includes(code))).toEqual([])
    })
  })

  test('gives all its problems at once, in the order of the files', () => {
    const edits = broken.filter((one) =>
      ['unknown-role', 'unknown-answer', 'charges-sum', 'quota-impossible', 'unknown-key'].includes(
        one.code,
      ),
    )
    withEdited(
      edits.filter((one) => one.code !== 'unknown-key'),
      (folder) => {
        const { problems } = readScheme(folder)
        expect(problems.map((p) => p.code)).toEqual([
          'unknown-answer',
          'unknown-role',
          'charges-sum',
          'quota-impossible',
        ])
      },
    )
  })

  test('with an entry of the wrong shape is still checked everywhere else', () => {
    const shapeless: Edit = {
      file: 'rules.yaml',
      find: 'procedures: [group-decision]\n    evidence: required',
      replace: 'procedures: [group-decision]\n    evidence: sometimes',
    }
    const weights: Edit = {
      file: 'scheme.yaml',
      find: '{appraisal=20%}',
      replace: '{appraisal=25%}',
    }
    const role: Edit = {
      file: 'rules.yaml',
      find: '    rules: [other-grave]',
      replace: '    rules: [others]',
    }
    withEdited([shapeless, weights, role], (folder) => {
      const { problems } = readScheme(folder)
      expect(problems.map((p) => p.code)).toEqual(['bad-value', 'unknown-rule', 'weights-sum'])
      expect(problems[0]?.message).toBe('“sometimes”不是这里能用的词，可用：required、optional')
    })
  })

  test('in a folder that does not exist is one problem', () => {
    const { scheme, problems } = readScheme('schemes/nowhere')
    expect(scheme).toBeNull()
    expect(problems.map((p) => [p.code, p.file])).toEqual([
      ['unreadable-file', join('schemes/nowhere', 'scheme.yaml')],
    ])
  })
})
