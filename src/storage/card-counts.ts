import type { Instant } from '../base/day.js'
import { momentColumn } from './columns.js'
import type { Db } from './database.js'
import { gathered } from './gathered.js'

/** A stretch of time in a bureau; `to` is not counted. */
interface Within {
  bureau: string
  from: Instant
  to: Instant
}

type To = Within & { recipient: string }

/** How many cards of each kind came to one recipient. One statement for all that are asked for at the same time. */
export function cardsTo(db: Db, { bureau, from, to, recipient }: To): Promise<Map<string, number>> {
  return counted(db, { bureau, from, to, recipient })
}

const counted = gathered<Db, To, Map<string, number>>(async (db, asked) => {
  const wanted = asked.map((one) => ({
    ...one,
    from: momentColumn(one.from),
    to: momentColumn(one.to),
  }))
  const rows = await db.client.$queryRaw<{ at: bigint; kind: string; count: number }[]>`
    SELECT w."at", c."kind", count(*)::int AS "count"
    FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS ("recipient" text, "bureau" text,
      "from" timestamptz, "to" timestamptz)) WITH ORDINALITY AS w("recipient", "bureau", "from", "to", "at")
    JOIN "LiveCard" c ON c."recipient" = w."recipient" AND c."bureau" = w."bureau"
      AND c."sentAt" >= w."from" AND c."sentAt" < w."to"
    GROUP BY w."at", c."kind"`
  const answers = asked.map(() => new Map<string, number>())
  for (const { at, kind, count } of rows) answers[Number(at) - 1]?.set(kind, count)
  return answers
})

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
