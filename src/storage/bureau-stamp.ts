import type { Db } from './database.js'

/**
 * Text that changes whenever the bureau's roster, one of its cycles or one of these settings is written: one cheap
 * statement for caches to ask whether they are still right, inside a transaction too. Made of the rows' writing
 * transaction and place (`xmin`, `ctid`), of which every writing changes at least one. `head` is the sequence of
 * the bureau's last entry, 0 before the first.
 */
export async function bureauStamp(
  db: Db,
  bureau: string,
  settings: readonly string[],
): Promise<{ stamp: string; head: number }> {
  const [row] = await db.client.$queryRaw<{ stamp: string; head: number | null }[]>`
    SELECT concat_ws('/',
      (SELECT xmin::text || ctid::text FROM "RosterSnapshot" WHERE "bureau" = ${bureau}
        ORDER BY "revision" DESC LIMIT 1),
      (SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY "id") FROM "Cycle"
        WHERE "bureau" = ${bureau}),
      (SELECT string_agg("key" || xmin::text || ctid::text, ',' ORDER BY "key") FROM "Setting"
        WHERE "bureau" = ${bureau} AND "key" = ANY(${[...settings]}))
    ) AS "stamp",
    (SELECT "sequence" FROM "LedgerHead" WHERE "bureau" = ${bureau}) AS "head"`
  return { stamp: row?.stamp ?? '', head: row?.head ?? 0 }
}
