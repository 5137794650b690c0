import { must } from '../base/bug.js'
import type { Instant } from '../base/day.js'
import { shortId } from '../base/ids.js'
import { maybeMoment, momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { gathered } from './gathered.js'
import type { LiveCard as Row } from './generated/client.js'

/** A sent card (or one to be sent) that is updated in place when what it shows changes. */
export interface LiveCard {
  /** 10 letters and digits; rides in the buttons' names. */
  id: string
  bureau: string
  /** open_id or chat_id. */
  recipient: string
  kind: string
  key: string
  /** Counts renderings; a press with an older one is outdated. */
  revision: number
  messageId: string | null
  chatId: string | null
  sentAt: Instant | null
  contentHash: string | null
  /** Retired: another card took its place. */
  closed: boolean
}

/** Which card: a recipient has one open card of a kind and key in a bureau. */
export interface CardPlace {
  bureau: string
  recipient: string
  kind: string
  key: string
}

/** The open card at a place, made (revision 0, unsent) when there is none. */
export async function cardFor(tx: Tx, place: CardPlace): Promise<LiveCard> {
  const { bureau, recipient, kind, key } = place
  const [row] = await tx.client.$queryRaw<Row[]>`
    WITH made AS (
      INSERT INTO "LiveCard" ("id", "bureau", "recipient", "kind", "key", "open")
      VALUES (${shortId()}, ${bureau}, ${recipient}, ${kind}, ${key}, true)
      ON CONFLICT DO NOTHING RETURNING *
    )
    SELECT * FROM made UNION ALL SELECT * FROM "LiveCard" WHERE "bureau" = ${bureau}
      AND "recipient" = ${recipient} AND "kind" = ${kind} AND "key" = ${key} AND "open"`
  if (row) return cardOf(row)
  // Another transaction made it after this statement began.
  return must(await openCard(tx, place), 'the place of a card is taken and empty')
}

/** The open card at a place, or null. */
export async function openCard(db: Db, place: CardPlace): Promise<LiveCard | null> {
  const { bureau, recipient, kind, key } = place
  const row = await db.client.liveCard.findUnique({
    where: { recipient_kind_key_bureau_open: { bureau, recipient, kind, key, open: true } },
  })
  return row && cardOf(row)
}

/** A card by its id, retired ones too, or null. */
export async function findCard(db: Db, id: string): Promise<LiveCard | null> {
  const row = await db.client.liveCard.findUnique({ where: { id } })
  return row && cardOf(row)
}

/** The card that is this message, or null. */
export async function cardOfMessage(db: Db, messageId: string): Promise<LiveCard | null> {
  const row = await db.client.liveCard.findFirst({ where: { messageId } })
  return row && cardOf(row)
}

/** The card that came to a recipient last, of this kind when given, retired ones too; null for none. */
export async function lastSentCard(
  db: Db,
  recipient: string,
  kind?: string,
): Promise<LiveCard | null> {
  const row = await db.client.liveCard.findFirst({
    where: { recipient, ...(kind === undefined ? {} : { kind }), sentAt: { not: null } },
    orderBy: { sentAt: 'desc' },
  })
  return row && cardOf(row)
}

/** Everybody's open cards of a kind and key. */
export async function cardsByKey(
  db: Db,
  bureau: string,
  kind: string,
  key: string,
): Promise<LiveCard[]> {
  const rows = await db.client.liveCard.findMany({
    where: { bureau, kind, key, open: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(cardOf)
}

/**
 * A message can be patched for 14 days (feishu.md 5.4); a card older than these 12 is sent anew when it
 * changes, or ends.
 */
export const cardLifeMs = 12 * 24 * 3_600_000

/** A card that will be older than this is not waited for: the last day of the 14 is left for its message to point onward. */
export const cardLastsMs = 13 * 24 * 3_600_000

/** A bureau's open cards of these kinds that were sent before a moment. */
export async function cardsSentBefore(
  db: Db,
  of: { bureau: string; kinds: readonly string[]; before: Instant },
): Promise<LiveCard[]> {
  const { bureau, kinds, before } = of
  const rows = await db.client.liveCard.findMany({
    where: { bureau, kind: { in: [...kinds] }, open: true, sentAt: { lt: momentColumn(before) } },
    orderBy: { sentAt: 'asc' },
  })
  return rows.map(cardOf)
}

/** Which of these places, by their index, have an open card that was sent before a moment. One statement for any number. */
export async function agedCards(
  db: Db,
  of: { bureau: string; places: readonly Omit<CardPlace, 'bureau'>[]; before: Instant },
): Promise<ReadonlySet<number>> {
  if (of.places.length === 0) return new Set()
  const rows = await db.client.$queryRaw<{ at: number }[]>`
    SELECT p."at"::int AS "at" FROM unnest(
      ${of.places.map(({ recipient }) => recipient)}::text[],
      ${of.places.map(({ kind }) => kind)}::text[], ${of.places.map(({ key }) => key)}::text[]
    ) WITH ORDINALITY AS p("recipient", "kind", "key", "at")
    JOIN "LiveCard" c ON c."bureau" = ${of.bureau} AND c."open" AND c."recipient" = p."recipient"
      AND c."kind" = p."kind" AND c."key" = p."key"
    WHERE c."sentAt" < ${momentColumn(of.before)}::timestamptz`
  return new Set(rows.map(({ at }) => at - 1))
}

/** A card as it is to be shown; `changed`: whether it shows something else than before. */
export interface ShownCard {
  id: string
  revision: number
  changed: boolean
}

const shown = gathered<Tx, CardPlace & { contentHash: string }, ShownCard>(showCards)

/**
 * The open card at a place (made when there is none) as it is to be shown: its next revision where it shows something else than
 * before. Locks the card until the commit. One statement for all that are asked for at the same time.
 */
export function shownCard(
  tx: Tx,
  place: CardPlace,
  { contentHash }: { contentHash: string },
): Promise<ShownCard> {
  const { bureau, recipient, kind, key } = place
  return shown(tx, { bureau, recipient, kind, key, contentHash })
}

/** Shows cards in the order of their places, so that two who show several at once don't wait in a circle. A place that is there twice is shown twice. */
async function showCards(
  tx: Tx,
  cards: readonly (CardPlace & { contentHash: string })[],
): Promise<ShownCard[]> {
  const done = new Map<number, ShownCard>()
  while (done.size < cards.length) {
    const once = new Map<string, number>()
    for (const [index, card] of cards.entries()) {
      const name = placeName(card)
      if (!done.has(index) && !once.has(name)) once.set(name, index)
    }
    const rows = await showEach(
      tx,
      [...once.values()].flatMap((index) => cards[index] ?? []),
    )
    for (const row of rows) {
      const { id, revision, before } = row
      const index = must(once.get(placeName(row)) ?? null, 'a card is written')
      done.set(index, { id, revision, changed: revision !== before })
    }
  }
  return cards.map((_, index) => must(done.get(index) ?? null, 'a card is written'))
}

function placeName({ bureau, recipient, kind, key }: CardPlace): string {
  return JSON.stringify([bureau, recipient, kind, key])
}

function showEach(
  tx: Tx,
  cards: readonly (CardPlace & { contentHash: string })[],
): Promise<(CardPlace & { id: string; revision: number; before: number | null })[]> {
  const rows = cards.map((card) => ({ ...card, id: shortId() }))
  return tx.client.$queryRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w("id" text, "bureau" text, "recipient" text,
        "kind" text, "key" text, "contentHash" text)
    ), old AS (
      SELECT o."bureau", o."recipient", o."kind", o."key", o."revision" FROM wanted w JOIN "LiveCard" o
        ON o."bureau" = w."bureau" AND o."recipient" = w."recipient" AND o."kind" = w."kind" AND o."key" = w."key" AND o."open"
    )
    INSERT INTO "LiveCard" AS c ("id", "bureau", "recipient", "kind", "key", "open", "revision", "contentHash")
    SELECT "id", "bureau", "recipient", "kind", "key", true, 1, "contentHash" FROM wanted
    ORDER BY "recipient", "kind", "key", "bureau"
    ON CONFLICT ("recipient", "kind", "key", "bureau", "open") DO UPDATE SET
      "revision" = c."revision" + CASE
        WHEN c."revision" > 0 AND c."contentHash" IS NOT DISTINCT FROM excluded."contentHash" THEN 0 ELSE 1 END,
      "contentHash" = excluded."contentHash"
    RETURNING c."id", c."revision", c."bureau", c."recipient", c."kind", c."key", (
      SELECT old."revision" FROM old WHERE old."bureau" = c."bureau" AND old."recipient" = c."recipient"
        AND old."kind" = c."kind" AND old."key" = c."key") AS "before"`
}

/** A new rendering: the next revision, with the hash of what it shows. Locks the card until the commit. */
export async function bumpCard(
  tx: Tx,
  id: string,
  rendered: { contentHash: string },
): Promise<LiveCard> {
  const { contentHash } = rendered
  return cardOf(
    await tx.client.liveCard.update({
      where: { id },
      data: { revision: { increment: 1 }, contentHash },
    }),
  )
}

/** What was answered to a press is on the person's screen: the card shows this, unless it went on meanwhile. */
export async function setShown(
  tx: Tx,
  card: { id: string; revision: number },
  contentHash: string,
): Promise<void> {
  await tx.client.liveCard.updateMany({
    where: { id: card.id, revision: card.revision },
    data: { contentHash },
  })
}

/**
 * Feishu has these cards: each under its message, in its chat, since now. One statement. Answers by the card's id the message that it was
 * before, null for none; cards that are not there are left out.
 */
export async function setSent(
  tx: Tx,
  rows: readonly { id: string; messageId: string; chatId: string | null }[],
): Promise<Map<string, string | null>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map(({ id }) => id)
  const before = await tx.client.$queryRaw<{ id: string; before: string | null }[]>`
    WITH old AS (
      SELECT "id", "messageId" FROM "LiveCard" WHERE "id" = ANY(${ids}::text[]) ORDER BY "id" FOR UPDATE
    )
    UPDATE "LiveCard" c SET "messageId" = w."messageId", "chatId" = w."chatId",
      "sentAt" = ${momentColumn(tx.clock.now())}::timestamptz
    FROM old, unnest(${ids}::text[], ${rows.map(({ messageId }) => messageId)}::text[],
      ${rows.map(({ chatId }) => chatId)}::text[]) AS w("id", "messageId", "chatId")
    WHERE c."id" = w."id" AND old."id" = c."id" RETURNING c."id", old."messageId" AS "before"`
  return new Map(before.map((row) => [row.id, row.before]))
}

/** Several open cards in one statement, in the order of the places; null where there is none. */
export async function openCards(
  db: Db,
  places: readonly CardPlace[],
): Promise<(LiveCard | null)[]> {
  if (places.length === 0) return []
  const column = (of: keyof CardPlace): string[] => places.map((place) => place[of])
  const rows = await db.client.$queryRaw<(Row & { at: bigint })[]>`
    SELECT c.*, w."at" FROM unnest(${column('bureau')}::text[], ${column('recipient')}::text[],
      ${column('kind')}::text[], ${column('key')}::text[])
      WITH ORDINALITY AS w("bureau", "recipient", "kind", "key", "at")
    JOIN "LiveCard" c ON c."bureau" = w."bureau" AND c."recipient" = w."recipient"
      AND c."kind" = w."kind" AND c."key" = w."key" AND c."open"`
  const byPlace = new Map(rows.map((row) => [Number(row.at), cardOf(row)]))
  return places.map((_, index) => byPlace.get(index + 1) ?? null)
}

/** Closes a card and frees its place for a new one. Retired twice is retired once. */
export async function retireCard(tx: Tx, id: string): Promise<void> {
  await tx.client.liveCard.update({ where: { id }, data: { open: null } })
}

function cardOf(row: Row): LiveCard {
  const { id, bureau, recipient, kind, key, revision, messageId, chatId, contentHash } = row
  return {
    id,
    bureau,
    recipient,
    kind,
    key,
    revision,
    messageId,
    chatId,
    contentHash,
    sentAt: maybeMoment(row.sentAt),
    closed: row.open !== true,
  }
}

/** Every card of a bureau that is a message, retired ones too: where it came to, and as which message. */
export async function cardMessages(
  db: Db,
  bureau: string,
): Promise<(Pick<LiveCard, 'recipient' | 'kind' | 'key' | 'closed'> & { messageId: string })[]> {
  const rows = await db.client.liveCard.findMany({
    where: { bureau, messageId: { not: null } },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap((row) => {
    const { recipient, kind, key, closed, messageId } = cardOf(row)
    return messageId === null ? [] : [{ recipient, kind, key, closed, messageId }]
  })
}
