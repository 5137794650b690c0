import { day, momentOf } from '../../src/base/day.js'
import type { OfficeRow, OfficeView } from '../../src/flows/items/office-view.js'
import type { SelfRow, SelfView } from '../../src/flows/items/self-view.js'
import type { SheetRowShown, SheetView } from '../../src/flows/items/sheet-view.js'
import type { View } from '../views.js'

const cycle = 'jingxin.yueyang-departments.2025'
const head = { cycle, scheme: '科室（单位）绩效考评', year: '2025' }
const names = [
  '支部班子建设',
  '三会一课',
  '谈心与思想汇报',
  '争取上级项目经费和资金扶持',
  '每月对外宣传信息',
  '双创平台建设',
  '民爆安全生产月宣传咨询日活动',
  '军民融合产业投资对接与项目落地推进',
]
const facts = [
  { name: '志愿活动不参加', day: day('2025-04-12'), points: '-0.5' },
  { name: '三会一课缺一次', day: day('2025-06-30'), points: '-0.5' },
  { name: '支部学习没有记录', day: day('2025-09-08'), points: '-0.25' },
  { name: '支部学习没有记录', day: day('2025-11-17'), points: '-0.25' },
]
const targets = [
  { name: '上级经费', each: '万元', count: '336.5', atLeast: '350', byPeriod: false },
  { name: '每月宣传信息', each: '条', count: '10', atLeast: '12', byPeriod: true },
]
const notes = [
  {
    on: day('2025-06-18'),
    by: '诸葛云帆',
    note: '抽查支部会议记录，五月的会没有签到，已当场请支部补齐，年底再看一次台账',
  },
]
const reason = '市里推迟了验收，已于11月20日书面说明，分管领导同意顺延到明年一季度完成'

function row(at: number, number: number) {
  return {
    id: `common-part-${number}`,
    number: `${number}`,
    name: names[at % names.length] ?? '',
    clause: '附件2（标准化）2',
    says: '党课和党员大会每半年一次，支委会或小组会每季一次，组织生活会每年一次，1 分',
    worth: at === 3 ? '7' : '2.5',
    amount: false,
    from: '0',
    to: at === 3 ? '14' : '2.5',
    ledger: at === 3 ? '6.73' : at === 1 ? '1' : '2.5',
    facts: at === 1 ? facts : [],
    targets: at === 3 ? targets : [],
    notes: at === 1 ? notes : [],
  }
}

const filesOf = (at: number) => [
  { id: `f${at}`, name: '市科技局关于验收顺延的函（科函〔2025〕118号）.pdf' },
]

const selfRows: SelfRow[] = Array.from({ length: 6 }, (_, at) => ({
  ...row(at, 7 + at),
  ...{ figure: row(at, 7).ledger, reason: '', files: [], open: false, scored: null },
  ...(at === 4 ? { figure: '1.75', reason, files: filesOf(at) } : {}),
  ...(at === 5 ? { figure: '2', reason, files: filesOf(at), open: true } : {}),
}))

const self: SelfView = {
  kind: 'items-check',
  ...head,
  unit: 'explosives',
  name: '民用爆炸物品管理与安全生产科',
  ...{ opens: day('2025-12-01'), due: day('2025-12-22'), provisional: false },
  ...{ workingDaysLeft: 2, state: 'open', page: 2, pages: 8, all: 45, differ: 2 },
  rows: selfRows,
  notes,
  ...{ checked: null, returned: null, unsent: true, mayFill: true, mayHandIn: true },
  heads: ['诸葛云帆'],
}

const scored = (at: number): SelfRow['scored'] => ({
  figure: at === 4 ? '1.5' : row(at, 9).ledger,
  as: at === 4 ? 'given' : 'ledger',
  by: '欧阳清羽',
  reason: at === 4 ? reason : '',
})

const sheetRows: SheetRowShown[] = Array.from({ length: 6 }, (_, at) => {
  const asks = at === 3 || at === 4
  return {
    ...row(at, 7 + at),
    id: `explosives/common-part-${7 + at}`,
    unit: '',
    self: at === 4 ? '1.75' : at === 3 ? '7' : row(at, 9).ledger,
    selfReason: asks ? reason : '',
    files: asks ? filesOf(at) : [],
    decided:
      at < 3
        ? {
            ...{ as: 'ledger' as const, figure: row(at, 9).ledger, on: day('2025-12-24') },
            ...{ changed: at === 1, by: '欧阳清羽', reason: '' },
          }
        : null,
    words: asks
      ? { figure: at === 4 ? '0.25' : '', reason: at === 4 ? reason : '', lacks: false }
      : null,
    opened: at === 4,
    mayLackCase: at === 4,
    asked: at === 4,
    mayScore: true,
  }
})

const sheet: SheetView = {
  kind: 'items-sheet',
  ...head,
  ...{ by: 'unit', id: 'explosives', name: '民用爆炸物品管理与安全生产科' },
  ...{ due: day('2026-01-12'), provisional: false, state: 'open' },
  ...{ page: 2, pages: 8, all: 45, scored: 3, plain: 40, asked: 2 },
  rows: sheetRows,
  notes,
  noted: sheetRows.map(({ name, number }, at) => ({
    ...{ id: `common-part-${at}`, name: `${number}. ${name}` },
  })),
  check: { by: '诸葛云帆', on: day('2025-12-19'), late: false, returned: false },
  ...{ mayReturn: true, mayNote: true },
  next: { kind: 'items-sheet', key: `${cycle}/unit/reform` },
  list: { kind: 'items-office', key: cycle },
}

