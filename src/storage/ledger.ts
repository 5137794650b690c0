import { randomBytes } from 'node:crypto'
import { must } from '../base/bug.js'
import { instant } from '../base/day.js'
import { keyedHash, newId } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import { momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import { Prisma } from './generated/client.js'
import { type BufferedEntry, entryHash, genesisHash, type NewEntry } from './ledger-entry.js'

/** Rows per INSERT: one statement stays under 50 ms on the embedded database. */
const insertChunk = 100

/** Where a bureau's chain ends; sequence 0 and 64 zeros before its first entry. */
export interface Head {
  sequence: number
  hash: string
}

/**
 * Appends an entry and returns its id (UUID version 7) at once. It gets its sequence and hash, and can be
 * read, from {@link flush} on, which the transaction does as its last step.
 */
export function append(tx: Tx, entry: NewEntry): string {
  const id = newId()
  tx.appended.push({ id, entry })
  return id
}

/**
 * Writes the appended entries: locks the bureau's head row, so that everybody else who appends waits for this
 * transaction, gives each the next sequence and links it to the one before. `at` is the clock's moment.
 */
export async function flush(tx: Tx): Promise<void> {
  const appended = tx.appended.splice(0)
  const bureaus = [...new Set(appended.map(({ entry }) => entry.bureau))].sort()
  for (const bureau of bureaus) {
    await extend(
      tx,
      bureau,
      appended.filter(({ entry }) => entry.bureau === bureau),
    )
  }
}

async function extend(tx: Tx, bureau: string, entries: BufferedEntry[]): Promise<void> {
  let head = await lockHead(tx, bureau)
  for (let from = 0; from < entries.length; from += insertChunk) {
    head = await insertEntries(tx, head, entries.slice(from, from + insertChunk))
  }
  await tx.client.ledgerHead.updateMany({ where: { bureau }, data: head })
}

/**
 * Links so many entries behind a head and writes them; answers the new head. Rows go as one value: the statement is the
 * same for any number of them, and is made and parsed once.
 */
async function insertEntries(
  tx: Tx,
  behind: Head,
  entries: readonly BufferedEntry[],
): Promise<Head> {
  let head = behind
  const rows: Json[] = []
  const texts: Json[] = []
  const at = tx.clock.now()
  for (const { id, entry } of entries) {
    const { personal, ...plain } = entry
    const salt = personal === undefined ? null : randomBytes(16).toString('hex')
    const personalDigest = salt === null ? null : keyedHash(salt, canonicalJson(personal))
    const linked = { ...plain, id, sequence: head.sequence + 1, at, previousHash: head.hash }
    const hash = entryHash({ ...linked, at: instant(at) }, personalDigest)
    rows.push({ ...linked, at: momentColumn(at), personalDigest, hash })
    if (personal !== undefined) texts.push({ id, salt, text: personal })
    head = { sequence: linked.sequence, hash }
  }
  await tx.client.$executeRaw`
    INSERT INTO "LedgerEntry" ("id", "bureau", "sequence", "kind", "day", "by", "cycle", "subject", "about", "period",
      "body", "personalDigest", "at", "previousHash", "hash")
    SELECT "id", "bureau", "sequence", "kind", "day", "by", "cycle", "subject", "about", "period",
      coalesce("body", 'null'), "personalDigest", "at", "previousHash", "hash"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "bureau" text, "sequence" int, "kind" text,
      "day" text, "by" text, "cycle" text, "subject" text, "about" uuid, "period" text, "body" jsonb,
      "personalDigest" text, "at" timestamptz, "previousHash" text, "hash" text)`
  if (texts.length > 0) {
    await tx.client.$executeRaw`
      INSERT INTO "PersonalText" ("entryId", "salt", "text")
      SELECT "id", "salt", coalesce("text", 'null')
      FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS r("id" uuid, "salt" text, "text" jsonb)`
  }
  return head
}

/** Locks a bureau's head row until the commit; makes it for the first entry. */
async function lockHead(tx: Tx, bureau: string): Promise<Head> {
  const lock = () => tx.client.$queryRaw<Head[]>`
    SELECT "sequence", "hash" FROM "LedgerHead" WHERE "bureau" = ${bureau} FOR UPDATE`
  const [head] = await lock()
  if (head) return head
  await tx.client.$executeRaw`INSERT INTO "LedgerHead" ("bureau", "sequence", "hash")
    VALUES (${bureau}, 0, ${genesisHash}) ON CONFLICT DO NOTHING`
  const [made] = await lock()
  return must(made, 'the ledger head that was just made is missing')
}

/** Where a bureau's chain ends now. */
export async function headOf(db: Db, bureau: string): Promise<Head> {
  const row = await db.client.ledgerHead.findUnique({ where: { bureau } })
  return row ? { sequence: row.sequence, hash: row.hash } : { sequence: 0, hash: genesisHash }
}

/** The beginning of a hash, for people to note: 48 bits. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12)
}

/** Erases an entry's personal text and its salt for good; the chain stays provable. False: there was none. */
export async function erasePersonal(tx: Tx, entryId: string): Promise<boolean> {
  const { count } = await tx.client.personalText.updateMany({
    where: { entryId, salt: { not: null } },
    data: { salt: null, text: Prisma.DbNull },
  })
  return count > 0
}
