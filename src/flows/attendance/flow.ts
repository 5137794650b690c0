import { type Flow, verbs } from '../flow.js'
import { cyclesReliedOn, occurrencesHeld } from '../running-claim.js'
import { attendanceDraft, attendanceKey, keepAttendance, noAttendance } from './form.js'
import type { AttendanceIntent, TableIntent } from './intents.js'
import type { CardRef } from '../cards.js'
import type { Context } from '../context.js'
import type { Refusal } from '../../base/refusal.js'
import { sendTemplate } from '../notices.js'
import {
  askTemplate,
  checkAttendance,
  editAttendance,
  lookAttendance,
  sendAttendance,
} from './record.js'
import { attendanceSlice } from './recorded.js'
import {
  attachSheet,
  attendanceTakesFiles,
  attendanceTemplate,
  sheetsOfForm,
  templateKey,
} from './sheet.js'
import { homeOf } from '../home/stale.js'
import { keyOf } from '../card-key.js'
import { attendanceTableSigned } from './entries.js'
import { tableAsks } from './table-asks.js'
import { signTable } from './table-sign.js'
import { viewTable } from './table-view.js'
import { compilersOf, tableAt } from './table.js'
import { viewAttendance } from './view.js'
import { mayNotRecordAttendance } from './who.js'

/**
 * The form as it was left; a receipt is not what is asked for.
 * @refuses {@link mayNotRecordAttendance}
 */
async function openForm(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const kept = await attendanceDraft(ctx.tx, ctx)
  if (!kept || kept.draft.made.length > 0) await keepAttendance(ctx.tx, ctx, noAttendance)
  return { kind: 'attendance', key: attendanceKey }
}

/** `导出 考勤模板`: the sheet, and the form that waits for it. */
async function openTemplate(ctx: Context): Promise<CardRef | Refusal> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  await sendTemplate(ctx, templateKey)
  return openForm(ctx)
}

/** Findings of attendance (考勤), many at once: each becomes a fact in the procedure of facts. */
export const attendanceFlow: Flow = {
  name: 'attendance',
  serves: ['attendance', 'tables'],
  slices: [attendanceSlice],
  verbs: verbs<AttendanceIntent | TableIntent>({
    'attendance.check': { act: checkAttendance },
    'attendance.look': { act: lookAttendance },
    'attendance.edit': { act: editAttendance },
    'attendance.again': { act: editAttendance },
    'attendance.sign': {
      claims: ({ key }) => [{ kind: 'attendance-table', id: key }],
      act: signTable,
    },
    'attendance.template': { act: askTemplate },
    // Whoever records one of them at the same time is before or after.
    'attendance.send': { claims: () => [cyclesReliedOn, occurrencesHeld], act: sendAttendance },
  }),
  cards: {
    attendance: {
      view: viewAttendance,
      onDemand: true,
      /** @refuses {@link mayNotRecordAttendance} */
      mayOpen: (ctx) => mayNotRecordAttendance(ctx.bureau, ctx.person),
    },
    'attendance-table': { view: viewTable, daily: true },
  },
  stale: {
    [attendanceTableSigned.kind]: (entry, { bureau }) => {
      const { table } = attendanceTableSigned.body(entry)
      const key = keyOf(table, entry.period ?? '', entry.subject ?? '')
      const place = tableAt(bureau, key)
      return [
        { kind: 'attendance-table', keys: [key] },
        homeOf(entry.by, ...(place ? compilersOf(bureau, place) : [])),
      ]
    },
  },
  asks: [tableAsks],
  files: {
    ...{ since: attendanceTakesFiles, attach: attachSheet, sheets: true },
    ofForm: sheetsOfForm,
  },
  templates: { [templateKey]: attendanceTemplate },
  exports: [{ words: ['考勤'], card: openTemplate }],
  commands: [
    {
      name: '考勤',
      words: ['attendance', '考勤', '登记考勤', '考勤登记'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
  ],
}
