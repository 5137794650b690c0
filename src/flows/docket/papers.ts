import { refuse } from '../../base/refusal.js'
import { saveFile, type StoredFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { type KeptFile, sendFileTo } from '../files.js'
import { recordLimits } from '../limits.js'
import { docketsSlice } from './dockets.js'
import { docketFiled } from './entries.js'
import { waitForFile, waitsForFile } from './form.js'
import { maySeeDocket } from './who.js'

/** Whether somebody sees a matter's file: who sees the matter. */
export function mayOpenDocketFile(
  { collected, bureau }: Situation,
  person: string,
  file: StoredFile,
): boolean {
  const docket = collected.of(docketsSlice).byId.get(file.about ?? '')
  return docket?.files.includes(file.id) === true && maySeeDocket(bureau, person, docket)
}

/**
 * Sends a file of a matter to who wants to see it, into their own chat.
 * @refuses {@link sendFileTo}
 */
export function sendDocketFile(ctx: Context, { file }: { file: string }): Promise<Outcome> {
  return sendFileTo(ctx, file, mayOpenDocketFile)
}

/** Since when a matter waits for somebody's file; null where none does. */
export async function docketTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  return (await waitsForFile(db, whose))?.changedAt ?? null
}

/**
 * Lets the next file that somebody sends belong to a matter that they see.
 * @refuses gone
 */
export async function bringFile(
  ctx: Context,
  { docket: id }: { docket: string },
): Promise<Outcome> {
  const docket = ctx.collected.of(docketsSlice).byId.get(id)
  if (!docket || !maySeeDocket(ctx.bureau, ctx.person, docket)) return refuse('gone')
  await waitForFile(ctx.tx, ctx, id)
  return done('docket-file-waits')
}

/** Attaches a file to the matter that waits for it. Refusals: `record-attached-nowhere`, `record-attached-many`. */
export async function attachToDocket(ctx: Context, file: KeptFile): Promise<Outcome> {
  const { name } = file
  const waiting = await waitsForFile(ctx.tx, ctx)
  const docket = ctx.collected.of(docketsSlice).byId.get(waiting?.docket ?? '')
  if (!docket || !maySeeDocket(ctx.bureau, ctx.person, docket))
    return refuse('record-attached-nowhere', { name })
  if (docket.files.length >= recordLimits.files)
    return refuse('record-attached-many', { max: `${recordLimits.files}` })
  const about = docket.id
  const saved = await saveFile(ctx.tx, { bureau: ctx.bureau.id, by: ctx.person, about, ...file })
  docketFiled.write(ctx, { about, body: { file: saved } })
  return done('docket-filed', { name, count: `${docket.files.length + 1}` })
}
