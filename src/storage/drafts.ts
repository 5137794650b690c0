import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonColumn, jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** Whose unfinished what. */
export interface DraftPlace {
  bureau: string
  /** Person id. */
  owner: string
  kind: string
  key: string
}

/** What somebody has filled in and not handed in; may change and vanish, unlike an entry. */
export interface Draft extends DraftPlace {
  body: Json
  changedAt: Instant
}

/** A draft, or null. */
export async function getDraft(db: Db, place: DraftPlace): Promise<Draft | null> {
  const row = await db.client.draft.findUnique({ where: { bureau_owner_kind_key: only(place) } })
  return row && draftOf(row)
}

/** Somebody's drafts, of one kind if given, latest change first. */
export async function listDrafts(
  db: Db,
  whose: { bureau: string; owner: string; kind?: string },
): Promise<Draft[]> {
  const rows = await db.client.draft.findMany({
    where: whose,
    orderBy: [{ changedAt: 'desc' }, { key: 'asc' }],
  })
  return rows.map(draftOf)
}

/** Keeps a draft, in place of the one before. */
export async function putDraft(tx: Tx, place: DraftPlace, body: Json): Promise<void> {
  const data = { body: jsonColumn(body), changedAt: momentColumn(tx.clock.now()) }
  await tx.client.draft.upsert({
    where: { bureau_owner_kind_key: only(place) },
    create: { ...only(place), ...data },
    update: data,
  })
}

/** Throws a draft away; false when there was none. */
export async function deleteDraft(tx: Tx, place: DraftPlace): Promise<boolean> {
  return (await tx.client.draft.deleteMany({ where: only(place) })).count > 0
}

/** Throws away drafts that nobody changed since a moment, at most so many, and says how many. */
export async function pruneDrafts(db: Db, before: Instant, limit = 1_000): Promise<number> {
  const moment = momentColumn(before)
  return db.client.$executeRaw`DELETE FROM "Draft" WHERE ctid IN (
    SELECT ctid FROM "Draft" WHERE "changedAt" < ${moment}::timestamptz LIMIT ${limit})`
}

function only({ bureau, owner, kind, key }: DraftPlace): DraftPlace {
  return { bureau, owner, kind, key }
}

function draftOf(
  row: Parameters<typeof only>[0] & { body: Json | object; changedAt: Date },
): Draft {
  return { ...only(row), body: jsonOfColumn(row.body), changedAt: momentOfColumn(row.changedAt) }
}
