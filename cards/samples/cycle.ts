import { day } from '../../src/base/day.js'
import type { ChoiceView, CyclesView, CycleView, OpeningView } from '../../src/flows/cycle/views.js'
import type { View } from '../views.js'

const key = 'keji.wuhan-civil-servants.2025'

const cycles: CyclesView = {
  kind: 'cycles',
  years: [
    {
      year: '2026',
      cycles: [
        {
          scheme: '公务员平时考核',
          ...{ standing: 'open', assessed: 4860, versions: 0 },
          card: { kind: 'cycle', key: 'keji.wuhan-civil-servants.2026' },
        },
        {
          scheme: '机关各部门年度目标管理绩效考核',
          ...{ standing: 'stopped', assessed: null, versions: 0 },
          card: { kind: 'cycle', key: 'keji.wujin-departments.2026' },
        },
      ],
    },
    {
      year: '2025',
      cycles: [
        {
          scheme: '公务员平时考核',
          ...{ standing: 'published', assessed: 4855, versions: 2 },
          card: { kind: 'cycle', key },
        },
        {
          scheme: '机关各部门年度目标管理绩效考核',
          ...{ standing: 'closed', assessed: null, versions: 1 },
          card: { kind: 'cycle', key: 'keji.wujin-departments.2025' },
        },
      ],
    },
  ],
  schemes: [
    {
      id: 'wuhan-civil-servants',
      title: '公务员平时考核',
      years: [{ year: '2027', name: '2027' }],
    },
    {
      id: 'wujin-departments',
      title: '机关各部门年度目标管理绩效考核',
      years: [{ year: '2027', name: '2027—2028' }],
    },
  ],
}

const units = Array.from({ length: 45 }, (_, index) => ({
  name: `科技成果及国际科技合作处${index + 1}`,
  count: 100 + index,
}))

const months = Array.from({ length: 12 }, (_, index) => `${index + 1}`.padStart(2, '0'))

const opening: OpeningView = {
  kind: 'cycle-open',
  scheme: '公务员平时考核',
  ...{ year: '2026', yearName: '2026' },
  id: 'wuhan-civil-servants',
  opened: null,
  assesses: 'person',
  tiers: [
    { name: '副处级及以上', units: units.slice(0, 20), count: 2190 },
    { name: '主任科员及以下', units: units.slice(20), count: 2670 },
  ],
  leftOut: [
    { name: '派驻纪检监察组', reason: '由市纪委监委统一派驻，不在本单位名册' },
    { name: '机关党委', reason: '与办公室合署' },
  ],
  missing: [],
  asks: [
    {
      says: { code: 'forecast-report', with: {} },
      people: 4821,
      times: months.map((month) => ({
        opens: day(`2026-${month}-24`),
        due: day(`2026-${month}-28`),
      })),
    },
    {
      says: { code: 'forecast-rate', with: { part: '分管领导和处室负责人上级评价' } },
      people: 196,
      times: ['03', '06', '09', '12'].map((month) => ({
        opens: day(`2026-${month}-24`),
        due: day(`2026-${month}-28`),
      })),
    },
  ],
  choices: 24,
}

const missing = Array.from(
  { length: 14 },
  (_, index) =>
    `名册里没有人担任“年度考核委员会第${index + 1}工作组组长”（group-${index + 1}）：请在某人的 roles 里写上，或在 leaves-out 里写明不适用和原因`,
)

const reason =
  '市委考核办年中印发补充通知，调整信息报送和督查事项的计分办法，自本年度起执行。'.repeat(4)

const cycle: CycleView = {
  kind: 'cycle',
  cycle: key,
  scheme: '公务员平时考核',
  year: '2025',
  standing: 'published',
  version: '2012-1234567890ab',
  found: null,
  openedOn: day('2025-01-06'),
  assessed: 4855,
  choices: Array.from({ length: 24 }, (_, index) => ({
    id: `choice-${index}`,
    name: `同一事项在几处都可以扣分时按哪一处扣${index + 1}`,
    clause: '第十一条（三）',
    answer: '按扣分最多的一处扣，其余不再扣，并在得分说明中写明',
    reference: index % 3 === 0 ? '局党组会议纪要〔2025〕第12号' : null,
  })),
  leftOut: opening.leftOut,
  amended: [
    { on: day('2025-07-14'), to: '2012-ba0987654321', reason, reference: '武科〔2025〕31号' },
  ],
  versions: 2,
  hours: '08:30-12:00 13:30-18:00',
  publicity: {
    ...{ until: day('2026-01-16'), provisional: false, over: false },
    reviewUntil: day('2026-01-23'),
  },
  closed: null,
}

const choice: ChoiceView = {
  kind: 'cycle-choice',
  cycle: key,
  choice: 'choice-1',
  scheme: '公务员平时考核',
  year: '2025',
  name: '同一事项在几处都可以扣分时按哪一处扣',
  clause: '第十一条（三）',
  asks: '一件事同时违反两条规定时，办法没有写明是分别扣分还是只扣一次。按哪一种办？',
  answer: 'highest',
  alternatives: [
    { id: 'highest', says: '按扣分最多的一处扣，其余不再扣，并在得分说明中写明' },
    { id: 'each', says: '每一处分别扣分，合计不超过这一部分的标准分值' },
  ],
  decidedBy: '局年度考核委员会',
  answered: { reference: '局党组会议纪要〔2025〕第12号', by: '欧阳明远', on: day('2025-02-11') },
}

/** The office's cards about cycles, with the longest content. */
export const cycleSamples: { name: string; view: View }[] = [
  { name: 'cycles-two-years', view: cycles },
  { name: 'cycles-none', view: { ...cycles, years: [] } },
  { name: 'cycle-open-ready', view: opening },
  { name: 'cycle-open-missing', view: { ...opening, missing } },
  { name: 'cycle-open-done', view: { ...opening, opened: { kind: 'cycle', key } } },
  { name: 'cycle-published', view: cycle },
  {
    name: 'cycle-stopped',
    view: {
      ...cycle,
      ...{ standing: 'stopped', found: '2012-ba0987654321', assessed: null },
      ...{ choices: [], publicity: null },
    },
  },
  {
    name: 'cycle-closed',
    view: {
      ...cycle,
      ...{ standing: 'closed', assessed: null, choices: [], publicity: null },
      closed: { on: day('2026-01-20'), by: '欧阳明远', reason },
    },
  },
  { name: 'choice-answered', view: choice },
  { name: 'choice-files', view: { ...choice, answered: null } },
]
