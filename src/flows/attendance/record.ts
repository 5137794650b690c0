import { bug } from '../../base/bug.js'
import { type Day, isDay } from '../../base/day.js'
import { inTurns } from '../../base/real-time.js'
import { canonicalJson } from '../../base/json.js'
import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { done, type Context, type Outcome, shownAnew } from '../context.js'
import { kindsOf } from '../fact/kinds.js'
import { canBeDecided, type Piece, piecesOf, proposeFacts } from '../fact/pieces.js'
import { sendTemplate } from '../notices.js'
import { attendanceRecorded } from './entries.js'
import { filledFor, fingerprint, judge, type Judged } from './fate.js'
import {
  attendanceDraft,
  type AttendanceAnswers,
  type AttendanceDraft,
  type AttendanceRow,
  keepAttendance,
  noAnswers,
  noAttendance,
} from './form.js'
import type { AttendanceIntent } from './intents.js'
import { rowsTyped } from './names.js'
import { keepSheet, templateKey } from './sheet.js'
import { findingsOf, mayNotRecordAttendance } from './who.js'

type Of<V extends AttendanceIntent['verb']> = Extract<AttendanceIntent, { verb: V }>

/**
 * Reads what was typed and shows what would become of each name; nothing is recorded by it.
 * @refuses {@link mayNotRecordAttendance}, attendance-nothing
 */
export async function checkAttendance(
  ctx: Context,
  { words }: Of<'attendance.check'>,
): Promise<Outcome> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const rows = rowsTyped(words, findingsOf(ctx.bureau))
  if (rows.length === 0) return refuseForm([fault('', 'attendance-nothing')])
  await keepAttendance(ctx.tx, ctx, { ...noAttendance, words, rows })
  const judged = await judge(ctx, rows, noAnswers)
  const wrong = judged.filter(({ fate }) => fate.is === 'wrong').length
  const count = `${rows.length}`
  return wrong > 0
    ? done('attendance-checked-wrong', { count, wrong: `${wrong}` })
    : done('attendance-checked', { count })
}

/**
 * Keeps what was answered about single rows, and shows them anew.
 * @refuses {@link openChecked}
 */
export async function lookAttendance(
  ctx: Context,
  { page, answers }: Of<'attendance.look'>,
): Promise<Outcome> {
  const draft = await openChecked(ctx)
  if (isRefusal(draft)) return draft
  await keepAttendance(ctx.tx, ctx, { ...draft, answers: merged(draft.answers, answers), page })
  return done('refreshed')
}

/**
 * Back to the form (what was typed stays), or an empty one in its place.
 * @refuses {@link mayNotRecordAttendance}
 */
export async function editAttendance(
  ctx: Context,
  { verb }: Of<'attendance.edit' | 'attendance.again'>,
): Promise<Outcome> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const kept = await attendanceDraft(ctx.tx, ctx)
  const words = verb === 'attendance.edit' ? kept?.draft.words : undefined
  // Kept also while it is empty: a sheet that is sent next belongs to it.
  await keepAttendance(ctx.tx, ctx, { ...noAttendance, ...(words ? { words } : {}) })
  return done('refreshed')
}

/**
 * Rows that were read and wait to be recorded.
 * @refuses {@link mayNotRecordAttendance}, attendance-not-read
 */
async function openChecked(ctx: Context): Promise<AttendanceDraft | Refusal> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const kept = await attendanceDraft(ctx.tx, ctx)
  if (!kept || kept.draft.rows.length === 0 || kept.draft.made.length > 0) {
    return refuse('attendance-not-read')
  }
  return kept.draft
}

function merged(before: AttendanceAnswers, now: AttendanceAnswers): AttendanceAnswers {
  return {
    who: { ...before.who, ...now.who },
    reason: { ...before.reason, ...now.reason },
  }
}

/**
 * Records all rows or none: each becomes a fact that goes through its procedure. What leave excuses, what is recorded
 * already and what stands twice is left out. If something came since the card was shown, it is shown anew instead.
 * @refuses {@link openChecked}, attendance-wrong, attendance-which, attendance-all-left, record-no-approver
 */
