import { refuse } from '../base/refusal.js'
import type { SheetRead } from '../base/sheet.js'
import type { Db } from '../storage/database.js'
import { findFile, type StoredFile } from '../storage/files.js'
import { enqueue } from '../storage/outbox.js'
import { type Context, done, type Outcome, type Situation } from './context.js'
import { recordLimits } from './limits.js'

/** A file that somebody sent, fetched and kept on disk. */
export interface KeptFile {
  name: string
  sha256: string
  /** Bytes. */
  size: number
  mediaType: string
  /** What it says, where who takes it reads sheets. */
  sheet?: SheetRead
}

/** A file that somebody sent, as it was fetched and kept; or why it was not. */
export type Fetched = KeptFile | { name: string; failed: 'large' | 'failed' }

/** How a flow takes files that people send into the chat. */
export interface TakesFiles {
  /** Since when somebody's form or promise in this flow waits for a file; null where none does. */
  since(db: Db, whose: { bureau: { id: string }; person: string }): Promise<number | null>
  /** How what a file is about begins (`leave:`) while it only belongs to a form: one never handed in is let go of. */
  ofForm?: string
  /** It reads what is sent as a sheet. */
  sheets?: true
  /** Whether somebody may have a file sent that belongs to something of this flow; nobody where absent. */
  mayOpen?(situation: Situation, person: string, file: StoredFile): boolean
  /** Attaches a file there. */
  attach(ctx: Context, file: KeptFile): Promise<Outcome>
}

/** Which of several flows a person's file belongs to: the one whose form was changed last; null for none. */
export async function takerOf(
  takers: readonly TakesFiles[],
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<TakesFiles | null> {
  let found: { taker: TakesFiles; since: number } | null = null
  for (const taker of takers) {
    const since = await taker.since(db, whose)
    if (since !== null && (found === null || since > found.since)) found = { taker, since }
  }
  return found?.taker ?? null
}

/**
 * Attaches a file to what its sender is at.
 * @refuses record-attached-large, record-attached-failed, record-attached-nowhere, record-attached-many
 */
export async function attachFile(
  takers: readonly TakesFiles[],
  ctx: Context,
  file: Fetched,
): Promise<Outcome> {
  const { name } = file
  if ('failed' in file) {
    const megabytes = `${recordLimits.fileBytes / 1024 / 1024}`
    return file.failed === 'large'
      ? refuse('record-attached-large', { name, max: megabytes })
      : refuse('record-attached-failed', { name })
  }
  const taker = await takerOf(takers, ctx.tx, ctx)
  return taker ? taker.attach(ctx, file) : refuse('record-attached-nowhere', { name })
}

/**
 * Sends a file to who wants to see it, into their own chat.
 * @refuses gone
 */
export async function sendFileTo(
  ctx: Context,
  id: string,
  mayOpen: (situation: Situation, person: string, file: StoredFile) => boolean,
): Promise<Outcome> {
  const file = await findFile(ctx.tx, id)
  const address = ctx.bureau.addresses.get(ctx.person)
  if (!file || address === undefined || !mayOpen(ctx, ctx.person, file)) return refuse('gone')
  await enqueue(ctx.tx, {
    ...{ bureau: ctx.bureau.id, recipientType: 'open_id', recipient: address },
    ...{ op: 'file', cardKind: 'file', cardKey: id },
  })
  return done('file-sent', { name: file.name })
}
