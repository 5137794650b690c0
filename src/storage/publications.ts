import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonColumn, jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import type { Publication as Row } from './generated/client.js'

/** What was published: an assertion that computing it anew must give again. */
export interface Publication {
  id: string
  cycle: string
  /** 1 for the first; a correction is a further one. */
  version: number
  /** Results with the pair that pins them: day of the facts and position in the ledger. */
  snapshot: Json
  at: Instant
}

/** Keeps a publication; P2002 when the cycle has this version already. */
export async function savePublication(
  tx: Tx,
  publication: { id: string; cycle: string; version: number; snapshot: Json },
): Promise<void> {
  const { id, cycle, version, snapshot } = publication
  const at = momentColumn(tx.clock.now())
  await tx.client.publication.create({
    data: { id, cycle, version, snapshot: jsonColumn(snapshot), at },
  })
}

/** A publication, or null. */
export async function findPublication(db: Db, id: string): Promise<Publication | null> {
  const row = await db.client.publication.findUnique({ where: { id } })
  return row && publicationOf(row)
}

/** A version of a cycle's publication, or null. */
export async function findVersion(
  db: Db,
  cycle: string,
  version: number,
): Promise<Publication | null> {
  const row = await db.client.publication.findUnique({
    where: { cycle_version: { cycle, version } },
  })
  return row && publicationOf(row)
}

/** Ids and versions of a cycle's publications, latest first, without their snapshots. */
export async function listVersions(
  db: Db,
  cycle: string,
): Promise<{ id: string; version: number }[]> {
  return db.client.publication.findMany({
    where: { cycle },
    select: { id: true, version: true },
    orderBy: { version: 'desc' },
  })
}

/** A cycle's latest publication, or null. */
export async function latestPublication(db: Db, cycle: string): Promise<Publication | null> {
  const row = await db.client.publication.findFirst({
    where: { cycle },
    orderBy: { version: 'desc' },
  })
  return row && publicationOf(row)
}

function publicationOf(row: Row): Publication {
  const { id, cycle, version } = row
  return { id, cycle, version, snapshot: jsonOfColumn(row.snapshot), at: momentOfColumn(row.at) }
}
