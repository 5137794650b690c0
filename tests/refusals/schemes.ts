import { points, zero } from '../../src/base/points.js'
import type { Form } from '../../src/scheme/model/forms.js'
import type { Rounding } from '../../src/scheme/model/grades.js'
import type { Part, PeriodGradesPart, RatingsPart } from '../../src/scheme/model/parts.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Setting } from '../../src/scheme/model/words.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

/** The regulations of the bureau in which every refusal is walked. */

/** A scheme is called by its folder: these stand in none. */
function named(id: string, sections: object): Scheme {
  return { ...read(sections), id }
}

const roles = ['unit-head', 'leader-in-charge', 'assessment-office', 'commission'].map((role) => ({
  role,
  name: role,
}))

/** Two chains by their occasions: the head of a unit records by the first alone. */
const procedures = [
  {
    procedure: 'record',
    name: '日常',
    ...cited,
    only: 'daily',
    by: { records: ['unit-head', 'assessment-office'], decides: 'leader-in-charge' },
  },
  {
    procedure: 'checked',
    name: '抽查',
    ...cited,
    only: 'check',
    by: { records: ['assessment-office'], decides: 'leader-in-charge' },
  },
  {
    procedure: 'by-nobody',
    name: '没有人审定',
    ...cited,
    by: { records: ['assessment-office'], decides: 'commission' },
  },
]

const shared = {
  kind: 'deduction',
  ...cited,
  says: '从 {start=50} 分起',
  points: '$start',
  'at-least': 'none',
}

/** Everything that a rule can ask for, once divided by parts and once by shares. */
function asking(rule: string, part: string): object {
  return {
    rule,
    name: `样样都问（${part}）`,
    says: '本人由党组定分，负责人从 {low=0.5} 到 {high=10}',
    ...recorded,
    procedures: ['record', 'checked'],
    evidence: 'required',
    part,
    from: '2025-03-01',
    charges: [
      { to: 'person', points: '-entered' },
      { to: 'head', points: '-entered', 'at-least': '$low', 'at-most': '$high' },
    ],
    question: { question: 'grave', asks: '是否严重', 'in-force': 'yes' },
    quantity: { id: 'pieces', name: '条数', measure: 'calendar-days' },
    sorts: [
      { id: 'plain', name: '一般' },
      { id: 'long', name: '长篇' },
    ],
    levels: [{ level: 'city', name: '市级' }],
  }
}

function timed(rule: string, part: string, of: string): object {
  return {
    rule,
    name: '超过时限',
    ...recorded,
    says: '减 {each=0.5} 分',
    part,
    charges: [{ to: 'person', points: '-$each' }],
    derived: { clock: 'answer', facts: of },
  }
}

/** Persons are scored by rules that ask for everything. */
export const asksAll = named('asks-all', {
  roles,
  procedures,
  assessee: 'person',
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf(
    [
      {
        ...shared,
        part: 'by-parts',
        name: '按作用',
        says: '从 {start=50} 分起，主要的得 {whole=100%}，协助的得 {half=50%}',
        jointly: 'by-role',
        roles: [
          { role: 'main', name: '主要', share: '$whole' },
          { role: 'assisting', name: '协助', share: '$half' },
        ],
      },
      { ...shared, part: 'by-shares', name: '按份额', jointly: 'by-share' },
    ],
    {},
    '100',
  ),
  clocks: [
    {
      clock: 'answer',
      name: '答复',
      ...cited,
      says: '{limit=5} 天以内',
      limit: '$limit',
      measure: 'working-days',
    },
  ],
  rules: [
    asking('all-parts', 'by-parts'),
    timed('late-parts', 'by-parts', 'all-parts'),
    asking('all-shares', 'by-shares'),
    timed('late-shares', 'by-shares', 'all-shares'),
    {
      rule: 'nobody-approves',
      name: '无人审定',
      says: '减 {each=1} 分',
      ...recorded,
      procedures: ['by-nobody'],
      part: 'by-shares',
      charges: [{ to: 'person', points: '-$each' }],
    },
  ],
})

/** Scored by one rule: everything is settled when the year is over, so that it can be published. */
function ofOneRule(id: string, assessee: 'person' | 'unit'): object {
  return {
    roles: roles.slice(0, 3),
    procedures: procedures.slice(0, 1),
    assessee,
    windows: {
      ...{ objection: '$total.days', review: '$total.days', publicity: '$total.days' },
      ...{ appeal: '$total.days', by: { decides: 'leader-in-charge' } },
    },
    quotas: [
      {
        ...{ quota: 'top', name: '名额', ...cited, says: '前 {top=1} 名', places: '$top' },
        ...{ grade: 'excellent', barred: 'next', by: { decides: 'leader-in-charge' } },
      },
    ],
    grades: [
      {
        ...{ grade: 'excellent', name: '优秀', ...cited, says: '前列的', quota: 'top' },
        by: { decides: 'leader-in-charge' },
      },
      {
        ...{ grade: 'competent', name: '称职', ...cited, says: '其余的', when: 'otherwise' },
        by: { decides: 'leader-in-charge' },
      },
    ],
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    total: totalOf(
      [{ ...shared, part: 'item', name: '项目', says: '从 {start=100} 分起' }],
      {},
      '100',
    ),
    consequences: [
      {
        ...{ consequence: 'talk', name: '谈话', ...cited, says: '排在前 {first=99} 名的，谈话' },
        when: { rank: 'at-most $first' },
      },
    ],
    rules: [
      {
        rule: `${id}-late`,
        name: '迟报',
        says: '每次减 {each=1} 分',
        ...recorded,
        part: 'item',
        charges: [{ to: assessee, points: '-$each' }],
      },
      {
        ...{ rule: `${id}-piece`, name: '信息采用', says: '每条加 {each=0.1} 分', ...recorded },
        ...{ part: 'item', per: 'quantity', quantity: { id: 'pieces', name: '条数' } },
        charges: [{ to: assessee, points: '$each' }],
      },
    ],
  }
}

