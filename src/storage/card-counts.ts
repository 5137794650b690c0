import type { Instant } from '../base/day.js'
import { momentColumn } from './columns.js'
import type { Db } from './database.js'

/** A stretch of time in a bureau; `to` is not counted. */
interface Within {
  bureau: string
  from: Instant
  to: Instant
}

/** How many cards of each kind came to one recipient. */
export async function cardsTo(
  db: Db,
  { bureau, from, to, recipient }: Within & { recipient: string },
): Promise<Map<string, number>> {
  const rows = await db.client.$queryRaw<{ kind: string; count: number }[]>`
    SELECT "kind", count(*)::int AS "count" FROM "LiveCard"
    WHERE "recipient" = ${recipient} AND "bureau" = ${bureau}
      AND "sentAt" >= ${momentColumn(from)}::timestamptz AND "sentAt" < ${momentColumn(to)}::timestamptz
    GROUP BY "kind"`
  return new Map(rows.map(({ kind, count }) => [kind, count]))
}

/** How many cards of these kinds came to each recipient that got any. */
export async function cardsOfKinds(
  db: Db,
  { bureau, from, to, kinds }: Within & { kinds: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await db.client.$queryRaw<{ recipient: string; count: number }[]>`
    SELECT "recipient", count(*)::int AS "count" FROM "LiveCard"
    WHERE "bureau" = ${bureau} AND "kind" = ANY(${[...kinds]})
      AND "sentAt" >= ${momentColumn(from)}::timestamptz AND "sentAt" < ${momentColumn(to)}::timestamptz
    GROUP BY "recipient"`
  return new Map(rows.map(({ recipient, count }) => [recipient, count]))
}
