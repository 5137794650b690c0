import { fork } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { shortId } from '../base/ids.js'
import { stopwatch } from '../base/real-time.js'
import type { Log } from '../base/log.js'
import { syncPath, syncTree } from './durable-files.js'
import { StorageError } from './storage-error.js'

/** Begins the name of a folder in which a database is being made. */
const unborn = 'pgdata.new-'

/**
 * Makes `folder/pgdata` when it isn't there or empty; throws `damaged` when it is there in part. Making a database takes some 800 MB for a few seconds, so a child
 * does it in a new folder, which then is synced and renamed: a crash on the way leaves nothing half made.
 */
export async function ensureBorn(folder: string, log: Log): Promise<string> {
  const pgdata = join(folder, 'pgdata')
  if (existsSync(pgdata) && readdirSync(pgdata).length > 0) {
    refuseHalf(pgdata)
    return pgdata
  }
  const elapsed = stopwatch()
  mkdirSync(folder, { recursive: true })
  removeUnborn(folder)
  const newborn = join(folder, `${unborn}${shortId(4)}`)
  try {
    await runChild(newborn)
    syncTree(newborn)
    renameSync(newborn, pgdata)
    syncPath(folder)
  } catch (error) {
    rmSync(newborn, { recursive: true, force: true })
    throw error
  }
  log.info('database made', { ms: Math.round(elapsed()) })
  return pgdata
}

/** What each database has; where one of these is missing, PGlite would make a new one over what is left. */
const vital = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal', 'pg_xact', 'pg_multixact']

/** A folder that holds something and is no whole database is never written to. */
function refuseHalf(pgdata: string): void {
  const missing = vital.filter((name) => !existsSync(join(pgdata, name)))
  if (missing.length === 0) return
  const message = `数据库 ${pgdata} 不完整，缺少 ${missing.join('、')}，没有打开，也没有改动。请先整目录备份，再从备份恢复整个 pgdata；确实要从头开始时，请自行移走该目录。`
  throw new StorageError('damaged', message)
}

/** What a killed birth left; the folder's lock is ours. */
function removeUnborn(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(unborn)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

async function runChild(newborn: string): Promise<void> {
  const sources = import.meta.url.endsWith('.ts')
  const path = fileURLToPath(
    new URL(sources ? './birth-main.ts' : './birth-main.js', import.meta.url),
  )
  const tsx = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = fork(path, [newborn], {
    execArgv: sources ? ['--import', tsx()] : [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2_000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code === 0) return
  throw new StorageError(
    'birth-failed',
    `新建数据库失败（${newborn}）。请检查磁盘空间（约需 100 MB）、内存（约需 900 MB）和目录权限后重新启动。${said}`,
  )
}
