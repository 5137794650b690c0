import { day } from '../base/day.js'
import { keyedHash } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import { jsonOfColumn, momentOfColumn } from './columns.js'
import type { Db } from './database.js'
import type { Prisma } from './generated/client.js'
import { type Head, headOf } from './ledger.js'
import { type Entry, type EntryFilter, entryHash, genesisHash } from './ledger-entry.js'

/** Rows per SELECT: one statement stays under 50 ms on the embedded database. */
const readChunk = 250

type Bare = Prisma.LedgerEntryGetPayload<object>
type Row = Prisma.LedgerEntryGetPayload<{ include: { personal: true } }>

/** The entries that a filter lets through, in sequence order. Pages: long reads let others have their turn. */
export async function readEntries(db: Db, filter: EntryFilter): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const rows of pages(db, filter)) for (const row of rows) entries.push(entryOf(row))
  return entries
}

/** One entry by its id, or null. */
export async function findEntry(db: Db, id: string): Promise<Entry | null> {
  const row = await db.client.ledgerEntry.findUnique({ where: { id }, include: { personal: true } })
  return row && entryOf(row)
}

async function* pages(
  db: Db,
  filter: EntryFilter,
  personal: 'of-those-that-have-some' | 'of-all' = 'of-those-that-have-some',
): AsyncGenerator<Row[]> {
  let after = filter.afterSequence ?? 0
  for (;;) {
    const rows = await db.client.ledgerEntry.findMany({
      where: conditions(filter, after),
      orderBy: { sequence: 'asc' },
      take: readChunk,
    })
    yield await withPersonal(db, rows, personal)
    const last = rows.at(-1)
    if (!last || rows.length < readChunk) return
    after = last.sequence
  }
}

/** Most kinds of entries hold nothing personal, and many readings are empty: then nothing is asked. */
async function withPersonal(
  db: Db,
  rows: readonly Bare[],
  personal: 'of-those-that-have-some' | 'of-all',
): Promise<Row[]> {
  const ids = rows
    .filter((row) => personal === 'of-all' || row.personalDigest !== null)
    .map((row) => row.id)
  const texts =
    ids.length === 0
      ? []
      : await db.client.personalText.findMany({ where: { entryId: { in: ids } } })
  const byEntry = new Map(texts.map((text) => [text.entryId, text]))
  return rows.map((row) => ({ ...row, personal: byEntry.get(row.id) ?? null }))
}

function conditions(filter: EntryFilter, after: number): Prisma.LedgerEntryWhereInput {
  const { bureau, cycle, kinds, subject, about, period, by, ids, upToSequence } = filter
  return {
    bureau,
    ...(cycle === undefined ? {} : { cycle }),
    ...(kinds === undefined ? {} : { kind: { in: [...kinds] } }),
    ...(subject === undefined ? {} : { subject }),
    ...(about === undefined ? {} : { about }),
    ...(period === undefined ? {} : { period }),
    ...(by === undefined ? {} : { by }),
    ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    sequence: { gt: after, ...(upToSequence === undefined ? {} : { lte: upToSequence }) },
  }
}

function entryOf(row: Row): Entry {
  return {
    id: row.id,
    bureau: row.bureau,
    sequence: row.sequence,
    kind: row.kind,
    day: day(row.day),
    by: row.by,
    ...(row.cycle === null ? {} : { cycle: row.cycle }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.about === null ? {} : { about: row.about }),
    ...(row.period === null ? {} : { period: row.period }),
    body: jsonOfColumn(row.body),
    ...(row.personalDigest === null ? {} : { personal: personalOf(row) }),
    at: momentOfColumn(row.at),
    previousHash: row.previousHash,
    hash: row.hash,
  }
}

function personalOf(row: Row): Json {
  return row.personal?.salt ? jsonOfColumn(row.personal.text) : null
}

/** Where and how a chain is broken. */
export interface ChainProblem {
  code: 'gap' | 'link' | 'changed' | 'personal-changed' | 'head'
  sequence: number
  /** Null where the entry itself is missing. */
  entryId: string | null
}

/**
 * Computes a bureau's chain anew. No problems: every entry is there, unchanged, and the head is the last one.
 * The first problem names the first broken entry; those behind a broken link are not listed again.
 */
export async function verifyChain(db: Db, bureau: string): Promise<ChainProblem[]> {
  const problems: ChainProblem[] = []
  const head = await headOf(db, bureau)
  let previous = { sequence: 0, hash: genesisHash }
  for await (const rows of pages(db, { bureau, upToSequence: head.sequence }, 'of-all')) {
    for (const row of rows) {
      const code = faultOf(row, previous)
      if (code === 'gap') {
        problems.push({ code, sequence: previous.sequence + 1, entryId: null })
      } else if (code) problems.push({ code, sequence: row.sequence, entryId: row.id })
      previous = { sequence: row.sequence, hash: row.hash }
    }
  }
  if (previous.sequence !== head.sequence || previous.hash !== head.hash) {
    problems.push({ code: 'head', sequence: head.sequence, entryId: null })
  } else if (await standsBeyond(db, bureau, head)) {
    problems.push({ code: 'head', sequence: head.sequence, entryId: null })
  }
  return problems
}

/** Entries behind a head that has not moved: the head was set back or removed. */
async function standsBeyond(db: Db, bureau: string, head: Head): Promise<boolean> {
  const where = { bureau, sequence: { gt: head.sequence } }
  if ((await db.client.ledgerEntry.findFirst({ where, select: { id: true } })) === null)
    return false
  return (await headOf(db, bureau)).sequence === head.sequence
}

function faultOf(
  row: Row,
  previous: { sequence: number; hash: string },
): ChainProblem['code'] | null {
  if (row.sequence !== previous.sequence + 1) return 'gap'
  if (row.previousHash !== previous.hash) return 'link'
  if (entryHash(entryOf(row), row.personalDigest) !== row.hash) return 'changed'
  if (row.personalDigest === null) return row.personal ? 'personal-changed' : null
  if (!row.personal) return 'personal-changed'
  const { salt, text } = row.personal
  if (salt === null) return text === null ? null : 'personal-changed'
  const digest = keyedHash(salt, canonicalJson(jsonOfColumn(text)))
  return digest === row.personalDigest ? null : 'personal-changed'
}
