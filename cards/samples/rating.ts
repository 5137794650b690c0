import { day, momentOf } from '../../src/base/day.js'
import type { PeriodView } from '../../src/flows/rating/period-view.js'
import type { RatingView } from '../../src/flows/rating/view.js'
import type { MissingView } from '../../src/flows/remind/view.js'
import type { View } from '../views.js'

const handedIn = momentOf(day('2025-09-28'), '10:02')
const closed = { by: '诸葛云帆', at: momentOf(day('2025-10-15'), '10:00') }
const reopened = {
  by: '诸葛云帆',
  at: momentOf(day('2025-10-20'), '15:30'),
  reason: '有两位处长的分数填反了，已与评价人核对，请在本周五之前改好重新提交',
}

const rating: RatingView = {
  kind: 'rating',
  cycle: 'keji.wuhan-civil-servants.2025',
  part: 'superior-rating',
  partName: '上级评价',
  ...{ period: '2025-Q3', periodName: '2025年第三季度' },
  clause: '第四条（三）',
  opens: day('2025-09-23'),
  due: day('2025-10-14'),
  provisional: { opens: false, due: false },
  workingDaysLeft: 5,
  state: 'open',
  scale: {
    from: '0',
    to: '100',
    bands: ['优秀 90–100', '称职 75–90', '基本称职 60–75', '不称职 0–60'],
  },
  levels: [],
  quotas: [],
  people: Array.from({ length: 15 }, (_, index) => ({
    id: `p${index + 10}`,
    name: '欧阳明远',
    unit: '科技成果及国际科技合作处',
    post: '副处长、三级调研员',
    value: '92.5',
    remark: '',
    submitted: null,
    counted: null,
    previous: '91.25',
    forced: null,
    facts: ['迟到', '未按规定程序请假而离开工作岗位', '信息被省级采用'],
    lateReports: ['2025年7月'],
    missingReports: ['2025年8月'],
  })),
  page: 2,
  pages: 3,
  all: 40,
  filled: 15,
  unsent: true,
  submittedAt: null,
  more: false,
  insteadOf: [],
  replacedBy: null,
  closed: null,
  reopened: null,
  hasPrevious: true,
  office: 'keji.wuhan-civil-servants.2025/2025-Q3/superior-rating',
}

const calm = rating.people.slice(0, 4).map((one, index) => ({
  ...one,
  name: ['欧阳明远', '林晓', '司马青云', '何田'][index] ?? '',
  facts: index === 1 ? ['迟到'] : [],
  lateReports: [],
  missingReports: [],
}))
const short = { page: 1, pages: 1, all: 4, filled: 4, office: null, people: calm }

const grades: RatingView = {
  ...rating,
  part: 'quarterly',
  partName: '平时考核',
  period: '2025-09',
  clause: '第十二条',
  scale: null,
  levels: [
    { id: 'good', name: '好', remark: false },
    { id: 'fair', name: '较好', remark: false },
    { id: 'average', name: '一般', remark: true },
    { id: 'poor', name: '较差', remark: true },
  ],
  quotas: [
    {
      level: '好',
      group: '科技成果及国际科技合作处',
      size: 40,
      most: 16,
      share: '40%',
      used: 18,
    },
  ],
  people: rating.people.slice(0, 10).map((one, index) => ({
    ...one,
    value: index % 2 ? 'average' : 'good',
    previous: 'fair',
    remark: index % 2 ? '本月承担的三项重点任务有两项没有按期完成，其中一项被通报' : '',
    forced: index === 3 ? { level: 'poor', because: ['无正当理由连续旷工'] } : null,
  })),
}

