import { refuse } from '../../base/refusal.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { partsIn } from '../card-key.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { reviewOf } from '../publication/review.js'
import { appealsSlice } from './appeals.js'
import { filesOfForm, keepAppealDraft, waitingAppeal } from './form.js'
import { answerers, cycleOf } from './who.js'

/** Since when the form of an appeal waits for a file; null where none does. */
export async function appealTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await waitingAppeal(db, whose))?.changedAt ?? null
}

/**
 * Attaches a file to the form of an appeal that its sender is at. Refusals: `record-attached-nowhere`,
 * `record-attached-many`.
 */
export async function attachToAppeal(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const waiting = await waitingAppeal(ctx.tx, ctx)
  if (!waiting) return refuse('record-attached-nowhere', { name })
  const { key, draft } = waiting
  const [id = ''] = partsIn(key, 2) ?? []
  const cycle = cycleOf(ctx, id)
  const review = cycle && (await reviewOf(ctx, cycle, ctx.person))
  // A form that was never handed in takes nothing once its time is over.
  if (!review || review.over) return refuse('record-attached-nowhere', { name })
  if (draft.files.length >= recordLimits.files) {
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  }
  const about = filesOfForm(ctx.person, key)
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  const files = [...draft.files, saved]
  await keepAppealDraft(ctx.tx, ctx, key, { ...draft, files })
  return done('appeal-attached', { name, count: `${files.length}` })
}

/** Whether somebody sees a file of an appeal: who made it, and who answers it. */
export function mayOpenAppealFile(
  { bureau, collected }: Situation,
  person: string,
  file: StoredFile,
): boolean {
  const appeal = collected.of(appealsSlice).byId.get(file.about ?? '')
  if (!appeal || appeal.erased || !appeal.files.includes(file.id)) return false
  return appeal.by === person || answerers(bureau, appeal).includes(person)
}

/**
 * Sends a file of an appeal to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendAppealFile(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenAppealFile)
}
