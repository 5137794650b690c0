import { day } from '../../src/base/day.js'
import type { DecisionsView } from '../../src/flows/decision/view.js'
import type { View } from '../views.js'

const names = Array.from({ length: 24 }, (_, index) => `欧阳明远${index}`)

const decisions: DecisionsView = {
  kind: 'decisions',
  cycle: 'keji.wuhan-civil-servants.2025',
  scheme: '公务员平时考核',
  year: '2025',
  assesses: 'person',
  results: '01976f0a-7d1e-7c3a-9d2b-5a1c0e4f8b77',
  outdated: false,
  ties: [0, 2].map((nomination) => ({
    ...{ nomination, tier: '主任科员及以下', grade: '优秀', role: '局党组', places: 2 },
    among: names.slice(0, 12).map((name, index) => ({ id: `p${index}`, name, total: '92.345' })),
  })),
  left: { count: 3, names: names.slice(0, 3) },
  looked: { count: 24, names: names.slice(0, 20) },
  grades: ['优秀', '称职', '基本称职', '不称职'].map((name, index) => ({
    ...{ id: `grade-${index}`, name, role: '局年度考核委员会' },
  })),
  decided: [
    {
      ...{ id: 'decision-0', names: names.slice(0, 3), grade: '优秀', quota: '优秀名额' },
      ...{ role: '局党组', reference: '局党组会议纪要〔2026〕3号', by: '诸葛云帆' },
      reason: '三人总分相同，会议研究确定由全年没有请假的两人和承担专班工作的一人列入。',
      on: day('2026-01-20'),
    },
    {
      ...{ id: 'decision-1', names: ['司徒文远'], grade: '基本称职', quota: '' },
      ...{ role: '局党组', reference: '局党组会议纪要〔2026〕4号', by: '诸葛云帆' },
      reason: '总分低于 70 分，票数不足三分之二，经组织考核认定。',
      on: day('2026-01-21'),
    },
  ],
}

/** What a meeting decides, with the longest content. */
export const decisionSamples: { name: string; view: View }[] = [
  { name: 'decisions-open', view: decisions },
  {
    name: 'decisions-none',
    view: {
      ...decisions,
      ...{ assesses: 'unit', ties: [], left: { count: 0, names: [] } },
      ...{ looked: { count: 0, names: [] }, decided: [] },
    },
  },
  { name: 'decisions-outdated', view: { ...decisions, outdated: true, ties: [] } },
  { name: 'decisions-not-computed', view: { ...decisions, results: null, ties: [], decided: [] } },
]