/** Persons with tasks set beforehand, which may be done in part. */
export const letters = named('letters', {
  ...{ roles: roles.slice(2, 3), procedures: [], assessee: 'person', rules: [] },
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf(
    [
      {
        ...{ kind: 'tasks', part: 'letter', name: '任务', ...cited, points: '$points' },
        ...{ says: '责任书 {points=100} 分', excused: 'set', partly: 'yes' },
      },
      {
        ...{ kind: 'tasks', part: 'listed', name: '列出的任务', ...cited, points: '$points' },
        ...{ says: '办法列出的 {points=1} 分', excused: 'set' },
        tasks: [
          { task: 'drafting', name: '文稿', ...cited, says: '{points=1} 分', points: '$points' },
        ],
      },
    ],
    {},
    '101',
  ),
})

const byThirds = (part: string, named: 'numbered' | 'noted', scale = 'own-points'): object => ({
  ...{ kind: 'ratings', part, name: `服务评价（${named}）`, ...cited, points: '$points' },
  ...{
    says: '{points=100} 分',
    scale,
    periods: 'quarters',
    missing: 'mean',
  },
  raters: [
    {
      ...{ assessees: 'everyone', bodies: ['client'], combine: 'mean-of-bodies' },
      outside: { client: named },
    },
  ],
})

/** Persons whom third parties rate each quarter: once by number, once noted. */
export const thirds = named('thirds', {
  ...{ procedures: [], assessee: 'person', rules: [] },
  roles: [...roles.slice(2, 3), { role: 'client', name: '服务对象' }],
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  scales: [
    {
      ...{ scale: 'faces', name: '好差', ...cited, says: '好 {good=100}、差 {bad=0}' },
      levels: [
        { level: 'good', name: '好', points: '$good' },
        { level: 'bad', name: '差', points: '$bad' },
      ],
    },
  ],
  total: totalOf(
    [
      byThirds('service', 'numbered'),
      byThirds('service-noted', 'noted'),
      byThirds('service-listed', 'numbered', 'faces'),
    ],
    {},
    '300',
  ),
})

/** Units with an item that the office scores, and a sheet of tasks that who is named for checks scores: more than a page. */
export const items = named('items', {
  roles: [...roles, { role: 'discipline-team', name: 'discipline-team' }],
  ...{ procedures: procedures.slice(0, 1), assessee: 'unit' },
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf(
    [
      {
        ...{ kind: 'deduction', part: 'routine', name: '日常', ...cited, points: '$points' },
        ...{ says: '{points=20} 分', 'at-least': 'zero', by: { scores: ['assessment-office'] } },
      },
      {
        ...{ kind: 'tasks', part: 'sheet', name: '清单', ...cited, points: '$points' },
        ...{ says: '{points=15} 分', excused: 'full', by: { scores: ['discipline-team'] } },
        tasks: ['papers 6', 'files 4', 't1 1', 't2 1', 't3 1', 't4 1', 't5 1'].map((of) => {
          const [task, points] = of.split(' ')
          return { task, name: task, ...cited, says: `{points=${points}} 分`, points: '$points' }
        }),
      },
    ],
    {},
    '35',
  ),
  rules: [
    {
      ...{ rule: 'routine-missed', name: '少一次', says: '每次减 {each=1} 分', ...recorded },
      ...{ part: 'routine', charges: [{ to: 'unit', points: '-$each' }] },
    },
  ],
})

/** Persons with a score that they record, their heads verify and the office files. */
export const entered = named('entered', {
  ...{
    roles: [...roles, { role: 'staff', name: 'staff' }],
    procedures: [],
    assessee: 'person',
    rules: [],
  },
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  total: totalOf(
    [
      {
        ...{ kind: 'entered', part: 'performance', name: '绩效考核', ...cited },
        ...{ says: '{points=100} 分', points: '$points' },
        by: { records: 'staff', verifies: 'unit-head', files: 'assessment-office' },
      },
    ],
    {},
    '100',
  ),
})

function rowOf(at: number): object {
  return {
    ...{ kind: 'ratings', part: `row-${at}`, name: `第${at}项`, ...cited },
    ...{ says: '{points=5} 分', points: '$points', scale: 'own-points' },
  }
}