export async function sendAttendance(
  ctx: Context,
  { shown, answers: given }: Of<'attendance.send'>,
): Promise<Outcome> {
  const draft = await openChecked(ctx)
  if (isRefusal(draft)) return draft
  const before = await judge(ctx, draft.rows, draft.answers)
  const answers = merged(draft.answers, given)
  // A sheet has many rows: they are judged again only where something was answered since.
  const judged =
    canonicalJson(answers) === canonicalJson(draft.answers)
      ? before
      : await judge(ctx, draft.rows, answers)
  const wrong = before.filter(({ fate }) => fate.is === 'wrong').length
  if (wrong > 0) return refuse('attendance-wrong', { count: `${wrong}` })
  const unsaid = refuseForm(
    judged.flatMap(({ row, fate }) => (fate.is === 'which' ? [whichFault(row)] : [])),
  )
  if (unsaid) return unsaid
  if (fingerprint(before) !== shown || saysMore(before, judged)) {
    await keepAttendance(ctx.tx, ctx, { ...draft, answers })
    return shownAnew('attendance-changed')
  }
  const groups = await groupsOf(ctx, judged)
  if (groups.length === 0) return refuse('attendance-all-left')
  const decided = await inTurns(groups, ({ day, pieces }) =>
    pieces.every(({ body }) => canBeDecided(ctx, body, day)),
  )
  const nobody = groups[decided.indexOf(false)]
  if (nobody) return refuse('record-no-approver', { clause: nobody.clause })
  return record(ctx, draft, {
    groups,
    left: judged.filter(({ fate }) => fate.is !== 'ready').length,
  })
}

function whichFault({ at, name }: AttendanceRow) {
  return fault(`who.${at}`, 'attendance-which', { name, row: `${at}` })
}

/** Whether somebody who was named only now is excused or recorded already: nobody was shown that. */
function saysMore(before: readonly Judged[], now: readonly Judged[]): boolean {
  return now.some(({ fate }, index) => before[index]?.fate.is === 'which' && fate.is !== 'ready')
}

/** Rows that say the same of several people: what the form of a fact takes at once. */
interface Group {
  finding: string
  day: Day
  note: string
  clause: string
  pieces: Piece[]
}

function groupsOf(ctx: Context, judged: readonly Judged[]): Promise<Group[]> {
  const kinds = kindsOf(ctx.bureau)
  const byKind = new Map(findingsOf(ctx.bureau).map(({ id, kind }) => [id, kind]))
  const same = new Map<string, { row: AttendanceRow; whom: string[] }>()
  for (const { row, fate } of judged) {
    if (fate.is !== 'ready') continue
    const note = fate.beside === null ? row.note : `${row.note}；${fate.beside.reason}`
    const key = JSON.stringify([row.finding, row.day, row.occasion, note])
    const known = same.get(key)
    if (known) known.whom.push(fate.person)
    else same.set(key, { row: { ...row, note }, whom: [fate.person] })
  }
  return inTurns([...same.values()], ({ row, whom }) => {
    const { finding, day, note } = row
    if (!isDay(day)) return bug('a finding without a day')
    const kind = byKind.get(finding) ?? ''
    const counting = kinds.get(kind) ?? []
    const filled = filledFor(ctx, { row, kind, counting, whom })
    const clause = counting[0]?.rule.clause ?? ''
    return { finding, day, note, clause, pieces: piecesOf(ctx, filled, day) }
  })
}

async function record(
  ctx: Context,
  draft: AttendanceDraft,
  { groups, left }: { groups: readonly Group[]; left: number },
): Promise<Outcome> {
  const all = groups.flatMap(({ finding, day, note, pieces }) =>
    pieces.map(({ body }) => ({ finding, day, body, personal: { note } })),
  )
  const made = await proposeFacts(ctx, all)
  const entry = attendanceRecorded.write(ctx, {
    body: {
      sheet: draft.sheet?.sha256 ?? null,
      findings: all.map(({ finding }, index) => ({ finding, fact: made[index] ?? '' })),
      left,
    },
  })
  if (draft.sheet) await keepSheet(ctx, draft.sheet.sha256, entry)
  await keepAttendance(ctx.tx, ctx, { ...draft, rows: [], answers: noAnswers, page: 0, made, left })
  const people = all.reduce((sum, { body }) => sum + body.persons.length, 0)
  const count = `${people}`
  return left > 0
    ? done('attendance-sent-some', { count, left: `${left}` })
    : done('attendance-sent', { count })
}

/**
 * Sends the sheet that can be filled in and sent back; whom the platform does not know gets none.
 * @refuses {@link mayNotRecordAttendance}
 */
export async function askTemplate(ctx: Context): Promise<Outcome> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  await sendTemplate(ctx, templateKey)
  return done('attendance-template')
}
