import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonColumn, jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** A bureau's roster as it was put in: units, people, memberships, roles, as the roster room shapes them. */
export interface RosterSnapshot {
  bureau: string
  /** 1 for the first, one more at each change. */
  revision: number
  body: Json
  at: Instant
}

/** Puts a new roster in place; earlier ones stay readable by revision. Answers the new revision. */
export async function replaceRoster(tx: Tx, bureau: string, body: Json): Promise<number> {
  const revision = (await rosterRevision(tx, bureau)) + 1
  const at = momentColumn(tx.clock.now())
  tx.shared.bureauChanged = true
  await tx.client.rosterSnapshot.create({ data: { bureau, revision, body: jsonColumn(body), at } })
  return revision
}

/** The current revision, 0 when there is no roster yet: cheap, for caches to ask whether they are still right. */
export async function rosterRevision(db: Db, bureau: string): Promise<number> {
  const found = await db.client.rosterSnapshot.aggregate({
    where: { bureau },
    _max: { revision: true },
  })
  return found._max.revision ?? 0
}

/** The current roster, or that of a revision; null when there is none. */
export async function readRoster(
  db: Db,
  bureau: string,
  revision?: number,
): Promise<RosterSnapshot | null> {
  const row = await db.client.rosterSnapshot.findFirst({
    where: { bureau, ...(revision === undefined ? {} : { revision }) },
    orderBy: { revision: 'desc' },
  })
  if (!row) return null
  return {
    bureau,
    revision: row.revision,
    body: jsonOfColumn(row.body),
    at: momentOfColumn(row.at),
  }
}

/** The bureaus that have a roster, in text order. */
export async function listBureaus(db: Db): Promise<string[]> {
  const rows = await db.client.rosterSnapshot.findMany({
    distinct: ['bureau'],
    select: { bureau: true },
    orderBy: { bureau: 'asc' },
  })
  return rows.map((row) => row.bureau)
}
