import type { Instant } from '../base/day.js'
import { maybeMoment, momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** What became of an own result: on its way, on the person's screen, refused by the platform, or nobody to send it to. */
export type ReaderState = 'waiting' | 'delivered' | 'failed' | 'unreachable'

/** Notes who gets an own result of a publication; one who is noted already stays as that one stands. */
export async function addReaders(
  tx: Tx,
  publication: string,
  readers: readonly { person: string; state: 'waiting' | 'unreachable' }[],
): Promise<void> {
  await tx.client.$executeRaw`
    INSERT INTO "ResultReader" ("publication", "person", "state")
    SELECT ${publication}, "person", "state"
    FROM unnest(${readers.map((one) => one.person)}::text[], ${readers.map((one) => one.state)}::text[])
      AS r("person", "state")
    ON CONFLICT DO NOTHING`
}

/** Notes how a result's sending ended; what was delivered once stays so. Answers how many wait still, null: nobody's. */
export async function endReader(
  tx: Tx,
  publication: string,
  of: { person: string; state: 'delivered' | 'failed' },
): Promise<{ waiting: number; all: number } | null> {
  const at = of.state === 'delivered' ? momentColumn(tx.clock.now()) : null
  const changed = await tx.client.$executeRaw`UPDATE "ResultReader"
    SET "state" = ${of.state}, "at" = ${at}::timestamptz
    WHERE "publication" = ${publication} AND "person" = ${of.person} AND "state" <> 'delivered'`
  if (changed === 0) return null
  const [row] = await tx.client.$queryRaw<{ waiting: number; all: number }[]>`
    SELECT (count(*) FILTER (WHERE "state" = 'waiting'))::int AS "waiting", count(*)::int AS "all"
    FROM "ResultReader" WHERE "publication" = ${publication}`
  return row ?? null
}

/** Who got a publication's results: counts, and by id those whom they could not be brought to. */
export interface Receipt {
  all: number
  waiting: number
  delivered: number
  failed: string[]
  unreachable: string[]
}

/** How the sending of a publication's results stands. */
export async function receiptOf(db: Db, publication: string): Promise<Receipt> {
  const rows = await db.client.$queryRaw<
    { state: ReaderState; count: number; persons: string[] | null }[]
  >`SELECT "state", count(*)::int AS "count",
      array_agg("person" ORDER BY "person") FILTER (WHERE "state" IN ('failed', 'unreachable'))
        AS "persons"
    FROM "ResultReader" WHERE "publication" = ${publication} GROUP BY "state"`
  const of = (state: ReaderState) => rows.find((row) => row.state === state)
  return {
    all: rows.reduce((sum, row) => sum + row.count, 0),
    waiting: of('waiting')?.count ?? 0,
    delivered: of('delivered')?.count ?? 0,
    failed: of('failed')?.persons ?? [],
    unreachable: of('unreachable')?.persons ?? [],
  }
}

/** The last publication of a cycle of which somebody gets an own result, and since when they have it (null: not yet). */
export async function ownResult(
  db: Db,
  cycle: string,
  person: string,
): Promise<{ publication: string; version: number; at: Instant | null } | null> {
  const [row] = await db.client.$queryRaw<
    { publication: string; version: number; at: Date | null }[]
  >`SELECT r."publication", p."version", r."at"
    FROM "ResultReader" r JOIN "Publication" p ON p."id" = r."publication"
    WHERE p."cycle" = ${cycle} AND p."state" = 'published' AND r."person" = ${person}
    ORDER BY p."version" DESC LIMIT 1`
  return row ? { ...row, at: maybeMoment(row.at) } : null
}
