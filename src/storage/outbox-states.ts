import { must } from '../base/bug.js'
import type { Instant } from '../base/day.js'
import { momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import type { Prisma } from './generated/client.js'
import type { NoticeState } from './outbox.js'

/** Fixes what is sent before it leaves, so that another try sends the same bytes under the same uuid. One statement. */
export async function freeze(
  tx: Tx,
  rows: readonly { id: string; frozen: string; revision: number | null; uuid: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const count = await tx.client.$executeRaw`UPDATE "Notice" n SET "state" = 'frozen',
    "frozen" = w."frozen", "revision" = w."revision", "uuid" = w."uuid",
    "changedAt" = ${momentColumn(tx.clock.now())}::timestamptz
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ frozen }) => frozen)}::text[],
      ${rows.map(({ revision }) => revision)}::int[], ${rows.map(({ uuid }) => uuid)}::text[])
      AS w("id", "frozen", "revision", "uuid")
    WHERE n."id" = w."id" AND n."state" = 'queued'`
  must(count === rows.length, `${rows.length - count} of ${rows.length} notices are not queued`)
}

/** Throws away what was frozen: to be rendered anew, e.g. when the uuid's hour is over. */
export async function thaw(tx: Tx, id: string): Promise<void> {
  const unfrozen = { frozen: null, revision: null, uuid: null }
  await move(tx, id, ['frozen'], { ...unfrozen, state: 'queued' })
}

/** Feishu has them. One statement. */
export async function markSent(
  tx: Tx,
  rows: readonly { id: string; messageId: string | null; chatId: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  const count = await tx.client.$executeRaw`UPDATE "Notice" n SET "state" = 'sent', "error" = NULL,
    "messageId" = w."messageId", "chatId" = w."chatId",
    "changedAt" = ${momentColumn(tx.clock.now())}::timestamptz
    FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ messageId }) => messageId)}::text[],
      ${rows.map(({ chatId }) => chatId)}::text[]) AS w("id", "messageId", "chatId")
    WHERE n."id" = w."id" AND n."state" IN ('queued', 'frozen')`
  must(count === rows.length, `${rows.length - count} of ${rows.length} notices do not wait`)
}

/** A passing error: to be tried again, not before a moment; its lane waits with it. */
export async function markRetry(
  tx: Tx,
  id: string,
  retry: { notBefore: Instant; error: string },
): Promise<void> {
  const notBefore = momentColumn(retry.notBefore)
  await move(tx, id, ['queued', 'frozen'], {
    attempts: { increment: 1 },
    notBefore,
    error: retry.error,
  })
}

/** Given up for good, visibly; the lane is free. */
export async function markFailed(tx: Tx, id: string, error: string): Promise<void> {
  await move(tx, id, ['queued', 'frozen'], {
    state: 'failed',
    attempts: { increment: 1 },
    error,
  })
}

/** Not to be sent any more: it lapsed, or its reader may not see it now. */
export async function markDropped(tx: Tx, id: string, reason: string): Promise<void> {
  await move(tx, id, ['queued', 'frozen'], { state: 'dropped', error: reason })
}

/** Forgets notices done with before a moment, at most so many, and says how many. */
export async function pruneOutbox(db: Db, before: Instant, limit = 1_000): Promise<number> {
  return db.client.$executeRaw`DELETE FROM "Notice" WHERE "id" IN (
    SELECT "id" FROM "Notice" WHERE "state" IN ('sent', 'dropped', 'failed')
      AND "changedAt" < ${momentColumn(before)}::timestamptz LIMIT ${limit})`
}

/**
 * Empties what notices done with before a moment said, at most so many, and says how many: a frozen card quotes texts
 * of people, which may be erased later.
 */
export async function clearFrozen(db: Db, before: Instant, limit = 1_000): Promise<number> {
  return db.client.$executeRaw`UPDATE "Notice" SET "frozen" = NULL, "detail" = NULL WHERE "id" IN (
    SELECT "id" FROM "Notice" WHERE "state" IN ('sent', 'dropped', 'failed')
      AND ("frozen" IS NOT NULL OR "detail" IS NOT NULL)
      AND "changedAt" < ${momentColumn(before)}::timestamptz LIMIT ${limit})`
}

async function move(
  tx: Tx,
  id: string,
  from: NoticeState[],
  data: Prisma.NoticeUpdateManyMutationInput,
): Promise<void> {
  const { count } = await tx.client.notice.updateMany({
    where: { id, state: { in: from } },
    data: { ...data, changedAt: momentColumn(tx.clock.now()) },
  })
  must(count === 1, `notice ${id} is not ${from.join(' or ')}`)
}