const period: PeriodView = {
  kind: 'period',
  outside: [
    {
      ...{ key: 'kechuang.wuhan-units.2025/2025-year/third-party/client', name: '服务对象' },
      ...{ all: 34, handedIn: 12, waiting: 20, paper: 30 },
    },
    {
      ...{ key: 'kechuang.wuhan-units.2025/2025-year/third-party/counterpart' },
      ...{ name: '市直业务对口部门', all: 0, handedIn: 0, waiting: 0, paper: 0 },
    },
  ],
  cycle: rating.cycle,
  part: rating.part,
  partName: rating.partName,
  scheme: '公务员考核',
  ...{ period: rating.period, periodName: rating.periodName },
  clause: rating.clause,
  opens: rating.opens,
  due: rating.due,
  provisional: { opens: false, due: false },
  workingDaysLeft: -1,
  state: 'open',
  all: 108,
  submitted: 8,
  missing: Array.from({ length: 100 }, (_, index) => ({
    name: `诸葛云帆${index}`,
    unit: ['科技成果及国际科技合作处', '办公室', '机关党委'][index % 3] ?? '',
  })),
  unrated: Array.from({ length: 30 }, () => '欧阳明远'),
  mayClose: true,
  without: ['rater', 'body-re-split', 'period-mean'],
  closed: null,
  closedWithout: { names: [], reason: '' },
  reopened: null,
  acting: [{ rater: '林晓', instead: '司马青云' }],
  raters: Array.from({ length: 28 }, (_, index) => ({ id: `p${index}`, name: '诸葛云帆' })),
}

const list: MissingView = {
  kind: 'missing',
  counts: [],
  list: {
    of: 'period.rate',
    units: ['科技成果及国际科技合作处', '办公室'].map((name) => ({
      name,
      people: Array.from({ length: 10 }, (_, index) => ({
        name: '诸葛云帆',
        says: { code: 'ask-rate', with: { period: '2025年第三季度', part: '上级评价' } },
        count: 1 + (index % 2),
        due: day('2025-10-14'),
        late: index % 3 === 0,
        state: (['open', 'reminded', 'away'] as const)[index % 3] ?? 'open',
      })),
    })),
    page: 2,
    pages: 7,
    people: 130,
    asks: 150,
    late: 50,
    due: 100,
  },
}

const both = { ...rating, ...short, state: 'closed' as const, submittedAt: handedIn, closed }

/** Evaluations by period in each of their states, with points and as grades, and the office's cards about them. */
export const ratingSamples: { name: string; view: View }[] = [
  { name: 'rating-long', view: rating },
  { name: 'rating-draft', view: { ...rating, ...short, filled: 2 } },
  {
    name: 'rating-submitted',
    view: { ...rating, ...short, unsent: false, submittedAt: handedIn },
  },
  {
    name: 'rating-changed',
    view: {
      ...rating,
      ...short,
      submittedAt: handedIn,
      people: calm.map((one) => ({ ...one, submitted: '80', value: '95' })),
    },
  },
  {
    name: 'rating-closed',
    view: {
      ...both,
      people: calm.map((one, index) => ({
        ...one,
        submitted: '80',
        counted: index === 2 ? null : '80',
        value: index === 0 ? '95' : '80',
      })),
    },
  },
  {
    name: 'rating-reopened',
    view: {
      ...both,
      state: 'open',
      reopened,
      unsent: false,
      people: calm.map((one) => ({ ...one, submitted: '92.5', counted: '92.5' })),
    },
  },
  { name: 'rating-not-open', view: { ...rating, ...short, state: 'not-open', unsent: false } },
  {
    name: 'rating-replaced',
    view: { ...rating, ...short, all: 0, people: [], unsent: false, replacedBy: '司马青云' },
  },
  { name: 'rating-grades-long', view: grades },
  { name: 'period-long', view: period },
  {
    name: 'period-open',
    view: { ...period, mayClose: false, workingDaysLeft: 3, missing: period.missing.slice(0, 5) },
  },
  {
    name: 'period-ready',
    view: { ...period, missing: [], submitted: 108, unrated: [], raters: [], acting: [] },
  },
  {
    name: 'period-closed',
    view: {
      ...period,
      state: 'closed',
      closed,
      closedWithout: { names: ['林晓', '何田'], reason: '两位处长长期在外学习，已征得同意' },
    },
  },
  { name: 'period-reopened', view: { ...period, mayClose: false, closed, reopened } },
  { name: 'missing-list', view: list },
  {
    name: 'missing-all',
    view: {
      kind: 'missing',
      counts: [
        { kind: 'report.answer', asks: 12, people: 12, late: 0 },
        { kind: 'fact.step', asks: 40, people: 6, late: 9 },
        { kind: 'period.rate', asks: 18, people: 17, late: 18 },
      ],
      list: null,
    },
  },
]
