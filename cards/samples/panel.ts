import { day, momentOf } from '../../src/base/day.js'
import type { PanelDeskView, PanelTimerView } from '../../src/flows/panel/desk-view.js'
import type { PanelSheetView, TimerShown } from '../../src/flows/panel/view.js'
import type { View } from '../views.js'

const at = (time: string) => momentOf(day('2025-12-24'), time)

const head = {
  cycle: 'kexie.lianyungang-counties.2025',
  ...{ period: '2025-year', periodName: '2025年度' },
  panel: 'total',
  name: '目标考核得分',
  clause: '五（二）2',
  due: day('2026-01-16'),
  provisional: false,
  workingDaysLeft: 15,
}

const timer: TimerShown = {
  assessee: 'guanyun',
  name: '灌云县',
  begun: at('10:05'),
  presentation: at('10:20'),
  whole: at('10:25'),
  now: at('10:12'),
}

const counties = ['东海县', '灌云县', '灌南县', '赣榆区', '海州区', '连云区']
const ids = ['donghai', 'guanyun', 'guannan', 'ganyu', 'haizhou', 'lianyun']
const rows = [
  ['worker-day-activities', '科技工作者日活动', '1', '4', '3.5', '4'],
  ['awards-nomination', '表彰举荐与赛事', '2', '5', '', '2.6'],
  ['model-publicity', '优秀典型宣传', '3', '2', '2', '2'],
  ['online-association', '网上科协建设', '4', '2', '', '1.33'],
  ['academic-exchange', '学术交流活动', '5', '3', '2.5', '3'],
  ['society-capability', '学会服务站与专家', '6', '3', '', '1.5'],
  ['info-push-industry', '信息推送与企业服务', '7', '8', '7', '6.4'],
  ['village-farms', '科教兴村与家庭农场', '8', '4', '', '2.67'],
  ['overseas-talent', '海智计划工作', '9', '6', '5', '4.5'],
  ['alliance-libraries', '科企联盟与海智库', '10', '4', '', '3.33'],
] as const

const sheet: PanelSheetView = {
  kind: 'panel-sheet',
  ...head,
  state: 'open',
  className: '县区科协',
  observes: false,
  left: false,
  changeable: true,
  timer,
  sheets: counties
    .slice(1)
    .map((name, index) => ({ id: ids[index + 1] ?? '', name, done: index > 2 })),
  own: ['东海县'],
  sheet: {
    ...{ assessee: 'guanyun', name: '灌云县', handedInAt: null, unsent: true },
    ...{ page: 1, pages: 3, filled: 12, all: 26, most: '106' },
    advice: { name: '预评分', total: { points: '71.42', of: '100' } },
    rows: rows.map(([id, name, clause, to, value, advice]) => ({
      ...{ id, name, clause: `附件（${clause}）`, from: '0', to, values: [], value, advice },
    })),
  },
}

const long = '基层应急能力标准化建设与安全生产责任落实情况综合评价'
/** Sixty are heard, names as long as they come, and a sheet that can't be changed. */
const many: PanelSheetView = {
  ...sheet,
  className: '服务对象和行风监督员代表',
  changeable: false,
  timer: { ...timer, now: at('10:31') },
  sheets: Array.from({ length: 60 }, (_, index) => ({
    ...{ id: `unit-${index}`, name: `第${index + 1}号直属单位综合服务中心`, done: index % 3 === 0 },
  })),
  own: [],
  sheet: {
    ...{ assessee: 'unit-1', name: '第2号直属单位综合服务中心', handedInAt: null, unsent: true },
    ...{ page: 2, pages: 2, filled: 20, all: 20, most: '100', advice: null },
    rows: Array.from({ length: 10 }, (_, index) => ({
      ...{ id: `row-${index}`, name: long, clause: '第二十八条（三）2', from: '0', to: '10' },
      ...{ values: index === 0 ? ['10', '8', '6', '0'] : [], value: '9.75', advice: null },
    })),
  },
}

const judge = (name: string, done: number) => ({ name, all: 6, done })

