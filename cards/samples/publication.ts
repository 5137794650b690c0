import { day } from '../../src/base/day.js'
import type {
  PreviewView,
  PublishedView,
  PublishView,
} from '../../src/flows/publication/publish-view.js'
import type { ResultView } from '../../src/flows/publication/result-view.js'
import type { RankingView } from '../../src/flows/publication/views.js'
import type { View } from '../views.js'
import { standing } from './standing.js'

const names = Array.from({ length: 20 }, (_, index) => `欧阳明远${index}`)
const nominees = [
  { grade: '优秀', tier: '副处级及以上', names: names.slice(0, 6) },
  { grade: '优秀', tier: '主任科员及以下', names: names.slice(6, 14) },
]

const preview: PreviewView = {
  results: '01976f0a-7d1e-7c3a-9d2b-5a1c0e4f8b77',
  asOf: day('2025-12-31'),
  version: 2,
  open: { count: 0, names: [] },
  missing: [],
  warnings: {
    count: 41,
    first: [
      { code: 'tie', names: names.slice(0, 2) },
      { code: 'tie-at-cut', names: names.slice(2, 8) },
      { code: 'places-left', names: [] },
    ],
  },
  quotas: [
    {
      ...{ tier: '副处级及以上', grade: '优秀', places: 12 },
      basis: { share: '0.15', people: 84, exact: '12.6', rounding: 'down' },
      edge: { last: '欧阳明远5', next: '欧阳明远6', gap: '0.02' },
      struck: { count: 8, names: names.slice(7, 13) },
    },
    {
      ...{ tier: '主任科员及以下', grade: '优秀', places: 4, basis: null, edge: null },
      struck: { count: 0, names: [] },
    },
  ],
  raters: {
    count: 14,
    first: [
      {
        ...{ what: 'decides', name: '诸葛云帆' },
        ...{ last: '欧阳明远5', next: '欧阳明远6' },
      },
      {
        ...{ what: 'same', name: '欧阳明远', part: '上级评价', period: '2025年第三季度' },
        ...{ people: 12, value: '92' },
      },
      {
        ...{ what: 'far', name: '司徒文远', part: '上级评价', period: '2025年第四季度' },
        ...{ people: 9, value: '-11.333333333' },
      },
    ],
  },
  nominees,
  since: null,
}

const published: PublishedView = {
  version: 1,
  same: false,
  on: day('2025-12-31'),
  inGroup: 'delivered',
  all: 5_000,
  delivered: 4_216,
  waiting: 768,
  failed: names.slice(0, 3),
  unreachable: names.slice(3, 16),
}

const publish: PublishView = {
  kind: 'publish',
  cycle: 'keji.wuhan-civil-servants.2025',
  scheme: '公务员平时考核',
  year: '2025',
  assesses: 'person',
  hasGroup: true,
  computing: null,
  publishing: null,
  published: null,
  preview,
  appeals: { unanswered: [], uncorrected: [] },
  decisions: { left: 2, decided: 1 },
  owed: [],
}

const rows = names.map((name, index) => ({
  rank: index + 1,
  name,
  unit: '科技成果及国际科技合作处',
  total: `${95 - index}.${index === 0 ? '3' : '35'}`,
  tied: index === 3,
  nominated: index < 4,
}))

const unitRows = rows.map((row, index) => ({
  ...row,
  name: `城建监察大队（政策法规${index}科）`,
  unit: '',
  nominated: false,
}))

const ranking: RankingView = {
  kind: 'ranking',
  assesses: 'person',
  scheme: '公务员平时考核',
  year: '2025',
  version: 2,
  replaced: false,
  reason: '更正一件事项的责任人，两人的名次因此调换。',
  asOf: day('2025-12-31'),
  scope: 'ranking',
  tiers: [
    { name: '副处级及以上', group: null, rows },
    { name: '主任科员及以下', group: null, rows: [...rows, ...rows] },
  ],
  nominees,
  changes: {
    count: 14,
    first: names.slice(0, 12).map((name, index) => ({
      name,
      before: { rank: index + 2, total: '90.5' },
      after: { rank: index + 1, total: '90.5' },
    })),
  },
  publicityUntil: day('2026-01-08'),
  head: 4096,
  schemeVersion: '2025.1',
}

