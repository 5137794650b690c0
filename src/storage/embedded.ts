import { statfsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { failureCodes } from '../base/failure.js'
import { after, breathe } from '../base/real-time.js'
import type { Log } from '../base/log.js'
import { ensureBorn } from './birth.js'
import { DurableFiles, type FsyncWatch } from './durable-files.js'
import { type FolderLock, lockFolder } from './folder-lock.js'
import { prepareSessions } from './session.js'
import { watchStatements } from './statements.js'
import { StorageError } from './storage-error.js'

/** A pool of connections and how to let go of what is behind it. */
export interface Connected {
  pool: pg.Pool
  close: () => Promise<void>
}

/** What the defaults lack for a database that must survive, in little memory. */
const settings = [
  'fsync=on',
  'wal_sync_method=fsync',
  'shared_buffers=16MB',
  'max_wal_size=64MB',
  'min_wal_size=32MB',
]

/** How the database says that the process must end: it can't write any more, or the folder is another's. */
export type Fatal = (error: StorageError) => void

/**
 * Opens (first makes) the PostgreSQL that runs in this process, in `folder`. One connection.
 * Throws a StorageError: `in-use`, `disk-full`, `damaged`, `birth-failed`. `fatal` is called once, later, with
 * `disk-full`, `failed` or `lock-lost`: what then is asked of the database is never answered.
 */
export async function connectEmbedded(
  folder: string,
  log: Log,
  { onFsync, fatal }: { onFsync?: FsyncWatch | undefined; fatal: Fatal },
): Promise<Connected> {
  const lock = await lockFolder(folder, fatal)
  try {
    const pgdata = await ensureBorn(folder, log)
    const database = await start(pgdata, onFsync)
    let closing = false
    const judge = judgeOf(pgdata, (error) => {
      // What breaks while it is let go of harms nobody.
      if (!closing) fatal(error)
    })
    guard(database, { pgdata, lock, judge })
    const pool = poolOn(database)
    prepareSessions(pool)
    watchStatements(pool, ({ error }) => {
      if (error !== undefined && isDeadly(error)) judge(error)
    })
    const close = async (): Promise<void> => {
      closing = true
      await pool.end()
      await database.close()
      lock.release()
    }
    return { pool, close }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function start(pgdata: string, onFsync: FsyncWatch | undefined): Promise<PGlite> {
  // Compiled simply and once: compiling the database's busy parts again, to run faster, costs seconds of both
  // processors and some 90 MB after each start, and a bureau's statements then take as long as before.
  setFlagsFromString('--liftoff-only')
  // -F switches fsync off.
  const defaults = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F')
  try {
    return await PGlite.create({
      fs: new DurableFiles(pgdata, onFsync),
      startParams: [...defaults, ...settings.flatMap((setting) => ['-c', setting])],
    })
  } catch (error) {
    throw explained(pgdata, error)
  }
}

/** Real time after which a database that gives no answer, though this process runs, gives none any more. */
const answerMs = 60_000
/** The same where the disk is full: no statement of ours takes so long, and nothing else is to be expected. */
const answerOnFullDiskMs = 3_000

/** Messages of the extended protocol that are answered together, with the Sync behind them: Parse, Bind, Describe, Execute, Close. */
const answeredTogether = new Set(Array.from('PBDEC', (letter) => letter.charCodeAt(0)))

/**
 * Each statement to the database: its messages in one call, as they would lie in a socket's buffer; only while the folder is ours,
 * with a turn for timers and sockets before it (it answers in micro-tasks only: without that, awaited queries in a row
 * starve them), and with a judge for what ends it. A database that broke down in the middle of a statement never answers it, nor any
 * later one.
 */
function guard(
  database: PGlite,
  { pgdata, lock, judge }: { pgdata: string; lock: FolderLock; judge: (error: unknown) => void },
): void {
  const execute = database.execProtocolStream.bind(database)
  const held: Uint8Array[] = []
  database.execProtocolStream = async (message, options) => {
    held.push(message)
    if (answeredTogether.has(message[0] ?? 0)) return []
    const messages = held.splice(0)
    await breathe()
    // A connection's farewell may come when the database is closed already.
    if (database.closed) return []
    lock.check()
    // Its files are the folder's own: there is nothing to carry over to another place.
    const answer = execute(Buffer.concat(messages), { ...options, syncToFs: false })
    const late = new Error('the embedded database does not answer')
    const deadlines = [
      after(answerMs, () => judge(late)),
      after(answerOnFullDiskMs, () => freeMbOf(pgdata) < fullMb && judge(late)),
    ]
    try {
      return await answer
    } catch (error) {
      judge(error)
      throw error
    } finally {
      for (const cancel of deadlines) cancel()
    }
  }
}

/** Disk full, failed reads and writes, damage, and the server's own end: what comes after is no better. */
function isDeadly(error: unknown): boolean {
  return failureCodes(error).some((code) =>
    /^(?:53100|58\w{3}|57P0[123]|XX00[12]|ENOSPC|EIO)$/.test(code),
  )
}

/** Less than one segment of the log. */
const fullMb = 16

/** Tells the fatal error once, in plain words. */
function judgeOf(pgdata: string, fatal: Fatal): (cause: unknown) => void {
  let told = false
  return (cause) => {
    if (told) return
    told = true
    const full = failureCodes(cause).some((code) => code === '53100' || code === 'ENOSPC')
    const freeMb = freeMbOf(pgdata)
    if (full || freeMb < fullMb) {
      const message = `磁盘已满：${pgdata} 所在磁盘仅余 ${freeMb} MB，数据库不能写入，程序退出。已确认的数据仍在，请腾出空间（至少 64 MB）后重新启动。`
      return fatal(new StorageError('disk-full', message, { cause }))
    }
    const message = `数据库 ${pgdata} 不能继续工作，程序退出。已确认的数据仍在，重新启动即可恢复；再次发生时请检查磁盘和日志中的原因。`
    fatal(new StorageError('failed', message, { cause }))
  }
}

function freeMbOf(path: string): number {
  const disk = statfsSync(path)
  return Math.floor((disk.bavail * disk.bsize) / 1_000_000)
}

/** An open that fails says no more than `Aborted()`: look whether the disk is full. */
function explained(pgdata: string, cause: unknown): StorageError {
  const freeMb = freeMbOf(pgdata)
  if (freeMb < 64) {
    const message = `磁盘已满：${pgdata} 所在磁盘仅余 ${freeMb} MB，数据库无法打开。数据仍在，请腾出至少 64 MB 后重新启动。`
    return new StorageError('disk-full', message, { cause })
  }
  const message = `数据库 ${pgdata} 无法打开。请勿改动该目录，先整目录备份，再查看日志或从备份恢复。`
  return new StorageError('damaged', message, { cause })
}

function poolOn(database: PGlite): pg.Pool {
  const config = createPgConfig(database)
  // node-postgres leaves `types` unset or sets a resolver where the shim expects a list.
  const parse = config.connection.parse.bind(config.connection)
  config.connection.parse = (query: { types?: unknown }) =>
    parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined })
  return keeping(new pg.Pool({ ...poolConfig(config), max: 1, idleTimeoutMillis: 0 }))
}

/**
 * Keeps the pool's one client when a statement of it fails. node-postgres ends the client and makes another; here both would
 * sit on the same connection, and from then on each statement would get the answer of the one before.
 */
function keeping(pool: pg.Pool): pg.Pool {
  const query = async (...given: unknown[]): Promise<unknown> => {
    const client = await pool.connect()
    try {
      return await Reflect.apply(client.query, client, given)
    } finally {
      client.release()
    }
  }
  return Object.assign(pool, { query })
}

/** The shim's connection stands where node-postgres declares a socket's. */
function poolConfig(config: object): pg.PoolConfig {
  return config
}
