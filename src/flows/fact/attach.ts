import { saveFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome } from '../context.js'
import { recordLimits } from '../limits.js'
import { refuse } from '../../base/refusal.js'
import { keepDraft, waitingDraft } from './draft.js'

/** A file that somebody sent, as it was fetched and kept; or why it was not. */
export type Fetched = { name: string } & (
  | { sha256: string; size: number; mediaType: string }
  | { failed: 'large' | 'failed' }
)

/** Whether somebody is at a form to which a file that they send belongs. */
export async function takesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<boolean> {
  return (await waitingDraft(db, whose)) !== null
}

/**
 * Attaches a file to the form that its sender is at. The form's card is left as it is, or what stands typed on it would be lost:
 * it lists the file from its next press on.
 * @refuses record-attached-large, record-attached-failed, record-attached-nowhere, record-attached-many
 */
export async function attachFile(ctx: Context, file: Fetched): Promise<Outcome> {
  const { name } = file
  if ('failed' in file) {
    const megabytes = `${recordLimits.fileBytes / 1024 / 1024}`
    return file.failed === 'large'
      ? refuse('record-attached-large', { name, max: megabytes })
      : refuse('record-attached-failed', { name })
  }
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