const result: ResultView = {
  kind: 'result',
  assesses: 'person',
  version: 2,
  replacedBy: null,
  unchangedBy: null,
  reason: '更正一件事项的责任人，两人的名次因此调换。',
  standing: {
    ...standing,
    total: { settled: '92.35', lowest: '92.35', highest: '92.35', final: '92.35' },
  },
  ranks: [
    {
      ...{ name: '主任科员及以下', rank: 3, ranked: 40, tied: false },
      ...{ behind: '0.35', ahead: '1' },
    },
  ],
  grade: null,
  decidedBy: '局年度考核委员会',
  bars: Array.from({ length: 3 }, () => ({
    name: '全年病事假累计超过规定天数',
    clause: '第六条（二）',
  })),
  consequences: Array.from({ length: 3 }, () => ({
    name: '诫勉谈话',
    clause: '第二十九条',
    says: '诫勉谈话，一年内不晋升职务，不计晋升级别和档次的年限，没有年度考核奖金',
  })),
  publicityUntil: day('2026-01-08'),
  review: {
    card: { kind: 'appeal', key: 'keji.wuhan-civil-servants.2025/ke' },
    ...{ until: day('2026-01-15'), provisional: false, workingDaysLeft: 2, over: false, made: 1 },
  },
}

/** Publishing, the group's ranking, and a person's result, with the longest content. */
export const publicationSamples: { name: string; view: View }[] = [
  { name: 'publish-ready', view: { ...publish, published } },
  {
    name: 'publish-open',
    view: {
      ...publish,
      owed: [
        { kind: 'period.rate', asks: 9, late: 2, people: 9, names: names.slice(0, 6) },
        { kind: 'period.close', asks: 1, late: 0, people: 2, names: names.slice(0, 2) },
      ],
      preview: {
        ...preview,
        open: { count: 40, names: names.slice(0, 10) },
        missing: [
          { part: '民主测评', people: 40, names: names.slice(0, 6) },
          { part: '上级评价', people: 38, names: names.slice(0, 6) },
        ],
      },
    },
  },
  { name: 'publish-no-group', view: { ...publish, hasGroup: false } },
  {
    name: 'publish-computing',
    view: { ...publish, computing: { done: 1_250, total: 5_000 }, preview: null },
  },
  { name: 'publish-under-way', view: { ...publish, publishing: 2, published } },
  {
    name: 'publish-done',
    view: {
      ...publish,
      published: { ...published, same: true, delivered: 4_984, waiting: 0 },
    },
  },
  {
    name: 'publish-not-in-group',
    view: {
      ...publish,
      published: {
        ...published,
        ...{ version: 2, same: true, inGroup: 'failed' },
        ...{ all: 0, delivered: 0, waiting: 0, failed: [], unreachable: [] },
      },
      appeals: {
        unanswered: Array.from({ length: 9 }, (_, at) => ({ kind: 'appeal-answer', key: `${at}` })),
        uncorrected: [{ kind: 'appeal-answer', key: 'one' }],
      },
    },
  },
  {
    name: 'publish-outdated',
    view: {
      ...publish,
      preview: {
        ...preview,
        since: `加减分事项12件（${names.slice(0, 4).join('、')}等）；结束了1期评价；名册`,
      },
    },
  },
  { name: 'ranking-long', view: ranking },
  {
    name: 'ranking-groups',
    view: {
      ...ranking,
      assesses: 'unit',
      tiers: [
        { name: '全部考核部门', group: null, rows: unitRows },
        ...['建工科', '公用事业科', '房产管理科', '人教科', '党委办'].map((name, index) => ({
          name: `${name}扎口`,
          group: `g-${index}`,
          rows: unitRows.slice(0, 3),
        })),
      ],
    },
  },
  { name: 'ranking-nominees', view: { ...ranking, scope: 'nominees', tiers: [] } },
  { name: 'ranking-replaced', view: { ...ranking, replaced: true } },
  { name: 'result-long', view: result },
  {
    name: 'result-replaced',
    view: {
      ...result,
      version: 1,
      replacedBy: 2,
      review: null,
      grade: '优秀',
      bars: [],
      consequences: [],
    },
  },
  {
    name: 'result-unchanged',
    view: {
      ...result,
      ...{ version: 1, unchangedBy: 2, assesses: 'unit', bars: [] },
      ranks: [
        { name: '人教科扎口', rank: 1, ranked: 3, tied: false, behind: null, ahead: '0.5' },
        { name: '全部考核部门', rank: 4, ranked: 19, tied: true, behind: null, ahead: null },
      ],
      review: result.review && { ...result.review, over: true, workingDaysLeft: -1 },
    },
  },
]
