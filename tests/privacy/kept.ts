import { isId } from '../../src/base/ids.js'
import type { Json } from '../../src/base/json.js'
import type { Storage } from '../../src/storage/database.js'
import type { Given, Markers } from './markers.js'

/** Something that people wrote, of which a table holds anything. */
export interface Kept {
  given: Given
  /** `leave.asked reason`, `leave.asked body`, `draft report`, `file leave.asked`, or the table. */
  where: string
  /** The entry that it is about, or is; '' where it is none. */
  root: string
}

/** What is left in any column of any table of what people wrote; `textOf`: what stands in a file that a row is about. */
export async function keptIn(
  storage: Storage,
  markers: Markers,
  textOf: (sha256: string) => string,
): Promise<Kept[]> {
  const kept: Kept[] = []
  const note = (text: string, where: string, root = ''): void => {
    for (const given of markers.within(text)) kept.push({ given, where, root })
  }
  const { client } = storage.read
  const entries = await client.ledgerEntry.findMany({ include: { personal: true } })
  const kinds = new Map(entries.map(({ id, kind }) => [id, kind]))
  for (const { kind, personal, body, ...entry } of entries) {
    const root = entry.about ?? entry.id
    for (const [field, text] of Object.entries(Object(personal?.text ?? {}) as object)) {
      note(JSON.stringify(text), `${kind} ${field}`, root)
    }
    note(JSON.stringify(body), `${kind} body`, root)
    note(JSON.stringify(entry), `${kind} entry`, root)
  }
  for (const { kind, body } of await client.draft.findMany()) {
    note(JSON.stringify(body as Json), `draft ${kind}`)
  }
  for (const { name, about, ...file } of await client.storedFile.findMany()) {
    const root = about !== null && isId(about) ? about : ''
    const what = `file ${kinds.get(root) ?? about?.split(':')[0] ?? 'of nothing'}`
    note(`${name}\n${textOf(file.sha256)}`, what, root)
    note(JSON.stringify({ ...file, about, size: 0 }), 'StoredFile', root)
  }
  const known = ['LedgerEntry', 'PersonalText', 'Draft', 'StoredFile']
  for (const table of await tablesBut(storage, known)) {
    for (const row of await rowsOf(storage, table)) note(row, table)
  }
  return kept
}

/** Of each entry that others are about, their kinds. */
export async function kindsAbout({ read }: Storage): Promise<Map<string, Set<string>>> {
  const all = await read.client.ledgerEntry.findMany({ where: { about: { not: null } } })
  const kinds = new Map<string, Set<string>>()
  for (const { about, kind } of all) {
    kinds.set(about ?? '', (kinds.get(about ?? '') ?? new Set()).add(kind))
  }
  return kinds
}

async function tablesBut({ read }: Storage, known: readonly string[]): Promise<string[]> {
  const rows = await read.client.$queryRawUnsafe<{ name: string }[]>(
    'select tablename as name from pg_tables where schemaname = current_schema()',
  )
  return rows.map(({ name }) => name).filter((name) => !known.includes(name))
}

/** Every row of a table as text: JSON in words, bytes as hexadecimal. */
async function rowsOf({ read }: Storage, table: string): Promise<string[]> {
  const rows = await read.client.$queryRawUnsafe<{ row: string }[]>(
    `select t::text as row from "${table}" t`,
  )
  return rows.map(({ row }) => row)
}
