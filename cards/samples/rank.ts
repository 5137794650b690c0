import { day } from '../../src/base/day.js'
import type { UnitView } from '../../src/flows/rank/unit-view.js'
import type { OwnPlace, RankView } from '../../src/flows/rank/view.js'
import type { View } from '../views.js'

const names = Array.from({ length: 20 }, (_, index) => `欧阳明远${index}`)
const units = ['城建监察大队', '建工科', '公用事业科', '房产管理科', '人教科', '党委办', '财审科']

const place = (name: string, rank: number): OwnPlace => ({
  name,
  total: '92.345',
  grade: rank === 1 ? '优秀' : null,
  ranks: [
    {
      ...{ name: '主任科员及以下', rank, ranked: 40, tied: rank === 4 },
      ...{ behind: rank === 1 ? null : '0.35', ahead: '1.005' },
    },
  ],
})

const unitRows = units.map((name, index) => ({
  ...{ rank: index + 1, name, unit: '', total: `${96 - index}.35` },
  ...{ tied: false, nominated: index < 2 },
}))

const rank: RankView = {
  kind: 'rank',
  scheme: '公务员平时考核',
  year: '2025',
  assesses: 'person',
  version: 2,
  on: day('2026-01-05'),
  publicity: { until: day('2026-01-12'), provisional: false, over: false },
  own: [place('欧阳明远', 4)],
  nominees: [{ grade: '优秀', tier: '主任科员及以下', names: names.slice(0, 6) }],
  tiers: [],
  result: { kind: 'result', key: 'publication' },
  others: [{ text: '2025年度 处室绩效考核', card: { kind: 'rank', key: 'keji.wuhan-units.2025' } }],
}

const unit: UnitView = {
  kind: 'unit',
  name: '科技成果及国际科技合作处',
  heads: ['欧阳明远'],
  leaders: ['诸葛云帆', '司徒文远'],
  members: 12,
  published: [
    {
      ...{ scheme: '处室绩效考核', year: '2025', version: 2, until: day('2026-01-12') },
      ...{ provisional: false, over: false, card: { kind: 'rank', key: 'cycle' } },
      place: {
        ...place('科技成果及国际科技合作处', 3),
        ranks: [
          { name: '人教科扎口', rank: 1, ranked: 3, tied: false, behind: null, ahead: '0.5' },
          { name: '全部考核部门', rank: 3, ranked: 19, tied: false, behind: '0.02', ahead: '0.5' },
        ],
      },
    },
  ],
  running: [
    {
      ...{ scheme: '处室绩效考核', year: '2026', final: null },
      standing: { settled: '34.36', lowest: '4.46', highest: '99.36' },
      card: { kind: 'standing', key: 'cycle/unit' },
    },
  ],
  digest: { kind: 'digest', key: '2026-01.unit' },
  others: units
    .slice(0, 4)
    .map((name, index) => ({ name, card: { kind: 'unit', key: `${index}` } })),
}

/** Where one stands, and a unit, with the longest content. */
export const rankSamples: { name: string; view: View }[] = [
  { name: 'rank-nominees', view: rank },
  {
    name: 'rank-units',
    view: {
      ...rank,
      ...{ assesses: 'unit', scheme: '目标管理考核', result: null },
      publicity: { ...rank.publicity, over: true },
      own: [place('城建监察大队', 1), place('公用事业科', 3)],
      tiers: [{ name: '全部考核部门', group: null, rows: unitRows }],
    },
  },
  { name: 'rank-not-assessed', view: { ...rank, own: [], result: null, others: [] } },
  { name: 'unit-head', view: unit },
  {
    name: 'unit-nothing',
    view: { ...unit, heads: [], leaders: [], published: [], running: [], digest: null, others: [] },
  },
]
