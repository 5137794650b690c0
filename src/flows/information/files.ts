import { refuse } from '../../base/refusal.js'
import type { Db } from '../../storage/database.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { infoDraft, keepInfoDraft } from './form.js'
import { piecesSlice } from './pieces.js'
import { maySeePiece } from './shown.js'

/** Whether somebody sees a piece's file: who sees the piece. */
export function mayOpenPieceFile(situation: Situation, person: string, file: StoredFile): boolean {
  const piece = situation.collected.of(piecesSlice).byId.get(file.about ?? '')
  return piece?.files.includes(file.id) === true && maySeePiece(situation, person, piece)
}

/**
 * Sends a piece's file to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendPieceFile(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenPieceFile)
}

/** Since when a form of a piece waits for a file; null where none does. */
export async function infoTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  const draft = await infoDraft(db, whose)
  return draft && draft.made === '' ? draft.since : null
}

/**
 * Attaches a file to the form that its sender is at. Refusals: `record-attached-nowhere`, `record-attached-many`.
 */
export async function attachToPiece(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const draft = await infoDraft(ctx.tx, ctx)
  if (draft?.made !== '') return refuse('record-attached-nowhere', { name })
  if (draft.files.length >= recordLimits.files)
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  const about = `info:${ctx.person}`
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  await keepInfoDraft(ctx.tx, ctx, { ...draft, files: [...draft.files, saved] })
  return done('info-attached', { name, count: `${draft.files.length + 1}` })
}
