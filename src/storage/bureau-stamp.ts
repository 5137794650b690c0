import type { Db } from './database.js'

/** The settings that say what a bureau is; see {@link bureauStamp}. */
export const bureauSettings = ['addresses', 'group-chat'] as const

/**
 * Changes whenever the bureau's roster, its cycles or one of {@link bureauSettings} does, and is one cheap
 * statement: for caches to ask whether they are still right, inside a transaction too. Made of the rows' writing
 * transactions (`xmin`), which a number is never given to twice while the row stands.
 */
export async function bureauStamp(db: Db, bureau: string): Promise<string> {
  const [row] = await db.client.$queryRaw<{ stamp: string }[]>`
    SELECT concat_ws('/',
      (SELECT max("revision") FROM "RosterSnapshot" WHERE "bureau" = ${bureau}),
      (SELECT string_agg("id" || ' ' || xmin::text, ',' ORDER BY "id") FROM "Cycle" WHERE "bureau" = ${bureau}),
      (SELECT string_agg("key" || ' ' || xmin::text, ',' ORDER BY "key") FROM "Setting"
        WHERE "bureau" = ${bureau} AND "key" = ANY(${[...bureauSettings]}))
    ) AS "stamp"`
  return row?.stamp ?? ''
}
