import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'
import { jsonColumn, jsonOfColumn, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { gathered } from './gathered.js'
import type { Draft as Row } from './generated/client.js'

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

const found = gathered<Db, DraftPlace, Draft | null>(async (db, places) => {
  const column = (of: keyof DraftPlace): string[] => places.map((place) => place[of])
  const rows = await db.client.$queryRaw<(Row & { at: bigint })[]>`
    SELECT d.*, w."at" FROM unnest(${column('bureau')}::text[], ${column('owner')}::text[],
      ${column('kind')}::text[], ${column('key')}::text[])
      WITH ORDINALITY AS w("bureau", "owner", "kind", "key", "at")
    JOIN "Draft" d ON d."bureau" = w."bureau" AND d."owner" = w."owner" AND d."kind" = w."kind" AND d."key" = w."key"`
  const byPlace = new Map(rows.map((row) => [Number(row.at), draftOf(row)]))
  return places.map((_, index) => byPlace.get(index + 1) ?? null)
})

/** A draft, or null. One statement for all that are asked for at the same time. */
export function getDraft(db: Db, place: DraftPlace): Promise<Draft | null> {
  return found(db, only(place))
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

function draftOf(row: Row): Draft {
  return { ...only(row), body: jsonOfColumn(row.body), changedAt: momentOfColumn(row.changedAt) }
}