/**
 * Units whom heads and leaders hear, each on a sheet of more than a page that can't be changed: eleven rows in points and one
 * of three values. Who is of a commission sits in.
 */
export const judged = named('judged', {
  ...{ roles, procedures: [], assessee: 'unit', rules: [] },
  tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
  scales: [
    {
      ...{ scale: 'manner', name: '三档', ...cited, says: '{good=45}、{fair=30}、{poor=0} 分' },
      levels: ['good', 'fair', 'poor'].map((level) => ({
        level,
        name: level,
        points: `$${level}`,
      })),
    },
  ],
  total: totalOf(
    [
      {
        ...{ kind: 'sum', part: 'hearing', name: '述职打分', ...cited, points: '$points' },
        says: '共 {points=100} 分，负责人占 {heads=60%}，分管领导占 {leaders=40%}，陈述 {long=8} 分钟，答问 {asking=4} 分钟',
        ...{ periods: 'year', missing: 'mean' },
        panel: { presentation: '$long', questions: '$asking', sheets: 'final' },
        raters: [
          {
            ...{ assessees: 'everyone', bodies: ['unit-head', 'leader-in-charge'] },
            ...{ observers: ['commission'], combine: 'weighted', weights: ['$heads', '$leaders'] },
            own: 'left-out',
          },
        ],
        parts: [
          ...Array.from({ length: 10 }, (_, at) => rowOf(at + 1)),
          {
            ...{ kind: 'ratings', part: 'manner-row', name: '作风', ...cited },
            ...{ says: '{points=45} 分', points: '$points', scale: 'manner' },
          },
          rowOf(11),
        ],
      },
    ],
    {},
    '100',
  ),
})

export const unitSections = ofOneRule('units', 'unit')
export const units = named('units', unitSections)
/** No cycle of it has been opened. */
export const fresh = named('fresh', ofOneRule('fresh', 'person'))

const fixed = <T>(value: T): Setting<T> => ({ value, choice: null, byAnswer: null })
type Limit = PeriodGradesPart['atMost'][number]
const tenth = { times: points(10), over: points(100) }

/** Parts with levels of which so many of a unit may have the best: none at all, or a tenth counted in each way. */
export const gradedParts: Readonly<
  Record<string, { places: Limit['places']['value']; rounding: Rounding }>
> = {
  'graded-count': { places: { kind: 'count', count: 1 }, rounding: 'down' },
  'graded-down': { places: { kind: 'share', share: tenth }, rounding: 'down' },
  'graded-half-up': { places: { kind: 'share', share: tenth }, rounding: 'half-up' },
  'graded-up': { places: { kind: 'share', share: tenth }, rounding: 'up' },
  'graded-one': { places: { kind: 'share', share: tenth }, rounding: 'down-at-least-one' },
}

/** The regulation with parts beside its ratings in which the same raters give levels, or one of two values. */
export function withLevels(scheme: Scheme): Scheme {
  const change = (part: Part): Part => {
    if (part.kind !== 'sum') return part
    const rated = part.children.find((each) => each.kind === 'ratings')
    const children = part.children.map(change)
    if (rated?.kind !== 'ratings') return { ...part, children }
    const listed = { ...rated, id: 'superior-listed', scale: 'listed', weight: zero }
    return { ...part, children: [...children, ...graded(rated), listed] }
  }
  const [scale] = scheme.scales
  const value = (id: string, at: string) => {
    return { id, name: id, from: points(at), to: points(at), midpoint: points(at) }
  }
  const bands = [value('high', '90'), value('low', '70')]
  const listed = scale ? [{ ...scale, id: 'listed', listed: true, bands }] : []
  return {
    ...scheme,
    scales: [...scheme.scales, ...listed],
    total: change(scheme.total),
    forms: [...scheme.forms, quarterSheet],
  }
}

/** A form for a quarter, of whoever is assessed. */
const quarterSheet: Form = {
  ...{ id: 'quarter-sheet', name: '季度登记表', words: ['季度登记表'], clause: '第七条' },
  ...{ of: 'assessee', quarterly: true, part: null, rules: [], landscape: false, onePage: true },
  widths: [20],
  blocks: [
    {
      ...{ kind: 'row', repeated: false, height: null },
      cells: [
        {
          ...{ from: 0, to: 0, rows: 1, style: 'text', align: null, format: null, merged: false },
          says: [{ source: 'name', of: null }],
        },
      ],
    },
  ],
}

function graded(rated: RatingsPart): PeriodGradesPart[] {
  const { scale: _, periodWeight: __, missingPeriod: ___, panel: ____, ...rest } = rated
  return Object.entries(gradedParts).map(([id, { places, rounding }]) => ({
    ...rest,
    id,
    name: id,
    kind: 'period-grades',
    levels: [
      { id: 'good', name: '好', remark: false },
      { id: 'fair', name: '较好', remark: false },
      { id: 'poor', name: '较差', remark: true },
    ],
    atMost: [
      { level: 'good', places: fixed(places), per: fixed('unit'), rounding: fixed(rounding) },
    ],
    forced: [],
  }))
}
