import { day } from '../base/day.js'
import { isId } from '../base/ids.js'
import type { Json } from '../base/json.js'
import { jsonOfColumn, momentOfColumn } from './columns.js'
import type { Db } from './database.js'
import { gathered } from './gathered.js'
import type { PersonalText, Prisma } from './generated/client.js'
import type { Entry, EntryFilter } from './ledger-entry.js'
import type { PlainEntry } from './ledger-stream.js'

/** Rows per SELECT: one statement stays under 50 ms on the embedded database. */
const readChunk = 250

type Bare = Prisma.LedgerEntryGetPayload<object>
/** An entry's row with its personal text. */
export type Row = Prisma.LedgerEntryGetPayload<{ include: { personal: true } }>

/**
 * The entries that a filter lets through, in sequence order. Pages: long reads let others have their turn. Several who ask the same of one
 * subject each, at the same time, are answered by one reading.
 */
export async function readEntries(db: Db, filter: EntryFilter): Promise<Entry[]> {
  const { subject, subjects, ...others } = filter
  const [only = subject, ...more] = subjects ?? []
  if (only === undefined || more.length > 0 || (subject !== undefined && only !== subject))
    return await readAll(db, filter)
  return await ofSubject(db, { subject: only, others })
}

const ofSubject = gathered<Db, { subject: string; others: EntryFilter }, Entry[]>(
  async (db, asked) => {
    const alike = new Map<string, { others: EntryFilter; subjects: string[] }>()
    for (const { subject, others } of asked) {
      const name = JSON.stringify(others)
      const known = alike.get(name) ?? { others, subjects: [] }
      known.subjects.push(subject)
      alike.set(name, known)
    }
    const read = new Map<string, Entry[]>()
    for (const [name, { others, subjects }] of alike) {
      read.set(name, await readAll(db, { ...others, subjects: [...new Set(subjects)] }))
    }
    return asked.map(({ subject, others }) => {
      const entries = read.get(JSON.stringify(others)) ?? []
      return entries.filter((entry) => entry.subject === subject)
    })
  },
)

async function readAll(db: Db, filter: EntryFilter): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const rows of pages(db, filter)) for (const row of rows) entries.push(entryOf(row))
  return entries
}

/** One entry by its id, or null. */
export async function findEntry(db: Db, id: string): Promise<Entry | null> {
  if (!isId(id)) return null
  const row = await db.client.ledgerEntry.findUnique({ where: { id }, include: { personal: true } })
  return row && entryOf(row)
}

/** The hash of a bureau's entry at a sequence, up to which it proves the ledger; null where there is none. */
export async function hashAt(db: Db, bureau: string, sequence: number): Promise<string | null> {
  const row = await db.client.ledgerEntry.findUnique({
    where: { bureau_sequence: { bureau, sequence } },
    select: { hash: true },
  })
  return row?.hash ?? null
}

/** The rows that a filter lets through, so many at a time, in sequence order. */
export async function* pages(
  db: Db,
  filter: EntryFilter,
  personal: 'of-those-that-have-some' | 'of-all' = 'of-those-that-have-some',
): AsyncGenerator<Row[]> {
  // Nothing is about what is no id; the database would call it an error.
  if (filter.about !== undefined && !isId(filter.about)) return
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
      : await db.client.$queryRaw<PersonalText[]>`
          SELECT "entryId", "salt", "text" FROM "PersonalText" WHERE "entryId" = ANY(${ids}::uuid[])`
  const byEntry = new Map(texts.map((text) => [text.entryId, text]))
  return rows.map((row) => ({ ...row, personal: byEntry.get(row.id) ?? null }))
}

function conditions(filter: EntryFilter, after: number): Prisma.LedgerEntryWhereInput {
  const { bureau, cycle, kinds, subject, subjects, about, period, periods, by, ids, upToSequence } =
    filter
  return {
    bureau,
    ...(cycle === undefined ? {} : { cycle }),
    ...(kinds === undefined ? {} : { kind: { in: [...kinds] } }),
    ...(subject === undefined ? {} : { subject }),
    ...(subjects === undefined ? {} : { subject: { in: [...subjects] } }),
    ...(about === undefined ? {} : { about }),
    ...(period === undefined ? {} : { period }),
    ...(periods === undefined ? {} : { period: { in: [...periods] } }),
    ...(by === undefined ? {} : { by }),
    ...(ids === undefined ? {} : { id: { in: ids.filter(isId) } }),
    sequence: { gt: after, ...(upToSequence === undefined ? {} : { lte: upToSequence }) },
  }
}

/** The entry that a row holds. */
export function entryOf(row: Row): Entry {
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

/** An entry as its proof needs it: what its hash covers, the personal text by its digest. */
export interface ProofEntry extends PlainEntry {
  personalDigest: string | null
  previousHash: string
  hash: string
}

/** A bureau's entries with their proofs and without personal text, in pages, in order. */
export async function* proofPages(db: Db, bureau: string): AsyncGenerator<ProofEntry[]> {
  for await (const rows of pages(db, { bureau })) {
    yield rows.map((row) => ({
      ...{ id: row.id, sequence: row.sequence, kind: row.kind, day: day(row.day), by: row.by },
      ...{ cycle: row.cycle, subject: row.subject, about: row.about, period: row.period },
      ...{ body: jsonOfColumn(row.body), at: momentOfColumn(row.at) },
      ...{ personalDigest: row.personalDigest, previousHash: row.previousHash, hash: row.hash },
    }))
  }
}