const officeRows: OfficeRow[] = Array.from({ length: 15 }, (_, at) => ({
  name: ['民用爆炸物品管理与安全生产科', '办公室', '军工发展与军民结合推进科'][at % 3] ?? '',
  check: (['checked', 'none', 'late', 'returned'] as const)[at % 4] ?? null,
  units: null,
  all: 45,
  scored: at % 4 === 0 ? 45 : at,
  card: { kind: 'items-sheet', key: `${cycle}/unit/u${at}` },
}))

const office: OfficeView = {
  kind: 'items-office',
  ...head,
  ...{ opens: day('2025-12-01'), due: day('2025-12-22'), scoredBy: day('2026-01-12') },
  ...{ provisional: true, state: 'scoring', by: 'unit', hasItems: true, page: 0, pages: 2 },
  ...{ units: 25, checked: 21, all: 1108, scored: 412, rows: officeRows },
  ...{ manages: true, mayClose: true, open: 37, closed: null, reopened: null },
}

/** Cards of items: the self-check, the office's sheet by unit and by item, and its list. */
export const itemSamples: { name: string; view: View }[] = [
  { name: 'items-self-check', view: self },
  {
    name: 'items-self-first',
    view: {
      ...self,
      page: 1,
      unsent: false,
      differ: 0,
      notes: [],
      workingDaysLeft: 14,
      rows: selfRows.map((one) => ({
        ...one,
        ...{ figure: one.ledger ?? '', reason: '', files: [], open: false },
      })),
    },
  },
  {
    name: 'items-self-many-open',
    view: {
      ...self,
      rows: selfRows.map((one, at) => ({ ...one, ...{ open: true, reason, files: filesOf(at) } })),
    },
  },
  {
    name: 'items-self-returned',
    view: {
      ...self,
      workingDaysLeft: -1,
      checked: { by: '诸葛云帆', on: day('2025-12-24'), late: true },
      returned: {
        by: '欧阳清羽',
        on: day('2025-12-26'),
        reason: '第13项没有附证明，第15项请写明差在哪里',
      },
    },
  },
  {
    name: 'items-self-scored',
    view: {
      ...self,
      ...{ state: 'closed', mayFill: false, mayHandIn: false, unsent: false },
      checked: { by: '诸葛云帆', on: day('2025-12-19'), late: false },
      rows: selfRows.map((one, at) => ({ ...one, open: false, scored: scored(at) })),
    },
  },
  {
    name: 'items-self-not-open',
    view: { ...self, state: 'not-open', mayFill: false, mayHandIn: false },
  },
  { name: 'items-sheet-unit', view: sheet },
  {
    name: 'items-sheet-plain',
    view: {
      ...sheet,
      ...{ notes: [], noted: null, mayReturn: false, asked: 0, plain: 45, scored: 0 },
      rows: sheetRows.map((one) => ({
        ...one,
        words: null,
        decided: null,
        self: one.ledger,
        selfReason: '',
        files: [],
        notes: [],
      })),
    },
  },
  {
    name: 'items-sheet-all-asked',
    view: {
      ...sheet,
      rows: sheetRows.map((one, at) => ({
        ...one,
        words: { figure: '1.5', reason, lacks: false },
        opened: true,
        selfReason: reason,
        files: filesOf(at),
        facts,
        notes,
        mayLackCase: true,
      })),
    },
  },
  {
    name: 'items-sheet-item',
    view: {
      ...sheet,
      ...{
        by: 'item',
        id: 'common-branch-meetings',
        name: '三会一课',
        noted: null,
        check: null,
        mayNote: false,
      },
      ...{ mayReturn: false, pages: 4, all: 25, notes: [] },
      rows: sheetRows.map((one, at) => ({
        ...one,
        name: '三会一课',
        unit: officeRows[at]?.name ?? '',
      })),
    },
  },
  {
    name: 'items-sheet-nothing-left',
    view: {
      ...sheet,
      ...{ state: 'closed', page: 1, pages: 1, plain: 0, mayNote: false, mayReturn: false },
      ...{ noted: null, next: null },
      rows: sheetRows.map((one) => ({ ...one, words: null, mayScore: false, opened: false })),
    },
  },
  {
    name: 'items-sheet-waiting',
    view: {
      ...sheet,
      state: 'waiting',
      check: null,
      mayReturn: false,
      rows: sheetRows.map((one) => ({
        ...one,
        words: null,
        self: null,
        decided: null,
        mayScore: true,
      })),
    },
  },
  { name: 'items-office', view: office },
  {
    name: 'items-office-items',
    view: {
      ...office,
      by: 'item',
      manages: false,
      mayClose: false,
      rows: officeRows.map((one, at) => ({
        ...one,
        check: null,
        units: 25,
        name: names[at % 8] ?? '',
      })),
    },
  },
  {
    name: 'items-office-closed',
    view: {
      ...office,
      state: 'closed',
      closed: {
        by: '欧阳清羽',
        at: momentOf(day('2026-01-13'), '16:20'),
        open: 37,
        reason: '后勤服务中心年底并入办公室，不再逐项核定',
      },
    },
  },
  {
    name: 'items-office-reopened',
    view: {
      ...office,
      reopened: {
        by: '欧阳清羽',
        at: momentOf(day('2026-01-15'), '09:20'),
        reason: '投资规划科补来统计数',
      },
    },
  },
]
