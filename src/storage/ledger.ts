import { randomBytes } from 'node:crypto'
import { must } from '../base/bug.js'
import { instant } from '../base/day.js'
import { keyedHash, newId } from '../base/ids.js'
import { canonicalJson } from '../base/json.js'
import { jsonColumn, momentColumn } from './columns.js'
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
  const rows: Prisma.LedgerEntryCreateManyInput[] = []
  const texts: Prisma.PersonalTextCreateManyInput[] = []
  const at = tx.clock.now()
  for (const { id, entry } of entries) {
    const salt = entry.personal === undefined ? null : randomBytes(16).toString('hex')
    const digest = salt === null ? null : keyedHash(salt, canonicalJson(entry.personal))
    const { personal, ...plain } = entry
    const linked = { ...plain, id, sequence: head.sequence + 1, at, previousHash: head.hash }
    const hash = entryHash({ ...linked, at: instant(at) }, digest)
    rows.push({
      ...linked,
      body: jsonColumn(entry.body),
      at: momentColumn(at),
      personalDigest: digest,
      hash,
    })
    if (personal !== undefined) texts.push({ entryId: id, salt, text: jsonColumn(personal) })
    head = { sequence: linked.sequence, hash }
  }
  for (let from = 0; from < rows.length; from += insertChunk) {
    await tx.client.ledgerEntry.createMany({ data: rows.slice(from, from + insertChunk) })
  }
  for (let from = 0; from < texts.length; from += insertChunk) {
    await tx.client.personalText.createMany({ data: texts.slice(from, from + insertChunk) })
  }
  await tx.client.ledgerHead.updateMany({ where: { bureau }, data: head })
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
