import { exportWords } from './exports.js'
import type { SheetFailure, SheetRead } from '../../src/base/sheet.js'
import { attachSheet } from '../../src/flows/attendance/sheet.js'
import { done, type Context, type Outcome } from '../../src/flows/context.js'
import {
  type AttendanceRow,
  attendanceDraft,
  keepAttendance,
  noAttendance,
} from '../../src/flows/attendance/form.js'
import { attendanceTableSigned } from '../../src/flows/attendance/entries.js'
import { viewTable } from '../../src/flows/attendance/table-view.js'
import { mayNotList } from '../../src/flows/docket/list.js'
import { viewAttendance } from '../../src/flows/attendance/view.js'
import { mayNotRecordAttendance } from '../../src/flows/attendance/who.js'
import {
  after,
  both,
  by,
  carried,
  type Change,
  doing,
  saying,
  seen,
  type Situation,
  typed,
  without,
} from './situation.js'
import type { Walk } from './walk.js'
import type { Step, World } from './world.js'

/** Findings of attendance: the form, what was read, and what is recorded of it. */

const read = 'attendance is read'
const at = ['2025-10-10', '10:00'] as const

const row = (at: number, of: Partial<AttendanceRow> = {}): AttendanceRow => ({
  ...{ at, name: '王珊', unit: '', day: '2025-10-09', occasion: 'duty', finding: 'late' },
  ...{ note: '抽查', wrong: null },
  ...of,
})

/** Changes what was read; nothing where nothing was. */
function having(change: (rows: AttendanceRow[]) => AttendanceRow[]): Step {
  return ({ bureau }) =>
    bureau.job(async (ctx) => {
      const whose = { bureau: { id: bureau.id }, person: 'zhou' }
      const draft = (await attendanceDraft(ctx.tx, whose))?.draft
      if (!draft) return
      await keepAttendance(ctx.tx, whose, { ...draft, rows: change([...draft.rows]) })
    })
}

export const attendanceSteps: Record<string, Step> = {
  [read]: ({ bureau }) =>
    bureau.job(async (ctx) => {
      const whose = { bureau: { id: bureau.id }, person: 'zhou' }
      await keepAttendance(ctx.tx, whose, { ...noAttendance, rows: [row(1)] })
    }),
  'a row names nobody': having((rows) => [...rows, row(2, { name: '无此人' })]),
  'a row names one of two': having((rows) => [...rows, row(3, { name: '郑平' })]),
  'what is read was recorded': having(([, ...rows]) => [
    row(1, { name: '张可', day: '2025-10-08' }),
    ...rows,
  ]),
  'the table is signed': ({ bureau }) =>
    bureau.job(async (ctx) => {
      attendanceTableSigned.write(ctx, {
        ...{ by: 'li', subject: 'general', period: '2025-Q3' },
        body: { table: 'attendance-quarter', rows: [] },
      })
    }),
  'nobody approves a row': having((rows) => [...rows, row(4, { finding: 'early-leave' })]),
}

/** A bureau without work rules. */
const withoutRules: Change = doing({
  call: async (ctx: Context): Promise<Outcome> =>
    mayNotRecordAttendance({ ...ctx.bureau, work: null }, ctx.person) ?? done('opened'),
})

const opening: Walk['wrong'] = { 'attendance-no-rules': withoutRules, 'not-allowed': by('zhang') }
const checked: Walk['wrong'] = { ...opening, 'attendance-not-read': without(read) }

const pressed = (
  press: string,
  more: Partial<Extract<Situation['does'], { press: string }>> = {},
) => ({
  ...{ who: 'zhou', at, after: ['facts stand at every stage', read] },
  does: { press, args: [], ...more },
})

/** What the card says would become of the rows. */
async function shown({ bureau }: World): Promise<string> {
  const view = await viewAttendance(await bureau.seeing('zhou'))
  return view.kind === 'attendance' && view.step.step === 'check' ? view.step.shown : 'none'
}

const table = 'attendance-quarter/2025-Q3/general'

