import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { canonicalJson } from '../../src/base/json.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { jointText } from '../../src/cli/score-notes.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'

const small = (name: string) =>
  must(readScheme(`tests/scoring/small-schemes/${name}`).scheme, 'the small scheme reads')
const departments = small('yueyang-departments')
const cadres = small('yueyang-cadres')
const shiyan = must(readScheme('schemes/shiyan-departments').scheme, 'the scheme reads')
const lists = small('yueyang-lists')
const ballots = must(readScheme('schemes/lianyungang-counties').scheme, 'the counties read')

function problemsOf(
  scheme: typeof departments,
  lines: readonly string[],
  year = scheme.year,
): string[] {
  const document = parseFacts([`year: ${year}`, ...lines].join('\n'), 'f.yaml')
  const found =
    document.value === null ? document.problems : checkFacts(scheme, document.value, { document })
  return found.map((one) => `${one.line}:${one.column} ${one.code} ${one.message}`)
}

const rated = partsOf(ballots.total).flatMap(({ id, kind }) => (kind === 'ratings' ? [id] : []))

const units = 'roster: {units: [{id: a}, {id: b}, {id: office}, {id: union}]}'
const listed = 'roster: {units: [{id: office}, {id: union}]}'

describe('a facts file of a joint matter, a measure or a chosen figure with something wrong', () => {
  it.each([
    [
      'one unit beside several',
      '{id: x, rule: approval, day: 2017-02-03, unit: a, joint: [{who: b}]}',
      '4:52 joint-and-unit 写了 joint（几家共同），就不再写 unit',
    ],
    [
      'somebody who is not assessed',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: c}]}',
      '4:60 unknown-person 考核对象里没有“c”',
    ],
    [
      'the same one twice',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: a}, {who: a}]}',
      '4:64 duplicate-id 编号“a”写了两次，请改成不同的编号或删去一处',
    ],
    [
      'shares that do not make the whole',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: a, share: 1/3}, {who: b, share: 60%}]}',
      '4:53 shares-sum 几家的份额合计是 93.33%，应为 100%',
    ],
    [
      'a share of one and none of the other',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: a, share: 50%}, {who: b}]}',
      '4:53 shares-incomplete 有的写了份额（share），有的没有；要么都写，要么都不写',
    ],
    [
      'a share that is no share',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: a, share: 0.5}, {who: b, share: 50%}]}',
      '4:70 bad-value 份额写百分数或分数，如 50%、1/3',
    ],
    [
      'a part that the scheme does not know',
      '{id: x, rule: approval, day: 2017-02-03, joint: [{who: a, as: chief}]}',
      '4:67 bad-joint-role 没有“chief”：可用的有：lead、others',
    ],
    [
      'a part in what is not divided by parts',
      '{id: x, rule: rank-bottom, day: 2017-02-03, joint: [{who: a, as: lead}]}',
      '4:70 bad-joint-role 没有“lead”：这一部分不分作用，请删去',
    ],
    [
      'a chosen figure below its range',
      '{id: x, rule: petition-mistake, day: 2017-02-03, unit: a, points: {unit: 0.5}, note: 小事}',
      '4:78 points-out-of-range 分值写 0.5 不行：加减由规则定，这里不带正负号，至少 1，至多 6',
    ],
    [
      'a chosen figure above its range',
      '{id: x, rule: petition-mistake, day: 2017-02-03, unit: a, points: {unit: 6.5}, note: 大事}',
      '4:78 points-out-of-range 分值写 6.5 不行：加减由规则定，这里不带正负号，至少 1，至多 6',
    ],
    [
      'a chosen figure without a reason',
      '{id: x, rule: petition-mistake, day: 2017-02-03, unit: a, points: {unit: 3}}',
      '4:5 reason-missing 规则“petition-mistake”的分值在一个范围里选，请在 note 里写明理由',
    ],
  ])('%s', (_, fact, problem) => {
    expect(problemsOf(departments, [units, 'facts:', `  - ${fact}`])).toEqual([problem])
  })

  it('somebody responsible who is not among those that share', () => {
    const people = 'roster: {people: [{id: p, tier: civil-staff}, {id: q, tier: civil-staff}]}'
    const fact =
      '{id: x, rule: paper-province, day: 2017-02-03, persons: [p, q], joint: [{who: p, share: 100%}]}'
    expect(problemsOf(cadres, [people, 'facts:', `  - ${fact}`])).toEqual([
      '4:65 joint-incomplete joint 里没有“q”：写了 joint，责任人都要在里面',
    ])
  })

  it('several without their parts, where these divide', () => {
    const fact =
      '{id: x, rule: bonus-cw-city, sort: archives, day: 2017-02-03, joint: [{who: office}, {who: union, as: main}]}'
    expect(problemsOf(shiyan, [listed, 'facts:', `  - ${fact}`])).toEqual([
      '4:75 joint-role-missing 几家共同的，要写“office”的作用（as）：undertaking、main、assisting',
    ])
  })
})

