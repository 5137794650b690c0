import { describe, expect, test } from 'vitest'
import { textWidth } from '../../src/base/text-width.js'
import { score } from '../../src/cli/score.js'
import { temporaryFolder, wuhan, wuhanFacts, wujinFacts } from './folder.js'

const folder = temporaryFolder()
const explained = (facts: string, explain: string, asOf?: string) =>
  score({ facts, explain, width: '100', ...(asOf === undefined ? {} : { asOf }) })

describe('a statement as a person reads it', () => {
  const text = explained(wuhanFacts, 'chen').lines.join('\n')

  test('begins with total, rank and grade, each with its reason', () => {
    expect(text).toContain('总分 92.975')
    expect(text).toContain('名次 主任科员及以下：第 1 名（共 2），比后一名多 1.575')
    expect(text).toContain('等次 优秀：在名额之内，由局党组定')
    expect(text.replace(/\s/g, '')).toContain('不成立（50票里5票，15>100）')
    expect(text).toContain('不成立（92.975 < 70.00）')
  })

  test('has each part with its points, its own scale, its clause and its sentence', () => {
    expect(text).toContain(
      '民主测评  17.70 / 20.00  得分 88.50，分制 0～100  第六条（二）  〔选择7、8、22〕',
    )
    expect(text).toContain('专题会议上听取述职后打分，取全部有效票的平均分')
    expect(text).toContain('有效票取平均；共 50 份')
  })

  test('has each fact with what it rests on, and what is not counted and why', () => {
    expect(text).toContain(
      [
        '  −0.05  迟到  2025-02-18  第五条（二）',
        '    上班、开会或参加活动无故迟到的，每人每次减责任处室 0.05 分',
        '    编号 f-1；作为责任人本人；责任人 陈明澈',
        '    情况：上班抽查时未到',
      ].join('\n'),
    )
    expect(text).toContain('〔不计〕−0.5  领导批示超期  2025-08-29  同一事项取最高（f-3）')
    expect(text).toContain('〔不计〕−0.1  无故缺勤  2025-05-09  已冲销')
    expect(text).toContain('请假迟到早退次数过多（第七条（四））：1（到 10 受限）  依据 f-1')
  })

  test('names each choice that shaped it once, with its answer', () => {
    expect(text.match(/选择22 取舍/g)).toHaveLength(1)
    expect(text).toContain('选择2 考勤减分由谁承担（第五条（二））：缺勤、迟到、早退的本人承担')
  })

  test('gives what is settled, lowest and highest while it is open, and no rank', () => {
    const open = explained(wuhanFacts, 'chen', '2025-09-30').lines.join('\n')
    expect(open).toContain('总分 已定 34.00（4.55 ～ 99.00）')
    expect(open).toContain('名次 主任科员及以下：总分未定，暂不排名')
    expect(open).toContain('等次 待定：总分或票数还没有定')
    expect(open).toContain('民主测评  已定 0.00（0.00 ～ 20.00） / 20.00')
  })

  test('says how computed facts came about, and how targets stand period by period', () => {
    const { lines } = score({ facts: wujinFacts, explain: 'municipal-works', width: '200' })
    const works = lines.join('\n')
    expect(works).toContain(
      '“门户网站采用”0 条，目标“门户网站信息每月标准”4，缺 4；登记没有截止，还可能补上',
    )
    expect(works).toContain('用了 5 个自然日，时限“普法材料”3 个自然日；依据 f-7')
    expect(works).toContain('    2018 年 1 月  0 条 / 4  没有达到')
    expect(works).toContain('    2018 年 12 月  0 条 / 4  未到期')
    expect(works).toContain('该项不得分，因为 f-10')
    expect(works).toContain('〔不计〕−1  平台考核扣分  2018-09-12  该项已不得分（f-10）')
    expect(works).toContain('已扣完；减分多于所剩，到下限为止')
    expect(works).toMatch(/只登记、不计分的事项\n( .*\n)*? {2}2018-06-15 {2}普法活动/)
  })

  test('shows the hours of a clock short, and who a person of the department was', () => {
    const gas = explained(wujinFacts, 'gas').lines.join('\n')
    expect(gas).toContain('用了 3.17 个工作小时，时限“会议通知签收”3 个工作小时')
    expect(gas).toContain('责任人 吴景行；事项 安全生产会议通知')
    expect(explained(wujinFacts, 'finance').lines.join('\n')).toContain('全年没有可考的事')
  })

  test('prints nothing empty, and no line wider than asked for', () => {
    for (const [facts, ids] of [
      [wuhanFacts, ['chen', 'lin', 'zhao']],
      [wujinFacts, ['gas', 'finance', 'municipal-works']],
    ] as const) {
      for (const id of ids) {
        const { lines } = explained(facts, id)
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(100)
        expect(
          lines.filter((line) => /undefined|null|\[object|：$|；$|（）|“”/.test(line)),
        ).toEqual([])
        expect(lines.filter((line, at) => line === '' && lines[at + 1] === '')).toEqual([])
      }
    }
  })
})

describe('choices from a file', () => {
  const file = folder.file('choices.yaml', 'attendance-charged-to: head\n')

  test('apply instead of the scheme’s answers', () => {
    const { exitCode, lines } = score({ facts: wuhanFacts, choices: file })
    expect(exitCode).toBe(0)
    expect(lines.join('\n')).toContain('陈明澈（chen）  93.025')
    expect(score({ facts: wuhanFacts }).lines.join('\n')).toContain('陈明澈（chen）  92.975')
  })

  test('that do not exist are all named with their places, and nothing is scored', () => {
    const wrong = folder.file(
      'wrong.yaml',
      '# 试\nroutine-scale: R9\nno-such: yes\ntie-at-cut: criteria\n',
    )
    const { exitCode, lines } = score({ facts: wuhanFacts, choices: wrong, json: true })
    expect(exitCode).toBe(2)
    expect(lines).toEqual([
      `${wrong}:2:16 错误 选择“routine-scale”没有答案“R9”，可用的有：R1、R2、R3 [unknown-answer]`,
      expect.stringContaining(`${wrong}:3:1 错误 考核办法里没有选择“no-such”`),
    ])
  })

  test.each([
    ['- a\n- b\n', 'bad'],
    ['routine-scale: R1\nroutine-scale: R2\n', 'duplicate-key'],
    ['routine-scale: [R1]\n', ''],
  ])('that are no list of answers (%j) are refused', (text, code) => {
    const { exitCode, lines } = score({ facts: wuhanFacts, choices: folder.file('odd.yaml', text) })
    expect(exitCode).toBe(2)
    expect(lines.join('\n')).toContain('odd.yaml:')
    expect(lines.join('\n')).toContain(code)
  })
})

describe('what cannot be scored', () => {
  test('is refused with everything that is wrong at once, without any score', () => {
    const facts = folder.file(
      'facts.yaml',
      'scheme: wuhan-civil-servants\nyear: 2025\nroster: {people: [{id: a, tier: L2}]}\nfacts:\n  - {id: f, rule: no-rule, day: 2025-03-01, persons: [a]}\n  - {id: f, rule: late, day: 2024-03-01, persons: [b]}\n',
    )
    const wrong = folder.file('bad.yaml', 'no-such: x\n')
    const { exitCode, lines } = score({ facts, choices: wrong, asOf: '2025-02-30', json: true })
    expect(exitCode).toBe(2)
    const text = lines.join('\n')
    for (const part of ['--as-of:1:1', 'bad.yaml:1:1', 'facts.yaml:5:19', 'facts.yaml:6:10']) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/"statements"|总分/)
  })

  test('names who is in the facts when somebody else is asked for', () => {
    const { exitCode, lines } = explained(wuhanFacts, 'nobody')
    expect(exitCode).toBe(2)
    expect(lines).toEqual(['错误 事实文件里没有考核对象“nobody”，有的是：lin、chen、zhao'])
  })

  test('needs a scheme: the one asked for, or the one that the facts name', () => {
    const facts = folder.file(
      'nameless.yaml',
      'year: 2025\nroster: {people: [{id: a, tier: L2}]}\n',
    )
    expect(score({ facts })).toMatchObject({
      exitCode: 2,
      lines: [expect.stringContaining('--scheme')],
    })
    expect(score({ facts, scheme: `${wuhan}/` }).exitCode).toBe(0)
    expect(score({ facts: wujinFacts, scheme: wuhan }).exitCode).toBe(2)
  })
})

