import type { Instant } from '../base/day.js'
import { momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** A card that waits in the outbox to be sent to somebody. */
export interface QueuedSend {
  id: string
  recipient: string
  cardKind: string
  cardKey: string
  notBefore: Instant
}

/** New cards of these kinds that wait to be sent to these recipients of a bureau, in their order. */
export async function queuedSends(
  db: Db,
  of: { bureau: string; recipients: readonly string[]; kinds: readonly string[] },
): Promise<QueuedSend[]> {
  const rows = await db.client.notice.findMany({
    where: {
      ...{ bureau: of.bureau, state: 'queued', op: 'send' },
      recipient: { in: [...of.recipients] },
      cardKind: { in: [...of.kinds] },
    },
    select: { id: true, recipient: true, cardKind: true, cardKey: true, notBefore: true },
    orderBy: { position: 'asc' },
  })
  return rows.map((row) => ({ ...row, notBefore: momentOfColumn(row.notBefore) }))
}

/** Lets cards that wait be sent at another moment; what is sent meanwhile stays as it is. */
export async function moveSends(tx: Tx, ids: readonly string[], notBefore: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx.client.notice.updateMany({
    where: { id: { in: [...ids] }, state: 'queued' },
    data: { notBefore: momentColumn(notBefore), changedAt: momentColumn(tx.clock.now()) },
  })
}

/** Puts another card in the place of one that waits; false where it is on its way already. */
export async function replaceSend(
  tx: Tx,
  id: string,
  card: { kind: string; key: string },
): Promise<boolean> {
  const { count } = await tx.client.notice.updateMany({
    where: { id, state: 'queued' },
    data: { cardKind: card.kind, cardKey: card.key, expiresAt: null },
  })
  return count === 1
}

/** Gives up cards that wait, with why. */
export async function dropSends(tx: Tx, ids: readonly string[], reason: string): Promise<void> {
  if (ids.length === 0) return
  await tx.client.notice.updateMany({
    where: { id: { in: [...ids] }, state: 'queued' },
    data: { state: 'dropped', error: reason, changedAt: momentColumn(tx.clock.now()) },
  })
}

/** A card that came, or is to come, to somebody by itself on a day: the one of that day. */
export interface DailySend {
  id: string
  recipient: string
  /** Null where it has left. */
  waits: boolean
  cardKind: string
  cardKey: string
  day: string
}

/** The cards that come by themselves to these recipients on some days: at most one each. Not those that lapsed or failed. */
export async function dailySends(
  db: Db,
  of: { bureau: string; recipients: readonly string[]; days: readonly string[] },
): Promise<DailySend[]> {
  return db.client.$queryRaw<DailySend[]>`
    SELECT "id", "recipient", "state" = 'queued' AS "waits", "cardKind", "cardKey", "detail"->>'daily' AS "day"
    FROM "Notice" WHERE "bureau" = ${of.bureau} AND "op" = 'send'
      AND "recipient" = ANY(${[...of.recipients]}) AND "state" IN ('queued', 'frozen', 'sent')
      AND "detail"->>'daily' = ANY(${[...of.days]}) ORDER BY "position"`
}