describe('days that go on into the next year', () => {
  const wuhan = must(readScheme('schemes/wuhan-civil-servants').scheme, 'the scheme reads')
  const roster =
    'roster: {units: [{id: u, heads: [h]}], people: [{id: h, unit: u, tier: L1}, {id: p, unit: u, tier: L2}]}'
  const leave = (on: string, days: string) =>
    `  - {id: x, rule: leave, day: ${on}, persons: [p], unit: u, sort: sick, quantity: ${days}}`
  const found = (on: string, days: string) =>
    problemsOf(wuhan, [roster, 'facts:', leave(on, days)], '2025')

  it('are refused beyond the last day, with how many there are', () => {
    expect(found('2025-12-31', '12')).toEqual([
      '4:88 runs-over 从 2025-12-31 起到年末只有 1 天，写了 12 天：这里写本年度的天数，其余的写到 2026 年度',
    ])
    expect(found('2025-12-20', '12.5').length).toBe(1)
    expect(found('2025-12-20', '12')).toEqual([])
  })
})

describe('what is announced after the cut-off', () => {
  const head = [
    'cut-offs: {2016: 2016-12-22}',
    'roster: {people: [{id: p, tier: civil-staff}]}',
    'facts:',
  ]
  const award = (on: string) => `  - {id: x, rule: award-province, day: ${on}, persons: [p]}`
  const minus = '  - {id: x, rule: circular-province, day: 2016-12-28, persons: [p]}'

  it('of the year before counts, and what came before it does not, nor by a rule that says nothing of it', () => {
    expect(problemsOf(cadres, [...head, award('2016-12-23')])).toEqual([])
    const other = '不在 2017 年度内；这份事实文件只放这一年度的事'
    expect(problemsOf(cadres, [...head, award('2016-12-22')])).toEqual([
      `5:40 other-year 2016-12-22 ${other}`,
    ])
    expect(problemsOf(cadres, [...head, minus])).toEqual([`5:43 other-year 2016-12-28 ${other}`])
  })
})

describe('a whole ballot in one row', () => {
  const roster = 'roster: {units: [{id: donghai}]}'
  const ballot = (points: string, body = 'department') =>
    `  - {assessor: d1, body: ${body}, assessee: donghai, points: {${points}}}`
  it.each([
    [
      'a figure above what the item is worth',
      [ballot('suggestions: 4.5, think-tank: 2')],
      ['4:79 off-scale 4.5 不在 0 到 4 之间，请核对有没有多打、少打一位'],
    ],
    [
      'an item that is none',
      [ballot('exchanges: 3')],
      [`4:66 unknown-part “exchanges”不是评价部分，可用的有：${rated.join('、')}`],
    ],
    [
      'somebody who does not judge',
      [ballot('think-tank: 3', 'chair-meeting')],
      [
        '4:26 other-body “donghai”由 association-leader、department、county 评价，“chair-meeting”的评价不会计入',
      ],
    ],
    [
      'the same ballot twice',
      [ballot('think-tank: 3'), ballot('think-tank: 2')],
      ['5:78 twice 这一项前面已经写过（同一部分、同一考核对象），只能留一处'],
    ],
  ])('is refused with %s', (_, rows, problems) => {
    expect(problemsOf(ballots, [roster, 'ballots:', ...rows])).toEqual(problems)
  })
})

