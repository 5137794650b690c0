import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, realClock } from '../../src/base/clock.js'
import { sha256, shortId } from '../../src/base/ids.js'
import { type Log, silentLog } from '../../src/base/log.js'
import { packagePath } from '../../src/base/package-root.js'
import type { Storage } from '../../src/storage/database.js'
import { openStorage } from '../../src/storage/open.js'

/** A new folder below the system's for temporary files; the caller removes it. */
export function tempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kaohe-'))
}

/**
 * A data folder with a new, migrated, empty database. Making one takes seconds, so that is done once for a
 * version of the migrations and copied. The caller removes the folder.
 */
export async function tempDataDir(): Promise<string> {
  const dataDir = await tempFolder()
  await cp(join(await template(), 'pgdata'), join(dataDir, 'pgdata'), { recursive: true })
  return dataDir
}

/** An empty embedded database, opened in well under a second; `close` also removes its folder. */
export async function tempStorage(
  options: { clock?: Clock; log?: Log; onFsync?: () => void } = {},
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

function template(): Promise<string> {
  found ??= findTemplate()
  return found
}

async function findTemplate(): Promise<string> {
  const path = join(tmpdir(), `kaohe-template-${await templateVersion()}`)
  if (existsSync(path)) return path
  const unfinished = `${path}.${shortId()}`
  const storage = await openStorage({ dataDir: unfinished, clock: realClock(), log: silentLog })
  await storage.clean()
  await storage.close()
  try {
    await rename(unfinished, path)
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(path)) throw error
    await rm(unfinished, { recursive: true, force: true })
  }
  return path
}

async function templateVersion(): Promise<string> {
  const folder = packagePath('prisma', 'migrations')
  const names = (await readdir(folder, { recursive: true }))
    .filter((n) => n.endsWith('.sql'))
    .sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const lock = await readFile(packagePath('node_modules/@electric-sql/pglite/package.json'), 'utf8')
  return sha256([...names, ...texts, lock].join('\n')).slice(0, 12)
}
