import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Instant } from '../base/day.js'
import { machineTime } from '../base/real-time.js'
import { isId, newId, sha256, shortId } from '../base/ids.js'
import { momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import type { StoredFile as Row } from './generated/client.js'

/**
 * Evidence and forms in a folder, named by what is in them: `ab/abcdef…`. Replicas share the folder.
 * Never overwritten; a file is there whole or not at all.
 */
export class FileStore {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps the bytes on disk (synced) and answers their sha256; the same bytes twice are one file. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256(bytes)
    const path = this.#path(hash)
    if (await exists(path)) return hash
    await mkdir(dirname(path), { recursive: true })
    const unfinished = `${path}.${shortId()}`
    try {
      const file = await open(unfinished, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    await syncFolder(dirname(path))
    await syncFolder(this.#folder)
    return hash
  }

  /** The bytes, or null when there is no such file. Throws when the disk holds other bytes than were put in. */
  async get(hash: string): Promise<Buffer | null> {
    const path = this.#path(hash)
    if (!(await exists(path))) return null
    const bytes = await readFile(path)
    if (sha256(bytes) !== hash) throw new Error(`file ${hash} is damaged on disk`)
    return bytes
  }

  /** Takes bytes off the disk; nothing where there are none. */
  async remove(hash: string): Promise<void> {
    await rm(this.#path(hash), { force: true })
  }

  /** Hashes of what has lain on the disk for longer than some milliseconds of real time, a folder at a time. */
  async *olderThan(ms: number): AsyncGenerator<string[]> {
    const before = machineTime() - ms
    for (const folder of await namesIn(this.#folder)) {
      const hashes: string[] = []
      for (const name of await namesIn(join(this.#folder, folder))) {
        if (!/^[0-9a-f]{64}$/.test(name)) continue
        const { mtimeMs } = await stat(this.#path(name))
        if (mtimeMs < before) hashes.push(name)
      }
      if (hashes.length > 0) yield hashes
    }
  }

  #path(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('not a sha256')
    return join(this.#folder, hash.slice(0, 2), hash)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** What a stored file is: the same bytes may be several files. */
export interface NewFile {
  bureau: string
  sha256: string
  /** As it was sent. */
  name: string
  /** Bytes. */
  size: number
  mediaType: string
  /** Person id. */
  by: string
  /** What it belongs to: an entry's or draft's id. */
  about?: string
}

export interface StoredFile extends NewFile {
  id: string
  at: Instant
}

/** Writes down what a file is; answers its id. */
export async function saveFile(tx: Tx, file: NewFile): Promise<string> {
  const id = newId()
  await tx.client.storedFile.create({ data: { ...file, id, at: momentColumn(tx.clock.now()) } })
  return id
}

/** A file by its id, or null. */
export async function findFile(db: Db, id: string): Promise<StoredFile | null> {
  if (!isId(id)) return null
  const row = await db.client.storedFile.findUnique({ where: { id } })
  return row && fileOf(row)
}

/** The same bytes as another file, of nothing yet, e.g. for what is asked again; its id, or null where there is no such file. */
export async function copyFile(tx: Tx, id: string): Promise<string | null> {
  const found = await findFile(tx, id)
  if (!found) return null
  const { id: _, at: __, about: ___, ...same } = found
  return saveFile(tx, same)
}

/** The files that belong to something, earliest first. */
export async function filesAbout(db: Db, bureau: string, about: string): Promise<StoredFile[]> {
  const rows = await db.client.storedFile.findMany({
    where: { bureau, about },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  return rows.map(fileOf)
}

/** Says what a file belongs to, e.g. when the draft that waited for it becomes an entry. */
export async function setFileAbout(tx: Tx, id: string, about: string): Promise<void> {
  await tx.client.storedFile.update({ where: { id }, data: { about } })
}

/** Forgets the files that belong to something; their bytes go with the next sweep, unless they are others' too. */
export async function deleteFilesAbout(tx: Tx, bureau: string, about: string): Promise<number> {
  return (await tx.client.storedFile.deleteMany({ where: { bureau, about } })).count
}

/** Forgets a bureau's files that came before a moment, whatever they belong to; answers how many. */
export async function deleteFilesBefore(tx: Tx, bureau: string, moment: Instant): Promise<number> {
  const where = { bureau, at: { lt: momentColumn(moment) } }
  return (await tx.client.storedFile.deleteMany({ where })).count
}

/**
 * Forgets files that were sent before a moment for a form and never handed in with it, at most so many, and says how many.
 * `forms`: how what they are about begins.
 */
export async function pruneFormFiles(
  db: Db,
  forms: readonly string[],
  before: Instant,
  limit = 1_000,
): Promise<number> {
  const moment = momentColumn(before)
  return db.client.$executeRaw`DELETE FROM "StoredFile" WHERE "id" IN (
    SELECT "id" FROM "StoredFile" WHERE "at" < ${moment}::timestamptz
      AND split_part("about", ':', 1) || ':' = ANY(${[...forms]}) LIMIT ${limit})`
}

/** Those of some bytes that no file is of any more. */
async function unowned(db: Db, hashes: readonly string[]): Promise<string[]> {
  const rows = await db.client.storedFile.findMany({
    where: { sha256: { in: [...hashes] } },
    select: { sha256: true },
  })
  const owned = new Set(rows.map(({ sha256: hash }) => hash))
  return hashes.filter((hash) => !owned.has(hash))
}

/**
 * Deletes from disk what no file is of any more: bytes whose files were erased. Younger than a day they stay, since
 * what was fetched is written down a moment later. Answers how many went.
 */
export async function sweepFiles(db: Db, store: FileStore): Promise<number> {
  let count = 0
  for await (const hashes of store.olderThan(86_400_000)) {
    for (const hash of await unowned(db, hashes)) {
      await store.remove(hash)
      count++
    }
  }
  return count
}

function fileOf(row: Row): StoredFile {
  const { about, at, ...plain } = row
  return { ...plain, at: momentOfColumn(at), ...(about === null ? {} : { about }) }
}
