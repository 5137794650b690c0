import { statfsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'
import { breathe } from '../base/real-time.js'
import type { Log } from '../base/log.js'
import { ensureBorn } from './birth.js'
import { DurableFiles, type FsyncWatch } from './durable-files.js'
import { lockFolder } from './folder-lock.js'
import { prepareSessions } from './session.js'
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

/**
 * Opens (first makes) the PostgreSQL that runs in this process, in `folder`. One connection.
 * Throws a StorageError: `in-use`, `disk-full`, `damaged`, `birth-failed`.
 */
export async function connectEmbedded(
  folder: string,
  log: Log,
  onFsync?: FsyncWatch,
): Promise<Connected> {
  const unlock = lockFolder(folder)
  try {
    const pgdata = await ensureBorn(folder, log)
    const database = await start(pgdata, onFsync)
    const pool = poolOn(database)
    prepareSessions(pool)
    const close = async (): Promise<void> => {
      await pool.end()
      await database.close()
      unlock()
    }
    return { pool, close }
  } catch (error) {
    unlock()
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
    const database = await PGlite.create({
      fs: new DurableFiles(pgdata, onFsync),
      startParams: [...defaults, ...settings.flatMap((setting) => ['-c', setting])],
    })
    // It answers in micro-tasks only: without this, awaited queries in a row starve timers and sockets.
    const execute = database.execProtocolStream.bind(database)
    database.execProtocolStream = async (...given) => {
      await breathe()
      return execute(...given)
    }
    return database
  } catch (error) {
    throw explained(pgdata, error)
  }
}

/** An open that fails says no more than `Aborted()`: look whether the disk is full. */
function explained(pgdata: string, cause: unknown): StorageError {
  const disk = statfsSync(pgdata)
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1_000_000)
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
  return new pg.Pool({ ...poolConfig(config), max: 1, idleTimeoutMillis: 0 })
}

/** The shim's connection stands where node-postgres declares a socket's. */
function poolConfig(config: object): pg.PoolConfig {
  return config
}