/** The figures that the head's card shows. */
async function shownTable({ bureau }: World): Promise<string> {
  const view = await viewTable(await bureau.seeing('li'), table)
  return view.kind === 'attendance-table' ? view.shown : 'none'
}

const titles = ['姓名', '日期', '场合', '情形']

/** Somebody sends a sheet, as it was read. */
function sends(of: SheetFailure | readonly (readonly string[])[]): Change {
  const sheet: SheetRead =
    typeof of === 'string'
      ? { failed: of }
      : { rows: of.map((cells, index) => ({ at: index + 1, cells, merged: [] })) }
  const file = { name: '考勤.xlsx', sha256: 'b'.repeat(64), size: 9, mediaType: 'x', sheet }
  return doing({ call: (ctx) => attachSheet(ctx, file) })
}

export const attendanceWalks: readonly Walk[] = [
  {
    of: 'attendance.check',
    right: pressed('attendance.check', {
      values: { day: '2025-10-09', occasion: 'duty', 'names.late': '王珊', note: '抽查' },
    }),
    wrong: { ...opening, 'attendance-nothing': typed({ 'names.late': '' }) },
  },
  { of: 'attendance.look', right: pressed('attendance.look', { args: ['0'] }), wrong: checked },
  { of: 'attendance.template', right: pressed('attendance.template'), wrong: opening },
  { of: 'attendance.edit', right: pressed('attendance.edit'), wrong: opening },
  { of: 'attendance.again', right: pressed('attendance.again'), wrong: opening },
  {
    of: 'attendance.send',
    right: pressed('attendance.send', { args: [shown] }),
    wrong: {
      ...checked,
      'attendance-wrong': after('a row names nobody'),
      'attendance-which': after('a row names one of two'),
      'attendance-all-left': after('what is read was recorded'),
      'record-no-approver': after('nobody approves a row'),
    },
    apart: ['attendance-all-left record-no-approver'],
  },
  {
    of: 'attachSheet',
    right: sends([titles, ['王珊', '2025-10-09', '上班', '迟到']]).make(pressed('')),
    wrong: {
      'attendance-no-rules': withoutRules,
      'not-allowed': by('zhang'),
      'attendance-sheet-kind': sends('kind'),
      'attendance-sheet-large': sends('large'),
      'attendance-sheet-long': sends('long'),
      'attendance-sheet-locked': sends('locked'),
      'attendance-sheet-damaged': sends('damaged'),
      'attendance-sheet-titles': sends([
        ['姓名', '日期', '情形'],
        ['王珊', '2025-10-09', '迟到'],
      ]),
      'attendance-sheet-empty': sends([titles]),
    },
  },
  {
    of: 'attendance.sign',
    right: { ...pressed('attendance.sign', { args: [table, shownTable] }), who: 'li' },
    wrong: {
      gone: carried(0, 'attendance-quarter/2025-Q9/general'),
      'attendance-table-not-yours': by('zhou'),
      'attendance-table-early': carried(0, 'attendance-quarter/2025-Q4/general'),
      'attendance-table-signed': after('the table is signed'),
    },
    apart: ['attendance-table-early attendance-table-signed'],
  },
  {
    of: 'card attendance-table',
    right: { ...pressed(''), who: 'li', does: { open: 'attendance-table', key: table } },
    wrong: { gone: both(by('zhang'), seen) },
  },
  {
    of: 'card attendance',
    right: { ...pressed(''), does: { open: 'attendance', key: 'new' } },
    wrong: { ...opening, gone: both(by('zhang'), seen) },
  },
  {
    of: 'command 考勤',
    right: { ...pressed(''), does: { word: '考勤' } },
    wrong: opening,
  },
  {
    of: 'command 导出',
    right: { ...pressed(''), does: { word: '导出 考勤模板' } },
    wrong: {
      ...opening,
      ...exportWords,
      'argument-export': saying('导出 得分'),
      'docket-no-rules': doing({
        call: async (ctx) =>
          mayNotList({ ...ctx, bureau: { ...ctx.bureau, work: null } }) ?? done('opened'),
      }),
    },
    // Of another sheet.
    apart: ['not-allowed docket-no-rules', 'form-many not-allowed'],
  },
]