describe('what lies after the day scored, and totals that are almost equal', () => {
  test('are said: a decision of January, and as many decimals as decide', () => {
    const facts = folder.file(
      'near.yaml',
      `scheme: wuhan-civil-servants
year: 2025
roster: {people: [{id: a, tier: L2}, {id: b, tier: L2}]}
facts:
  - {id: f1, rule: veto-safety, day: 2025-11-03, persons: [a], history: [{on: 2025-11-10, state: effective}, {on: 2026-01-09, state: reversed}]}
entered: [{part: performance, assessee: a, points: 20}, {part: performance, assessee: b, points: 20}]
tallies:
  - {part: appraisal, assessee: a, values: {80: 20, 79.99: 20, 60: 20}}
  - {part: appraisal, assessee: b, values: {80: 19, 79.99: 21, 60: 20}}
ratings:
  - {part: superior, period: 2025-Q1, assessee: a, assessor: x, body: unit-head, points: 60}
  - {part: superior, period: 2025-Q1, assessee: b, assessor: x, body: unit-head, points: 60}
closed: [{what: year}]
`,
    )
    const table = score({ facts, scheme: 'schemes/wuhan-civil-servants' }).lines.join('\n')
    expect(table).toContain('2025-12-31 以后还有对 f1 的决定，没有计入')
    expect(table).toContain('58.66600')
    expect(table).toContain('58.66597')
    const one = score({ facts, scheme: 'schemes/wuhan-civil-servants', explain: 'b' }).lines
    expect(one.join('\n')).toContain('比前一名少 0.000033')
  })
})

describe('facts that say the same in everything', () => {
  const alike = (second: string) => [
    'scheme: wujin-departments',
    'year: 2018',
    'roster: {units: [{id: gas}]}',
    'facts:',
    '  - {id: i1, rule: discipline-bureau-inspection, day: 2018-03-05, unit: gas}',
    `  - {id: i2, rule: discipline-bureau-inspection, day: ${second}, unit: gas}`,
  ]
  const scored = (second: string) =>
    score({ facts: folder.file('alike.yaml', alike(second).join('\n')) }).lines.join('\n')

  test('all count, and are pointed out', () => {
    expect(scored('2018-03-05')).toContain(
      '注意：i1、i2 写得一模一样（2018-03-05 discipline-bureau-inspection）。是几次就这样，是同一件就只留一行',
    )
    expect(scored('2018-03-06')).not.toContain('一模一样')
  })
})
