import { type Day, type Instant, instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import type { Db } from './database.js'

/** An entry without its personal text and without the chain's hashes: what a fold needs. */
export interface PlainEntry {
  id: string
  /** 1 for a bureau's first entry, no gaps. */
  sequence: number
  kind: string
  day: Day
  by: string
  cycle: string | null
  subject: string | null
  about: string | null
  period: string | null
  body: Json
  at: Instant
}

interface Row {
  id: string
  sequence: number
  kind: string
  day: string
  by: string
  cycle: string | null
  subject: string | null
  about: string | null
  period: string | null
  body: string
  at: string
}

/** Rows per SELECT: one statement stays under 50 ms on the embedded database. */
const chunk = 1_000

/**
 * A bureau's entries after one position up to another (both in sequence numbers; `upTo` null: to the end), in
 * order, in chunks: one ordered scan along the unique index (bureau, sequence), without personal text. A chunk
 * that is not full ends it; others have their turn between chunks.
 */
export async function* streamEntries(
  db: Db,
  of: { bureau: string; after: number; upTo: number | null },
): AsyncGenerator<PlainEntry[]> {
  let after = of.after
  const upTo = of.upTo ?? 2_147_483_647
  for (;;) {
    const rows = await db.client.$queryRaw<Row[]>`
      SELECT "id"::text, "sequence", "kind", "day", "by", "cycle", "subject", "about"::text, "period",
        "body"::text AS "body", (extract(epoch FROM "at") * 1000)::bigint::text AS "at"
      FROM "LedgerEntry"
      WHERE "bureau" = ${of.bureau} AND "sequence" > ${after} AND "sequence" <= ${upTo}
      ORDER BY "sequence" LIMIT ${chunk}`
    if (rows.length > 0) yield rows.map(entryOf)
    const last = rows.at(-1)
    if (!last || rows.length < chunk) return
    after = last.sequence
  }
}

function entryOf(row: Row): PlainEntry {
  return {
    ...row,
    day: row.day as Day,
    body: JSON.parse(row.body),
    at: instant(Number.parseInt(row.at, 10)),
  }
}
