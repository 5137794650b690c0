import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { Prisma } from './generated/client.js'

/** `wanted`: a press decided it, and a job makes it. */
export type PublicationState = 'wanted' | 'published'

/** Whether its card stands in the group: on its way, delivered, or refused by the platform. */
export type InGroup = 'waiting' | 'delivered' | 'failed'

/** What was decided about showing results; with what their head says an assertion, once the ledger holds its hash. */
export interface Publication {
  id: string
  cycle: string
  /** 1 for the first; a correction is a further one. */
  version: number
  /** The results that it shows; null where the snapshot holds them itself. */
  results: string | null
  state: PublicationState
  snapshot: Json
  at: Instant
  inGroup: InGroup
}

interface Row {
  id: string
  cycle: string
  version: number
  results: string | null
  state: PublicationState
  snapshot: Prisma.JsonValue
  at: Date
  inGroup: InGroup
}

const columns = Prisma.sql`"id", "cycle", "version", "results", "state", "snapshot", "at"`
const read = Prisma.sql`${columns}, "inGroup"`

/** Keeps a publication; P2010 when the cycle has this version already. */
export async function savePublication(
  tx: Tx,
  publication: Omit<Publication, 'at' | 'inGroup'>,
): Promise<void> {
  const { id, cycle, version, results, state, snapshot } = publication
  const at = momentColumn(tx.clock.now())
  await tx.client.$executeRaw`INSERT INTO "Publication" (${columns}) VALUES (${id}, ${cycle},
    ${version}, ${results}, ${state}, ${JSON.stringify(snapshot)}::jsonb, ${at}::timestamptz)`
}

/** A wanted publication is made. */
export async function confirmPublication(tx: Tx, id: string): Promise<void> {
  await tx.client.$executeRaw`UPDATE "Publication" SET "state" = 'published' WHERE "id" = ${id}`
}

/** What became of a publication's card on its way into the group. */
export async function setInGroup(tx: Tx, id: string, inGroup: InGroup): Promise<void> {
  await tx.client.$executeRaw`UPDATE "Publication" SET "inGroup" = ${inGroup} WHERE "id" = ${id}`
}

/** A wanted publication must not be made: its version is free again. */
export async function withdrawPublication(tx: Tx, id: string): Promise<void> {
  await tx.client.$executeRaw`DELETE FROM "Publication" WHERE "id" = ${id} AND "state" = 'wanted'`
}

/** A publication, or null. */
export async function findPublication(db: Db, id: string): Promise<Publication | null> {
  const [row] = await db.client.$queryRaw<Row[]>`
    SELECT ${read} FROM "Publication" WHERE "id" = ${id}`
  return row ? publicationOf(row) : null
}

/** A version of a cycle's publication, or null. */
export async function findVersion(
  db: Db,
  cycle: string,
  version: number,
): Promise<Publication | null> {
  const [row] = await db.client.$queryRaw<Row[]>`
    SELECT ${read} FROM "Publication" WHERE "cycle" = ${cycle} AND "version" = ${version}`
  return row ? publicationOf(row) : null
}

/** A cycle's publications, latest version first, without their snapshots. */
export async function listVersions(
  db: Db,
  cycle: string,
): Promise<{ id: string; version: number; state: PublicationState }[]> {
  return db.client.$queryRaw`SELECT "id", "version", "state" FROM "Publication"
    WHERE "cycle" = ${cycle} ORDER BY "version" DESC`
}

function publicationOf({ snapshot, at, ...row }: Row): Publication {
  return { ...row, snapshot: jsonOfColumn(snapshot), at: momentOfColumn(at) }
}