const desk: PanelDeskView = {
  kind: 'panel-desk',
  ...head,
  scheme: '县区科协目标考核',
  state: 'open',
  opens: day('2025-12-17'),
  opensProvisional: false,
  minutes: { presentation: 15, questions: 5 },
  changeable: true,
  isOver: false,
  heard: 6,
  classes: [
    {
      ...{ body: 'association-leader', name: '市科协领导', weight: '40%', observes: false },
      holders: [],
      judges: [judge('欧阳明远', 2), judge('林晓', 2), judge('司马青云', 1)],
    },
    {
      ...{ body: 'department', name: '机关各部门', weight: '30%', observes: false },
      ...{ holders: [], judges: [judge('诸葛云帆', 2), judge('何田', 2)] },
    },
    {
      ...{ body: 'county', name: '县区科协', weight: '30%', observes: false },
      holders: [],
      judges: [],
    },
    {
      ...{ body: 'observer', name: '列席人员', weight: '', observes: true },
      ...{ holders: [], judges: [judge('晏明', 1)] },
    },
  ],
  sheets: { all: 30, done: 9 },
  missing: [
    { name: '司马青云', sheets: 5 },
    { name: '林晓', sheets: 4 },
    { name: '诸葛云帆', sheets: 4 },
  ],
  seed: 'k3v9x2m8q7w1t5ab',
  order: counties.map((name, index) => ({
    ...{ id: ids[index] ?? '', name },
    state: index === 0 ? 'heard' : index === 1 ? 'presents' : 'waits',
  })),
  timer,
  judges: [
    { id: 'k01', name: '欧阳明远', className: '市科协领导' },
    { id: 'k02', name: '林晓', className: '市科协领导' },
    { id: 'k04', name: '诸葛云帆', className: '机关各部门' },
  ],
  gone: [{ name: '聂修竹', at: at('09:40'), reason: '临时到省里开会', instead: '何田' }],
  mayDraw: false,
  closed: null,
  reopened: null,
  others: [],
}

/** Forty judges in the names of sixty units, and nobody has handed in all. */
const crowd: PanelDeskView = {
  ...desk,
  classes: ['服务对象和行风监督员代表', '机关各处室负责人', '分管领导、班子成员'].map(
    (name, index) => ({
      ...{ body: `class-${index}`, name, weight: `${40 - index * 5}%`, observes: false },
      ...{ holders: [], judges: Array.from({ length: 13 }, () => judge('阿卜杜拉·买买提明', 3)) },
    }),
  ),
  sheets: { all: 2340, done: 117 },
  missing: Array.from({ length: 39 }, () => ({ name: '阿卜杜拉·买买提明', sheets: 57 })),
  order: Array.from({ length: 60 }, (_, index) => ({
    ...{ id: `unit-${index}`, name: `第${index + 1}号直属单位综合服务中心` },
    state: index < 3 ? 'heard' : 'waits',
  })),
  judges: Array.from({ length: 39 }, (_, index) => ({
    ...{ id: `j${index}`, name: '阿卜杜拉·买买提明', className: '服务对象和行风监督员代表' },
  })),
  timer: null,
}

/** Its last day is over, and some have not handed in. */
const over: PanelDeskView = { ...desk, isOver: true, timer: null }

const opening: PanelDeskView = {
  ...desk,
  state: 'to-open',
  classes: desk.classes.map((one) => ({
    ...one,
    holders: one.judges.map(({ name }, index) => ({ id: `${one.body}-${index}`, name })),
    judges: [],
  })),
  ...{ sheets: { all: 0, done: 0 }, missing: [], seed: null, order: [], timer: null },
  ...{ judges: [], gone: [] },
}

const closed = {
  by: '诸葛云帆',
  at: at('16:30'),
  reason: '两位评委出差，不再等',
  missing: desk.missing,
}

const timed: PanelTimerView = {
  kind: 'panel-timer',
  ...{ periodName: head.periodName, name: head.name, clause: head.clause },
  timer: { ...timer, now: at('10:18') },
  desk: `${head.cycle}/${head.period}/${head.panel}`,
}

const samples: Record<string, View> = {
  'panel-sheet': sheet,
  'panel-sheet-final-long': many,
  'panel-sheet-handed-in': {
    ...sheet,
    timer: null,
    sheets: sheet.sheets.map((one) => ({ ...one, done: true })),
    sheet: sheet.sheet && { ...sheet.sheet, handedInAt: at('10:40'), unsent: false },
  },
  'panel-sheet-fixed': {
    ...many,
    timer: null,
    sheet: many.sheet && { ...many.sheet, handedInAt: at('10:40'), unsent: false },
  },
  'panel-sheet-closed': { ...sheet, state: 'closed', sheet: null, timer: null },
  'panel-sheet-left': { ...sheet, left: true, sheet: null, timer: null },
  'panel-sheet-observer': { ...sheet, className: '列席人员', observes: true, own: [] },
  'panel-desk': desk,
  'panel-desk-long': crowd,
  'panel-desk-opening': opening,
  'panel-desk-not-yet': { ...opening, state: 'not-yet' },
  'panel-desk-done': { ...desk, missing: [], sheets: { all: 30, done: 30 }, timer: null },
  'panel-desk-over': over,
  'panel-desk-closed': { ...desk, state: 'closed', timer: null, closed },
  'panel-timer': timed,
}

export const panelSamples: { name: string; view: View }[] = Object.entries(samples).map(
  ([name, view]) => ({ name, view }),
)