describe('what is written about a unit that does not have the part', () => {
  const roster = 'roster: {units: [{id: sme, tier: group-2}, {id: sme-centre, tier: group-3}]}'
  it.each([
    [
      'a fact of a line in the list of others',
      ['facts:', '  - {id: x, rule: brief-missing, day: 2017-02-03, unit: sme}'],
      '4:19 not-for “中小企业科”没有“运行监测分析”这一项，写在这里不会计入；请核对对象，或改用它自己的那一项',
    ],
    [
      'a figure of a tier that is not its own',
      ['entered:', '  - {part: centre, assessee: sme, points: 3}'],
      '4:12 not-for “中小企业科”没有“二级机构的业务”这一项，写在这里不会计入；请核对对象，或改用它自己的那一项',
    ],
    [
      'a list below a part of another tier',
      ['facts:', '  - {id: x, rule: platform-undone, day: 2017-02-03, unit: sme-centre}'],
      '4:19 not-for “中小企业服务中心”没有“平台”这一项，写在这里不会计入；请核对对象，或改用它自己的那一项',
    ],
  ])('is refused: %s', (_, lines, problem) => {
    expect(problemsOf(lists, [roster, ...lines])).toEqual([problem])
  })
})

describe('ballots of a few values', () => {
  const head = ['roster: {people: [{id: p, tier: civil-staff}]}', 'tallies:']
  it.each([
    [
      'a value that no ballot has',
      '{part: appraisal, assessee: p, values: {70: 3, 67: 1}}',
      '4:56 off-scale 67 不是票上的分，可用的有：70、65、60、55',
    ],
    [
      'an own ballot that nobody cast',
      '{part: appraisal, assessee: p, grades: {excellent: 3}, own: {grade: basic}}',
      '4:65 bad-own 统计里没有 basic 的票，本人的一票不会是它',
    ],
    [
      'an own ballot by another count',
      '{part: appraisal, assessee: p, grades: {excellent: 3}, own: {value: 70}}',
      '4:65 bad-own 统计里没有 70 的票，本人的一票不会是它',
    ],
  ])('refuse %s', (_, tally, problem) => {
    const found = problemsOf(cadres, [...head, `  - ${tally}`])
    expect(found[0]).toBe(problem)
  })
})

describe('a statement of a joint matter under limits', () => {
  const facts = must(
    parseFacts(
      [
        'year: 2017',
        units,
        'facts:',
        '  - {id: x, rule: grand-award, day: 2017-05-10, joint: [{who: a, share: 1/3}, {who: b, share: 2/3}]}',
        '  - {id: m, rule: media-province, day: 2017-06-10, unit: a, quantity: 9}',
        'closed: [{what: facts}]',
      ].join('\n'),
      'f.yaml',
    ).value,
    'the facts read',
  )
  const input = inputOf(departments, facts)

  it('shows who shared it, and what a limit took back', () => {
    const bonus = must(
      scoreOne(input, 'a').root.lines.find((line) => line.id === 'bonus'),
      'a bonus',
    )
    expect(bonus.lines.map((line) => [line.id, line.kind, line.own.settled])).toEqual([
      ['bonus/x/unit', 'fact', `2.${'6'.repeat(39)}7`],
      ['bonus/m/unit', 'fact', '4.5'],
      ['bonus/limit/media', 'limit', '-2.5'],
    ])
    expect(bonus.lines[0]?.fact?.joint).toEqual([
      { who: 'a', share: '1/3' },
      { who: 'b', share: '2/3' },
    ])
    expect(bonus.lines[2]?.choices).toEqual({ 'media-cap': 'both-levels' })
    const [shared] = bonus.lines.flatMap((line) => line.fact ?? [])
    expect(jointText(must(shared, 'a shared fact'), departments)).toBe('几家共同：a 1/3、b 2/3')
  })

  it('is the same from the facts that are exported', () => {
    const again = inputOf(departments, exportFacts(input))
    expect(canonicalJson(scoreCycle(again))).toBe(canonicalJson(scoreCycle(input)))
  })
})
