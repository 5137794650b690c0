import { refuse } from '../../base/refusal.js'
import { isInChain } from '../chain/people.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { textsOf } from '../texts.js'
import { leavePaper } from './entries.js'
import {
  freshWords,
  keepLeaveDraft,
  leaveDraft,
  newLeave,
  papersOn,
  phoneLeave,
  waitsForFile,
} from './form.js'
import type { LeaveWords } from './intents.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'

/** Whether somebody sees a paper: the person whose leave it proves, and its chain. */
export function mayOpenPaper(situation: Situation, person: string, file: StoredFile): boolean {
  const leave = situation.collected.of(leavesSlice).byId.get(file.about ?? '')
  if (!leave || leave.erased || !leave.files.includes(file.id)) return false
  return leave.person === person || isInChain(situation, leave, person)
}

/**
 * Sends a paper of a leave to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendPaper(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenPaper)
}

/**
 * A form that somebody opens waits for papers from then on. It stays as it was left; days of it that are over, and a form that
 * nobody has begun, are filled in anew, for a leave that was sent back with what was written there.
 */
export async function openedForm(ctx: Context, key: string): Promise<void> {
  const { byId } = ctx.collected.of(leavesSlice)
  const before = byId.get(key) ?? null
  const isOwn = key === newLeave || key === phoneLeave || before?.person === ctx.person
  const draft = await leaveDraft(ctx.tx, ctx, key)
  if (!isOwn || (draft && draft.made !== '')) return
  const { from, to, starts, ends, ...fresh } = freshWords(ctx, ctx.person, before)
  const isOver = key === newLeave && (draft?.words.from ?? '') < ctx.today
  const asked = draft ? draft.words : { ...fresh, ...(await textsAsked(ctx, before)) }
  const days = draft && !isOver ? draft.words : { from, to, starts, ends }
  const files = [...papersOn(draft, before)]
  await keepLeaveDraft(ctx.tx, ctx, key, { words: { ...asked, ...daysIn(days) }, files, made: '' })
}

function daysIn({ from, to, starts, ends }: Pick<LeaveWords, 'from' | 'to' | 'starts' | 'ends'>) {
  return { from, to, starts, ends }
}

/** What was written in a leave that was sent back. */
async function textsAsked({ tx }: Context, before: LeaveRecord | null) {
  if (before?.stage !== 'returned') return {}
  const texts = (await textsOf(tx, [before.id], ['reason', 'tasks'])).get(before.id)
  return { reason: texts?.reason ?? '', tasks: texts?.tasks ?? '' }
}

/** Since when a form of leave, or a leave whose papers were promised, waits for a file; null where none does. */
export async function leaveTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await waitsForFile(db, whose))?.changedAt ?? null
}

/**
 * Attaches a paper to the form that its sender is at, or to the leave that it was promised for. Refusals:
 * `record-attached-nowhere`, `record-attached-many`.
 */
export async function attachPaper(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const waiting = await waitsForFile(ctx.tx, ctx)
  if (!waiting) return refuse('record-attached-nowhere', { name })
  const { key, leave: id, draft } = waiting
  const leave = id === null ? null : ctx.collected.of(leavesSlice).byId.get(id)
  const had = draft?.files ?? leave?.files ?? []
  if (had.length >= recordLimits.files)
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  const about = id ?? `leave:${ctx.person}:${key}`
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  const count = `${had.length + 1}`
  if (draft) {
    await keepLeaveDraft(ctx.tx, ctx, key, { ...draft, files: [...draft.files, saved] })
    return done('leave-attached', { name, count })
  }
  if (!leave || leave.person !== ctx.person || leave.erased) {
    return refuse('record-attached-nowhere', { name })
  }
  leavePaper.write(ctx, { about: leave.id, subject: leave.person, body: { file: saved } })
  return done('leave-paper-added', { name, count })
}
