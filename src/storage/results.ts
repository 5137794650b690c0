import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { Prisma } from './generated/client.js'

/** A cycle's results, computed by a job in parts: how far they are, without what they say. */
export interface Results {
  id: string
  bureau: string
  cycle: string
  state: 'asked' | 'computing' | 'ready'
  /** Assessees whose statements are there, and of how many. */
  done: number
  total: number
  at: Instant
}

/** One assessee's statement, the hash of its canonical JSON, and what it adds to what the office looks at. */
export interface ResultRow {
  assessee: string
  hash: string
  statement: Json
  notes: Json
}

type Row = Omit<Results, 'at'> & { at: Date }

const columns = Prisma.sql`"id", "bureau", "cycle", "state", "done", "total", "at"`

/** Begins a cycle's results: asked for, nothing of them is known. */
export async function createResults(
  tx: Tx,
  { id, bureau, cycle }: Pick<Results, 'id' | 'bureau' | 'cycle'>,
): Promise<void> {
  await tx.client.$executeRaw`INSERT INTO "Results" ("id", "bureau", "cycle", "state", "at")
    VALUES (${id}, ${bureau}, ${cycle}, 'asked', ${momentColumn(tx.clock.now())}::timestamptz)`
}

/** How far results are, or null. */
export async function findResults(db: Db, id: string): Promise<Results | null> {
  const [row] = await db.client.$queryRaw<Row[]>`
    SELECT ${columns} FROM "Results" WHERE "id" = ${id}`
  return row ? resultsOf(row) : null
}

/** The results of a cycle that were asked for last (ids grow with time), and (`ready`) the last that are whole. */
export async function latestResults(
  db: Db,
  cycle: string,
): Promise<{ last: Results | null; ready: Results | null }> {
  const rows = await db.client.$queryRaw<Row[]>`
    (SELECT ${columns} FROM "Results" WHERE "cycle" = ${cycle}
      ORDER BY "id" COLLATE "C" DESC LIMIT 1)
    UNION ALL
    (SELECT ${columns} FROM "Results" WHERE "cycle" = ${cycle} AND "state" = 'ready'
      ORDER BY "id" COLLATE "C" DESC LIMIT 1)`
  const [last = null] = rows.map(resultsOf)
  const ready = rows.map(resultsOf).find((row) => row.state === 'ready') ?? null
  return { last, ready }
}

/** What results say beside their statements (null before they are pinned), and what the office looks at. */
export async function readHead(db: Db, id: string): Promise<{ head: Json; preview: Json } | null> {
  const [row] = await db.client.$queryRaw<{ head: Prisma.JsonValue; preview: Prisma.JsonValue }[]>`
    SELECT "head", "preview" FROM "Results" WHERE "id" = ${id}`
  return row ? { head: jsonOfColumn(row.head), preview: jsonOfColumn(row.preview) } : null
}

/** What they are computed from is decided: from now on only statements come in. */
export async function pinResults(
  tx: Tx,
  id: string,
  { head, total }: { head: Json; total: number },
): Promise<void> {
  await tx.client.$executeRaw`UPDATE "Results"
    SET "state" = 'computing', "head" = ${JSON.stringify(head)}::jsonb, "total" = ${total}
    WHERE "id" = ${id}`
}

/** Adds statements, in one statement for any number. */
export async function addResultRows(tx: Tx, id: string, rows: readonly ResultRow[]): Promise<void> {
  await tx.client.$executeRaw`
    INSERT INTO "ResultRow" ("results", "assessee", "hash", "statement", "notes")
    SELECT ${id}, "assessee", "hash", "statement", "notes"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r("assessee" text, "hash" text, "statement" jsonb, "notes" jsonb)`
  await tx.client.$executeRaw`UPDATE "Results" SET "done" = "done" + ${rows.length}
    WHERE "id" = ${id}`
}

/** Hashes and notes of all statements, in no order. */
export async function resultNotes(db: Db, id: string): Promise<Omit<ResultRow, 'statement'>[]> {
  const rows = await db.client.$queryRaw<
    { assessee: string; hash: string; notes: Prisma.JsonValue }[]
  >`SELECT "assessee", "hash", "notes" FROM "ResultRow" WHERE "results" = ${id}`
  return rows.map(({ notes, ...row }) => ({ ...row, notes: jsonOfColumn(notes) }))
}

/** They are whole, and change no more. */
export async function endResults(
  tx: Tx,
  id: string,
  { head, preview }: { head: Json; preview: Json },
): Promise<void> {
  await tx.client.$executeRaw`UPDATE "Results" SET "state" = 'ready',
    "head" = ${JSON.stringify(head)}::jsonb, "preview" = ${JSON.stringify(preview)}::jsonb
    WHERE "id" = ${id}`
}

/** One assessee's statement, or null. */
export async function findStatement(db: Db, id: string, assessee: string): Promise<Json> {
  const [row] = await db.client.$queryRaw<{ statement: Prisma.JsonValue }[]>`
    SELECT "statement" FROM "ResultRow" WHERE "results" = ${id} AND "assessee" = ${assessee}`
  return row ? jsonOfColumn(row.statement) : null
}

/** Rows per SELECT: one statement stays under 50 ms on the embedded database. */
const readChunk = 100

/** All statements with their hashes, so many at a time, in the order of the assessees' ids. */
export async function* resultPages(
  db: Db,
  id: string,
): AsyncGenerator<{ assessee: string; hash: string; statement: Json }[]> {
  for (let after = ''; ; ) {
    const rows = await db.client.$queryRaw<
      { assessee: string; hash: string; statement: Prisma.JsonValue }[]
    >`SELECT "assessee", "hash", "statement" FROM "ResultRow"
      WHERE "results" = ${id} AND "assessee" COLLATE "C" > ${after}
      ORDER BY "assessee" COLLATE "C" LIMIT ${readChunk}`
    yield rows.map((row) => ({ ...row, statement: jsonOfColumn(row.statement) }))
    const last = rows.at(-1)
    if (!last || rows.length < readChunk) return
    after = last.assessee
  }
}

/** Lets go of results that can't be computed any more. */
export async function dropResults(tx: Tx, id: string): Promise<void> {
  await tx.client.$executeRaw`DELETE FROM "ResultRow" WHERE "results" = ${id}`
  await tx.client.$executeRaw`DELETE FROM "Results" WHERE "id" = ${id}`
}

/**
 * Forgets results that nothing was published of and that were followed by newer ones, before a moment: at most so many
 * rows. Answers how many rows went.
 */
export async function pruneResults(db: Db, before: Instant, limit = 1_000): Promise<number> {
  const old = Prisma.sql`SELECT r."id" FROM "Results" r
    WHERE r."at" < ${momentColumn(before)}::timestamptz
      AND NOT EXISTS (SELECT 1 FROM "Publication" p WHERE p."results" = r."id")
      AND EXISTS (SELECT 1 FROM "Results" n WHERE n."cycle" = r."cycle" AND n."id" COLLATE "C" > r."id"
        AND n."state" = 'ready')`
  const rows = await db.client
    .$executeRaw`DELETE FROM "ResultRow" WHERE ("results", "assessee") IN (
    SELECT "results", "assessee" FROM "ResultRow" WHERE "results" IN (${old}) LIMIT ${limit})`
  if (rows > 0) return rows
  return db.client.$executeRaw`DELETE FROM "Results" WHERE "id" IN (${old})`
}

function resultsOf({ at, ...row }: Row): Results {
  return { ...row, at: momentOfColumn(at) }
}
