import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read.js'
import { type Edit, placeIn, withEdited } from './edited.js'

const small = 'tests/scoring/small-schemes'

interface Broken extends Omit<Edit, 'file'> {
  name: string
  from: 'yueyang-departments' | 'yueyang-cadres' | 'lianyungang-panel' | 'shiyan'
  code: string
  /** A text standing once in the edited file; the problem stands at `|` in it. */
  at: string
  says?: string
  also?: string[]
}

const broken: Broken[] = [
  {
    name: 'a rule under two limits',
    from: 'yueyang-departments',
    find: 'rules: honour-high\n',
    replace: 'rules: [honour-high, honour-city]\n',
    code: 'limited-twice',
    at: 'rules: |honour-city',
    says: '规则 honour-city 已经受 honours-high 限制，一条规则只能在一个 limits 里',
  },
  {
    name: 'a limit on a rule of another part',
    from: 'yueyang-departments',
    find: 'rules: honour-high\n',
    replace: 'rules: [honour-high, rank-bottom]\n',
    code: 'limits-other-part',
    at: 'rules: |[honour-high, rank-bottom]',
    says: '“排名后三位”不计在“加分”里，这里限制不到它',
  },
  {
    name: 'a limit without a figure',
    from: 'yueyang-departments',
    find: '          says: 最多加 {most=4} 分\n          rules: honour-high\n          most-added: $most\n',
    replace: '          says: 最多加几分\n          rules: honour-high\n',
    code: 'limit-without-figure',
    at: '- limit: |honours-high',
    says: '要写 most-added（最多加）或 most-taken（最多减）',
  },
  {
    name: 'parts of a joint matter that nobody named',
    from: 'shiyan',
    find: `      joint-roles:
        - { joint-role: responsible, name: 承担, share: $whole }
        - { joint-role: main, name: 主要, share: $main }
        - { joint-role: assisting, name: 协助, share: $assisting }
`,
    replace: '',
    code: 'no-joint-roles',
    at: '',
    also: ['unused-figure'],
  },
  {
    name: 'a part of a joint matter that gives more than the whole',
    from: 'yueyang-departments',
    find: '{lead=100%}',
    replace: '{lead=150%}',
    code: 'bad-share',
    at: 'name: 牵头, share: |$lead',
    says: '份额在 0 到 1 之间，这里是 150%',
  },
  {
    name: 'limits where one rule of a whole matter charges alone',
    from: 'yueyang-departments',
    find: 'says: 同一事项只减最高的一项, counts: highest, among: assessee',
    replace: 'says: 同一事项只减最高的一项, counts: highest, among: rule',
    code: 'among-rule',
    at: '|{ clause: 三（一）3（2）, says: 同一事项只减最高的一项',
  },
  {
    name: 'a measured figure with a sign of its own',
    from: 'yueyang-departments',
    find: 'counts: choice above-third }\n    charges: [{ to: unit, points: $each }]',
    replace: 'counts: choice above-third }\n    charges: [{ to: unit, points: -$each }]',
    code: 'against-sign',
    at: 'above-third }\n    charges: [{ to: unit, points: |-$each }]',
    says: '对照 against 的，points 写不带减号的 $名称：好的一边加，差的一边减',
  },
  {
    name: 'a norm without a quantity to measure',
    from: 'yueyang-departments',
    find: `    per: quantity
    quantity: { id: place`,
    replace: `    quantity: { id: place`,
    code: 'against-without-quantity',
    at: 'against: { norm: |$norm, better: lower',
    says: '对照 against 的是数量，per 要写 quantity',
  },
  {
    name: 'steps of nothing',
    from: 'yueyang-departments',
    find: '每多或少 {step=100} 万元',
    replace: '每多或少 {step=0} 万元',
    code: 'bad-step',
    at: 'quantity: { id: sum, name: 万元 }\n    against: { norm: $norm, better: higher, step: |$step',
    says: '一步要大于零',
  },
  {
    name: 'a range upside down',
    from: 'yueyang-departments',
    find: '视情节减 {least=1} 到 {most=6} 分',
    replace: '视情节减 {least=7} 到 {most=6} 分',
    code: 'empty-range',
    at: 'least: $least, most: |$most',
    says: '最多 most 应不小于最少 least',
  },
  {
    name: 'a range where nobody chooses',
    from: 'yueyang-departments',
    find: 'points: -entered, least: $least',
    replace: 'points: -$least, least: $least',
    code: 'range-without-entry',
    at: 'points: |-$least',
    says: '写了 least、most，points 要写 -entered 或 entered',
  },
  {
    name: 'a branch where persons are scored',
    from: 'yueyang-cadres',
    find: 'says: "每次减 {each=2} 分"\n    part: minus\n    charges: [{ to: person,',
    replace: 'says: "每次减 {each=2} 分"\n    part: minus\n    charges: [{ to: branch,',
    code: 'branch-of-persons',
    at: '{ to: |branch',
    says: 'branch（支部所有科室）只用于考部门的办法',
  },
  {
    name: 'a body without a weight',
    from: 'lianyungang-panel',
    find: 'weights: [$leaders, $departments, $counties]',
    replace: 'weights: [$leaders, $departments]',
    code: 'weights-missing',
    at: 'weights: |[$leaders, $departments]',
    says: 'combine: weighted 要给每一方写权重：bodies 有 3 方，weights 有 2 个',
    also: ['weights-sum', 'unused-figure'],
  },
  {
    name: 'weights of bodies that do not make the whole',
    from: 'lianyungang-panel',
    find: '{counties=30%}',
    replace: '{counties=25%}',
    code: 'weights-sum',
    at: 'weights: |[$leaders',
    says: '几方的权重合计 95%，应为 100%',
  },
  {
    name: 'weights that nothing weighs by',
    from: 'lianyungang-panel',
    find: 'combine: weighted',
    replace: 'combine: mean-of-bodies',
    code: 'weights-unused',
    at: 'weights: |[$leaders',
  },
  {
    name: 'a share of a tier without a word on rounding',
    from: 'yueyang-cadres',
    find: '    rounding: choice quota-rounding\n',
    replace: '',
    code: 'quota-rounding',
    at: 'top:\n      |{\n        civil-heads',
    says: '名额按比例的，要写 rounding：算出的数怎样取整',
    also: ['unused-choice'],
  },
  {
    name: 'rounding of whole places',
    from: 'yueyang-departments',
    find: '    after: first-prize\n',
    replace: '    after: first-prize\n    rounding: down\n',
    code: 'quota-rounding',
    at: 'rounding: |down',
    says: '名额是人数，不用写 rounding（取整）',
  },
  {
    name: 'a quota behind one that comes later',
    from: 'yueyang-departments',
    find: '    rounding: half-up\n',
    replace: '    rounding: half-up\n    after: second-prize\n',
    code: 'quota-order',
    at: 'after: |second-prize',
    says: 'second-prize 要写在 first-prize 的前面',
  },
  {
    name: 'half a place',
    from: 'yueyang-departments',
    find: '第二组 {two=3} 个',
    replace: '第二组 {two=3.5} 个',
    code: 'not-whole',
    at: 'group-1: $one, group-2: |$two, group-3: choice third-group',
    says: '名额要整数或不超过 100% 的比例，$two 是 3.5',
  },
  {
    name: 'a quota of a tier that is not there',
    from: 'yueyang-departments',
    find: 'top: { group-1: $one, group-2: $two,',
    replace: 'top: { group-1: $one, group-4: $two,',
    code: 'unknown-tier',
    at: 'group-4: |$two',
  },
  {
    name: 'a range among single values of a ballot',
    from: 'yueyang-cadres',
    find: '    bands:\n      - { band: excellent',
    replace: '    edge: upper\n    bands:\n      - { band: excellent',
    code: 'listed-scale',
    at: 'edge: |upper',
    says: '每档只有一个分（is）的，不写 edge',
  },
  {
    name: 'values of a ballot out of order',
    from: 'yueyang-cadres',
    find: '称职 {competent=65} 分',
    replace: '称职 {competent=70} 分',
    code: 'band-overlap',
    at: 'name: 称职, is: |$competent',
    says: '“称职”的分应低于“优秀”的，从高到低写',
  },
  {
    name: 'points that no rating can reach',
    from: 'yueyang-departments',
    find: '五个方面合计，从 {lowest=0} 到 {highest=20} 分',
    replace: '五个方面合计，从 {lowest=0} 到 {highest=100} 分',
    code: 'points-off-scale',
    at: 'clause: 三（一）2\n      says: "{points=20} 分，取平均"\n      points: |$points',
    says: '“委领导评分”有 20 分，分档 leader-sheet 最高却是 100；得分照原样计入，两处要一样',
  },
  {
    name: 'a vote without bands',
    from: 'yueyang-cadres',
    find: '      scale: ballot\n',
    replace: '      scale: leader-sheet\n',
    code: 'votes-without-bands',
    at: 'scale: |leader-sheet\n      voters',
    says: '民主测评按档计票，分档 leader-sheet 没有写 bands',
    also: ['unused-entry', 'points-off-scale'],
  },
]

describe('a small scheme that is broken', () => {
  test.each(broken)('with $name is refused at its place', (one) => {
    const edit: Edit = { file: 'scheme.yaml', find: one.find, replace: one.replace }
    withEdited(
      [edit],
      (folder) => {
        const { scheme, problems } = readScheme(folder)
        expect(scheme).toBeNull()
        const found = problems.filter((problem) => problem.code === one.code)
        if (one.at === '') {
          expect(found.length).toBeGreaterThan(0)
        } else {
          const inside = Math.max(0, one.at.indexOf('|'))
          const place = placeIn(folder, 'scheme.yaml', one.at.replace('|', ''), inside)
          expect(found.map((p) => `${p.file}:${p.line}:${p.column}`)).toEqual([
            `${join(folder, 'scheme.yaml')}:${place}`,
          ])
        }
        if (one.says !== undefined) expect(found[0]?.message).toBe(one.says)
        const others = problems.map((p) => p.code).filter((code) => code !== one.code)
        expect(others.filter((code) => !(one.also ?? []).includes(code))).toEqual([])
      },
      join(small, one.from),
    )
  })
})
