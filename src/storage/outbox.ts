import { bug } from '../base/bug.js'
import { type Instant, instant } from '../base/day.js'
import { isId, newId } from '../base/ids.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, maybeMoment, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { type Notice as Row, Prisma } from './generated/client.js'
import { cardLifeMs } from './live-cards.js'

const states = ['queued', 'frozen', 'sent', 'dropped', 'failed'] as const
const operations = ['send', 'update', 'text', 'point', 'file'] as const
const recipientTypes = ['open_id', 'chat_id'] as const

/** How a notice stands. `frozen`: its JSON is fixed and may have left already. */
export type NoticeState = (typeof states)[number]

/** What is to be sent, to whom and about what. */
export interface NewNotice {
  bureau: string
  /** Order is kept within a lane; the recipient when left out. */
  lane?: string
  recipientType: 'open_id' | 'chat_id'
  recipient: string
  /**
   * `send` a new card, `update` the live one, `text` a plain message, `point` an old message (its id is the
   * key) to the card that took its place.
   */
  op: 'send' | 'update' | 'text' | 'point' | 'file'
  cardKind: string
  cardKey: string
  /** What the card's kind and key don't say, e.g. a plain message's text; never anything about a vote. */
  detail?: Json
  /** Not sent earlier; now when left out. */
  notBefore?: Instant
  /** Not sent later; never lapses when left out. */
  expiresAt?: Instant
}

/** What joins nothing that waits already: all but updates. */
export type NewSend = NewNotice & { op: Exclude<NewNotice['op'], 'update'> }

/** A notice in the outbox. */
export interface Notice {
  id: string
  bureau: string
  lane: string
  recipientType: 'open_id' | 'chat_id'
  recipient: string
  op: 'send' | 'update' | 'text' | 'point' | 'file'
  cardKind: string
  cardKey: string
  detail: Json | null
  notBefore: Instant
  expiresAt: Instant | null
  state: NoticeState
  /** What is sent, byte for byte, each time that it is tried. */
  frozen: string | null
  revision: number | null
  /** Feishu sends once per uuid within the hour. */
  uuid: string | null
  attempts: number
  error: string | null
  messageId: string | null
  chatId: string | null
}

/**
 * Queues a notice and answers its id. An `update` of a card that already has one queued is that one: the
 * sender renders what is true when its turn comes. Whoever freezes at the same moment either sees this
 * transaction's changes (see {@link lockNotice}) or makes this a further update.
 */
export async function enqueue(tx: Tx, notice: NewNotice): Promise<string> {
  const now = tx.clock.now()
  const notBefore = momentColumn(notice.notBefore ?? now)
  if (notice.op === 'update') {
    const queued = await tx.client.$queryRaw<{ id: string }[]>`
      UPDATE "Notice" SET "notBefore" = LEAST("notBefore", ${notBefore}::timestamptz)
      WHERE "state" = 'queued' AND "op" = 'update' AND "recipient" = ${notice.recipient}
        AND "cardKind" = ${notice.cardKind} AND "cardKey" = ${notice.cardKey}
        AND "bureau" = ${notice.bureau}
      RETURNING "id"`
    if (queued[0]) return queued[0].id
  }
  const id = newId()
  await insertNotices(tx, [{ id, ...notice }])
  return id
}

/** Queues many notices that join no queued one (all but updates), in few statements. */
export async function enqueueAll(tx: Tx, notices: readonly NewSend[]): Promise<void> {
  await insertNotices(
    tx,
    notices.map((notice) => ({ id: newId(), ...notice })),
  )
}

/** Rows per INSERT: one statement stays under 50 ms on the embedded database. */
const insertChunk = 500

/** Writes notices with their ids into the outbox, in their order. */
export async function insertNotices(
  tx: Tx,
  notices: readonly (NewNotice & { id: string })[],
): Promise<void> {
  const now = tx.clock.now()
  for (let from = 0; from < notices.length; from += insertChunk) {
    const rows = notices.slice(from, from + insertChunk).map((notice) => ({
      ...{ ...notice, lane: notice.lane ?? notice.recipient, detail: notice.detail ?? null },
      notBefore: momentColumn(notice.notBefore ?? now),
      expiresAt: notice.expiresAt === undefined ? null : momentColumn(notice.expiresAt),
      changedAt: momentColumn(now),
    }))
    // Rows as one value: the statement is the same for any number of them, and is made and parsed once.
    await tx.client.$executeRaw`
      INSERT INTO "Notice" ("id", "bureau", "lane", "recipientType", "recipient", "op", "cardKind", "cardKey",
        "detail", "notBefore", "expiresAt", "changedAt")
      SELECT "id", "bureau", "lane", "recipientType", "recipient", "op", "cardKind", "cardKey",
        "detail", "notBefore", "expiresAt", "changedAt"
      FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS ("id" uuid, "bureau" text, "lane" text,
        "recipientType" text, "recipient" text, "op" text, "cardKind" text, "cardKey" text, "detail" jsonb,
        "notBefore" timestamptz, "expiresAt" timestamptz, "changedAt" timestamptz)) WITH ORDINALITY
        AS r("id", "bureau", "lane", "recipientType", "recipient", "op", "cardKind", "cardKey", "detail",
          "notBefore", "expiresAt", "changedAt", "place")
      ORDER BY "place"`
  }
}

/**
 * The notices that can be sent now, at most one per lane (its earliest): those least often tried first, then the earliest. A lane whose notice
 * waits for another try gives none before that. Lapsed ones are among them: the sender drops them. `except`: lanes that are left out.
 */
