import { saveFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome } from '../context.js'
import { recordLimits } from '../limits.js'
import { refuse } from '../../base/refusal.js'
import type { KeptFile } from '../files.js'
import { keepDraft, waitingDraft } from './draft.js'

/** Since when the form of a fact to which a file belongs waits; null where none does. */
export async function factTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await waitingDraft(db, whose))?.changedAt ?? null
}

/**
 * Attaches a file to the form of a fact that its sender is at. The form's card is left as it is, or what stands typed on it would be
 * lost: it lists the file from its next press on.
 */
export async function attachToFact(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const waiting = await waitingDraft(ctx.tx, ctx)
  if (!waiting) return refuse('record-attached-nowhere', { name })
  const { key, draft } = waiting
  if (draft.files.length >= recordLimits.files) {
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  }
  const id = await saveFile(ctx.tx, {
    bureau: ctx.bureau.id,
    by: ctx.person,
    about: `record:${key}`,
    ...file,
  })
  const files = [...draft.files, id]
  await keepDraft(ctx.tx, ctx, key, { ...draft, files })
  return done('record-attached', { name, count: `${files.length}` })
}
