import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, maybeJsonColumn, momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** Whether a key is new; if not, the answer that was given to it (null: none to give). */
export type Taken = { fresh: true } | { fresh: false; answer: Json | null }

/**
 * Takes an inbound key. Exactly one transaction gets it fresh; another with the same key waits here until that
 * one has committed, and gets its answer, or has rolled back, and is the fresh one.
 */
export async function take(tx: Tx, key: string, type: string): Promise<Taken> {
  const at = momentColumn(tx.clock.now())
  const inserted = await tx.client.$executeRaw`INSERT INTO "InboxKey" ("key", "type", "at")
    VALUES (${key}, ${type}, ${at}::timestamptz) ON CONFLICT DO NOTHING`
  if (inserted > 0) return { fresh: true }
  return { fresh: false, answer: await answerTo(tx, key) }
}

/** Keeps the answer to a key taken in this transaction: constant text for votes. */
export async function answer(tx: Tx, key: string, value: Json): Promise<void> {
  await tx.client.inboxKey.update({ where: { key }, data: { answer: maybeJsonColumn(value) } })
}

/** The stored answer to a key; null when there is none. */
export async function answerTo(db: Db, key: string): Promise<Json | null> {
  const row = await db.client.inboxKey.findUnique({ where: { key } })
  return row ? jsonOfColumn(row.answer) : null
}

/** Forgets keys taken before a moment, at most so many, and says how many. */
export async function pruneInbox(db: Db, before: Instant, limit = 1_000): Promise<number> {
  const moment = momentColumn(before)
  return db.client.$executeRaw`DELETE FROM "InboxKey" WHERE "key" IN (
    SELECT "key" FROM "InboxKey" WHERE "at" < ${moment}::timestamptz LIMIT ${limit})`
}
