import { type Flow, verbs } from '../flow.js'
import { cyclesReliedOn, occurrencesHeld } from '../running-claim.js'
import { attendanceDraft, attendanceKey, dropAttendance } from './form.js'
import type { AttendanceIntent } from './intents.js'
import type { CardRef } from '../cards.js'
import type { Context } from '../context.js'
import type { Refusal } from '../../base/refusal.js'
import { checkAttendance, editAttendance, lookAttendance, sendAttendance } from './record.js'
import { attendanceSlice } from './recorded.js'
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
  if (kept && kept.draft.made.length > 0) await dropAttendance(ctx.tx, ctx)
  return { kind: 'attendance', key: attendanceKey }
}

/** Findings of attendance (考勤), many at once: each becomes a fact in the procedure of facts. */
export const attendanceFlow: Flow = {
  name: 'attendance',
  slices: [attendanceSlice],
  verbs: verbs<AttendanceIntent>({
    'attendance.check': { act: checkAttendance },
    'attendance.look': { act: lookAttendance },
    'attendance.edit': { act: editAttendance },
    'attendance.again': { act: editAttendance },
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
  },
  commands: [
    {
      name: '考勤',
      words: ['attendance', '考勤', '登记考勤', '考勤登记'],
      argument: 'none',
      card: (ctx) => openForm(ctx),
    },
  ],
}
