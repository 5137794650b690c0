import { day } from '../../src/base/day.js'
import type {
  AttendanceCheckStep,
  AttendanceView,
  RowShown,
} from '../../src/flows/attendance/view.js'
import type { AttendanceTableView } from '../../src/flows/attendance/table-view.js'
import type { View } from '../views.js'

const names = ['欧阳明远', '诸葛云帆', '司徒静安', '骆书恒', '阿卜杜热合曼·买买提明', '郑平']
const findings = ['迟到', '早退', '缺勤']

const row = (at: number): RowShown => ({
  at,
  name: names[at % names.length] ?? '',
  unit: '科技成果转化与区域创新处',
  finding: findings[at % findings.length] ?? '',
  day: day('2025-09-26'),
  occasion: '机关活动',
})
const rows = (from: number, count: number): RowShown[] =>
  Array.from({ length: count }, (_, index) => row(from + index))

const occasions = [
  { id: 'duty', name: '上班' },
  { id: 'meeting', name: '开会' },
  { id: 'activity', name: '机关活动' },
]
const clause = '工作制度第二条'
const wrong = [
  { says: { code: 'record-day-future', with: {} }, rows: rows(1, 40) },
  { says: { code: 'attendance-nobody', with: { name: '欧阳明' } }, rows: rows(7, 1) },
  {
    says: { code: 'attendance-not-in-unit', with: { name: '郑平', unit: '高新处' } },
    rows: rows(9, 2),
  },
]

const form: AttendanceView = {
  kind: 'attendance',
  clause,
  step: {
    step: 'form',
    today: day('2025-09-26'),
    words: {
      ...{ day: '2025-09-26', occasion: 'duty' },
      note: '九点十分在各处室抽查，登记时本人不在岗，办公室电话没有人接，同处室的人也说不出去向'.repeat(
        4,
      ),
      names: {
        late: Array.from({ length: 60 }, (_, at) => names[at % 6]).join('、'),
        absent: '郑平（机关党委）',
      },
    },
    occasions,
    findings: ['absent', 'late', 'early-leave'].map((id, at) => ({
      id,
      name: findings[2 - at] ?? '',
    })),
    wrong: [],
  },
}

const among = [
  { id: 'p31', name: '郑平', unit: '科技成果转化与区域创新处' },
  { id: 'p32', name: '郑平', unit: '机关党委' },
]
const span = {
  ...{ from: day('2025-09-25'), to: day('2025-09-26') },
  ...{ startsAtNoon: true, endsAtNoon: true },
}
const excuses = (['leave', 'trip', 'outing'] as const).map((matter) => ({ matter, span }))

const check: AttendanceCheckStep = {
  step: 'check',
  sheet: null,
  before: null,
  shown: '0123456789abcdef'.repeat(4),
  count: 500,
  ready: rows(1, 460),
  restDays: [day('2025-09-27')],
  asked: rows(1, 8).map((one, at) => ({
    ...one,
    ...{ among: at % 3 === 0 ? among : [], who: at === 3 ? 'p32' : '' },
    ...{
      excuse: at % 3 === 0 && at > 0 ? null : (excuses[at % 3] ?? null),
      reason: at === 1 ? '上午已回单位又离开'.repeat(6) : '',
    },
  })),
  ...{ asks: 30, page: 1, pages: 4 },
  known: rows(470, 10).map((one) => ({ ...one, by: '诸葛云帆' })),
  twice: rows(480, 3).map((one) => ({ ...one, row: 4 })),
  wrong: [],
}

const few: AttendanceCheckStep = {
  ...check,
  ...{ count: 4, ready: rows(1, 2), restDays: [], asked: check.asked.slice(1, 2), asks: 1 },
  ...{ page: 0, pages: 1, known: [{ ...row(4), by: '董清' }], twice: [] },
}

const facts = Array.from({ length: 64 }, (_, at) => ({
  id: `0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a${10 + at}`,
  names: names.join('、'),
  rule: findings[at % 3] ?? '',
  day: day('2025-09-26'),
  stage: 'proposed' as const,
  waits: {
    ...{ what: 'verified' as const, role: '处室、单位主要负责人', names: ['司徒静安'] },
    since: day('2025-09-26'),
  },
}))

const table: AttendanceTableView = {
  kind: 'attendance-table',
  key: 'attendance-quarter/2025-Q3/general',
  name: '季度考勤备案',
  unit: '科技成果转化与区域创新处',
  period: '2025年第三季度',
  clause: '工作制度第三条',
  columns: ['请假天数', '请假次数', '迟到', '早退', '缺勤'],
  rows: Array.from({ length: 140 }, (_, at) => ({
    name: names[at % names.length] ?? '',
    values: ['12.5', '10', `${at}`, '2', '1'],
  })),
  nothing: 42,
  due: day('2025-10-15'),
  ...{ provisional: false, late: false, over: true, signed: null, changed: false },
  ...{ maySign: true, shown: '0123456789abcdef'.repeat(4), files: '柯雨桐、欧阳明远' },
}

/** The card of attendance with the longest content, each state once. */
export const attendanceSamples: { name: string; view: View }[] = [
  { name: 'attendance-form', view: form },
  {
    name: 'attendance-form-wrong',
    view: form.step.step === 'form' ? { ...form, step: { ...form.step, wrong } } : form,
  },
  { name: 'attendance-check', view: { kind: 'attendance', clause, step: few } },
  { name: 'attendance-check-long', view: { kind: 'attendance', clause, step: check } },
  {
    name: 'attendance-check-sheet',
    view: {
      ...{ kind: 'attendance', clause },
      step: {
        ...few,
        sheet: '九月全局上下班考勤抽查情况汇总表（终稿）.xlsx',
        before: { by: '欧阳明远', on: day('2025-09-26') },
        wrong,
      },
    },
  },
  {
    name: 'attendance-check-sheet-wrong',
    view: {
      ...{ kind: 'attendance', clause },
      step: { ...few, sheet: '考勤.csv', wrong, count: 8, asked: [], asks: 0, known: [] },
    },
  },
  {
    name: 'attendance-made',
    view: { kind: 'attendance', clause, step: { step: 'made', left: 12, facts } },
  },
  { name: 'attendance-table-open', view: table },
  {
    name: 'attendance-table-signed',
    view: {
      ...table,
      rows: table.rows.filter((_, at) => at < 6),
      signed: { by: '司徒静安', on: day('2025-10-14') },
      ...{ changed: true, maySign: false },
    },
  },
  {
    name: 'attendance-table-nothing',
    view: { ...table, rows: [], late: true, maySign: false },
  },
]
