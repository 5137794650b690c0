import { execFile } from 'node:child_process'
import { existsSync, statfsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { realClock } from '../../src/base/clock.js'
import { sha256, shortId } from '../../src/base/ids.js'
import { silentLog } from '../../src/base/log.js'
import { packagePath } from '../../src/base/package-root.js'
import type { Storage, StorageOptions } from '../../src/storage/database.js'
import { openStorage } from '../../src/storage/open.js'

/**
 * Where temporary folders stand: in memory where there is room for them, since a database is a thousand files and
 * copying, syncing and removing them on a disk takes seconds.
 */
const place = roomInMemory() ? '/dev/shm' : tmpdir()

function roomInMemory(): boolean {
  if (!existsSync('/dev/shm')) return false
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize > 1.5e9
}

/** A new folder for temporary files; the caller removes it. */
export function tempFolder(): Promise<string> {
  return mkdtemp(join(place, 'kaohe-'))
}

/**
 * A data folder with a new, migrated, empty database. Making one takes seconds, so that is done once for a
 * version of the migrations and copied. The caller removes the folder.
 */
export async function tempDataDir(): Promise<string> {
  return copyOf(await emptyFolder())
}

/** A new data folder with the database of another; the caller removes it. */
export async function copyOf(folder: string): Promise<string> {
  const dataDir = await tempFolder()
  // A thousand files: Node's own copy takes a quarter of a second of a processor for them.
  await promisify(execFile)('cp', ['-R', join(folder, 'pgdata'), join(dataDir, 'pgdata')])
  return dataDir
}

/** An empty embedded database, opened in well under a second; `close` also removes its folder. */
export async function tempStorage(
  options: Partial<Pick<StorageOptions, 'clock' | 'log' | 'told'>> & { onFsync?: () => void } = {},
): Promise<{ storage: Storage; dataDir: string; close: () => Promise<void> }> {
  const dataDir = await tempDataDir()
  const storage = await openStorage({ clock: realClock(), log: silentLog, ...options, dataDir })
  const close = async (): Promise<void> => {
    await storage.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { storage, dataDir, close }
}

let found: Promise<string> | undefined

/** A data folder with an empty database, to be copied. */
export function emptyFolder(): Promise<string> {
  found ??= findEmptyFolder()
  return found
}

async function findEmptyFolder(): Promise<string> {
  const from = ['prisma/migrations', 'node_modules/@electric-sql/pglite/package.json']
  return madeOnce('template', from, async (dataDir) => {
    const storage = await openStorage({ dataDir, clock: realClock(), log: silentLog })
    await storage.clean()
    await storage.close()
  })
}

/**
 * A data folder that is made once for a version of the files (or folders of files) that it comes from, by
 * whichever worker needs it first, and kept below the system's folder for temporary files. To be copied, not used.
 */
export async function madeOnce(
  name: string,
  from: readonly string[],
  make: (dataDir: string) => Promise<void>,
): Promise<string> {
  const path = join(place, `kaohe-${name}-${await versionOf(from)}`)
  if (existsSync(path)) return path
  const unfinished = `${path}.${shortId()}`
  await make(unfinished)
  try {
    await rename(unfinished, path)
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(path)) throw error
    await rm(unfinished, { recursive: true, force: true })
  }
  return path
}

async function versionOf(from: readonly string[]): Promise<string> {
  const files = await Promise.all(from.map((path) => filesBelow(packagePath(path))))
  const texts = await Promise.all(
    files.flat().map(async (file) => `${file}\n${await readFile(file, 'utf8')}`),
  )
  return sha256(texts.join('\n')).slice(0, 12)
}

async function filesBelow(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path]
  const found = await readdir(path, { recursive: true, withFileTypes: true })
  return found
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort()
}
