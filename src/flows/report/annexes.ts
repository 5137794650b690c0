import { refuse } from '../../base/refusal.js'
import type { Db } from '../../storage/database.js'
import { putDraft } from '../../storage/drafts.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { digestDraftPlace, lastDigestDraft } from './digest-draft.js'
import { digestKey, parseDigestKey } from './digest-key.js'
import { reportsSlice } from './reported.js'
import { mayReadDigest } from './signers.js'

/** What a stored annex is about: the unit's month. */
function aboutOf(key: string): string {
  return `unit-report:${key}`
}

/** Whether somebody sees an annex: who sent it, and who may read the report that it belongs to. */
export function mayOpenAnnex(situation: Situation, person: string, file: StoredFile): boolean {
  const of = parseDigestKey(/^unit-report:(.+)$/.exec(file.about ?? '')?.[1] ?? '')
  if (!of) return false
  if (file.by === person) return true
  const { units } = situation.collected.of(reportsSlice)
  const report = units.get(digestKey(of.month, of.unit)) ?? null
  if (report && !report.files.includes(file.id)) return false
  return mayReadDigest(situation, { person, unit: of.unit, report })
}

/**
 * Sends an annex to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendAnnex(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenAnnex)
}

/** Since when a draft of a unit's report waits for a file; null where none does. */
export async function digestTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await lastDigestDraft(db, whose))?.changedAt ?? null
}

/**
 * Attaches a file to the draft of the unit's report that its sender is at. Refusals: `record-attached-nowhere`,
 * `record-attached-many`.
 */
export async function attachAnnex(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const at = await lastDigestDraft(ctx.tx, ctx)
  if (!at) return refuse('record-attached-nowhere', { name })
  const { month, unit, draft } = at
  if (draft.files.length >= recordLimits.files) {
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  }
  const about = aboutOf(digestKey(month, unit))
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  const files = [...draft.files, saved]
  await putDraft(ctx.tx, digestDraftPlace(ctx.bureau.id, ctx.person, month, unit), {
    ...draft,
    files,
  })
  const card = { kind: 'digest', key: digestKey(month, unit) }
  return done('digest-attached', { name, count: `${files.length}` }, [card])
}