export async function nextDue(
  db: Db,
  now: Instant,
  limit: number,
  except: readonly string[] = [],
): Promise<Notice[]> {
  const rows = await db.client.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT DISTINCT ON ("lane") * FROM "Notice" n
      WHERE ${sendable(now, heldMs(db))} AND n."lane" <> ALL(${[...except]}::text[]) ORDER BY "lane", "position"
    ) heads ORDER BY "attempts", "position" LIMIT ${limit}`
  return rows.map(noticeOf)
}

/**
 * Real time passes between two changes of a card; a clock that is moved on passes over them. While it goes on, a card that changed
 * waits so long for further changes, which its one update then shows together. What is sent anew never waits.
 */
const dayMs = 24 * 3_600_000
const heldOnTheWayMs = 3 * dayMs

function heldMs({ clock }: Db): number {
  return clock.goingTo() === null ? 0 : heldOnTheWayMs
}

/** How the outbox stands at a moment. */
export interface Outlook {
  /** Notices that wait at all. */
  waiting: number
  /** Those of them that can be sent now. */
  sendable: number
  /** When the next of the others may be sent, or null. */
  nextAt: Instant | null
}

/** How many notices wait, how many could be sent now, and when the next of the rest. */
export async function outlook(db: Db, now: Instant): Promise<Outlook> {
  const moment = Prisma.sql`${momentColumn(now)}::timestamptz`
  const held = heldMs(db)
  const [row] = await db.client.$queryRaw<
    { waiting: number; sendable: number; nextAt: Date | null; heldSince: Date | null }[]
  >`
    SELECT count(*)::int AS "waiting",
      (count(*) FILTER (WHERE ${sendable(now, held)}))::int AS "sendable",
      min("notBefore") FILTER (WHERE n."notBefore" > ${moment}) AS "nextAt",
      min("notBefore") FILTER (WHERE n."notBefore" <= ${moment} AND ${isHeld(now, held)}) AS "heldSince"
    FROM "Notice" n WHERE ${waiting}`
  const heldSince = maybeMoment(row?.heldSince ?? null)
  const wakes = [maybeMoment(row?.nextAt ?? null), heldSince && instant(heldSince + held)].flatMap(
    (at) => at ?? [],
  )
  return {
    waiting: row?.waiting ?? 0,
    sendable: row?.sendable ?? 0,
    nextAt: wakes.sort((a, b) => a - b)[0] ?? null,
  }
}

const waiting = waits('n')

function waits(of: 'n' | 'b'): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(of)}."state" IN ('queued', 'frozen')`
}

/** Shows a card anew, has not been tried, and waits for further changes of it: not of one that grows too old to be changed meanwhile. */
function isHeld(now: Instant, held: number): Prisma.Sql {
  if (held === 0) return Prisma.sql`false`
  const youngSince = instant(now - (cardLifeMs - held - dayMs))
  return Prisma.sql`(n."op" = 'update' AND n."state" = 'queued' AND n."attempts" = 0
    AND n."notBefore" > ${momentColumn(instant(now - held))}::timestamptz AND EXISTS (
      SELECT 1 FROM "LiveCard" c WHERE c."recipient" = n."recipient" AND c."kind" = n."cardKind" AND c."key" = n."cardKey"
        AND c."bureau" = n."bureau" AND c."open" AND c."sentAt" > ${momentColumn(youngSince)}::timestamptz))`
}

/** Waits, its moment has come, it is not held, and nothing of its lane waits for another try: those lanes are read once, not for each notice. */
function sendable(now: Instant, held: number): Prisma.Sql {
  const moment = Prisma.sql`${momentColumn(now)}::timestamptz`
  return Prisma.sql`${waiting} AND n."notBefore" <= ${moment} AND NOT ${isHeld(now, held)} AND n."lane" NOT IN (
    SELECT b."lane" FROM "Notice" b WHERE ${waits('b')} AND b."attempts" > 0 AND b."notBefore" > ${moment})`
}

/** A notice, or null. */
export async function findNotice(db: Db, id: string): Promise<Notice | null> {
  if (!isId(id)) return null
  const row = await db.client.notice.findUnique({ where: { id } })
  return row && noticeOf(row)
}

/**
 * Locks a waiting notice until the commit and answers since when it may be sent; null when it waits no more.
 * The sender's first step before it reads what the card shows: a change that comes after the lock becomes an
 * update of its own.
 */
export async function lockNotice(tx: Tx, id: string): Promise<{ notBefore: Instant } | null> {
  const rows = await tx.client.$queryRaw<{ notBefore: Date }[]>`SELECT "notBefore" FROM "Notice" n
    WHERE "id" = ${id}::uuid AND ${waiting} FOR UPDATE`
  return rows[0] ? { notBefore: momentOfColumn(rows[0].notBefore) } : null
}

/** Locks those of these notices that wait until the commit, in one statement, and says which they are. */
export async function lockNotices(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.client.$queryRaw<{ id: string }[]>`SELECT "id" FROM "Notice" n
    WHERE "id" = ANY(${[...ids]}::uuid[]) AND ${waiting} ORDER BY "id" FOR UPDATE`
  return new Set(rows.map(({ id }) => id))
}

function noticeOf(row: Row): Notice {
  const { id, bureau, lane, recipient, cardKind, cardKey } = row
  const { frozen, revision, uuid, attempts, error, messageId, chatId } = row
  return {
    ...{ id, bureau, lane, recipient, cardKind, cardKey },
    ...{ frozen, revision, uuid, attempts, error, messageId, chatId },
    recipientType: known(recipientTypes, row.recipientType),
    op: known(operations, row.op),
    state: known(states, row.state),
    detail: jsonOfColumn(row.detail),
    notBefore: momentOfColumn(row.notBefore),
    expiresAt: maybeMoment(row.expiresAt),
  }
}

function known<T extends string>(words: readonly T[], word: string): T {
  return words.find((one) => one === word) ?? bug(`unknown word in the outbox: ${word}`)
}
