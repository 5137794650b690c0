import type { Db } from './database.js'

/**
 * Text that changes whenever the bureau's roster, one of its cycles or one of these settings is written: one cheap
 * statement for caches to ask whether they are still right, inside a transaction too. Made of the rows' writing
 * transaction and place (`xmin`, `ctid`), of which every writing changes at least one.
 */
export async function bureauStamp(
  db: Db,
  bureau: string,
  settings: readonly string[],
): Promise<string> {
  const [row] = await db.client.$queryRaw<{ stamp: string }[]>`
    SELECT concat_ws('/',
      (SELECT xmin::text || ctid::text FROM "RosterSnapshot" WHERE "bureau" = ${bureau}
        ORDER BY "revision" DESC LIMIT 1),
      (SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY "id") FROM "Cycle"
        WHERE "bureau" = ${bureau}),
      (SELECT string_agg("key" || xmin::text || ctid::text, ',' ORDER BY "key") FROM "Setting"
        WHERE "bureau" = ${bureau} AND "key" = ANY(${[...settings]}))
    ) AS "stamp"`
  return row?.stamp ?? ''
}
