import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { sha256 } from '../base/ids.js'
import type { Log } from '../base/log.js'
import { packagePath } from '../base/package-root.js'
import { StorageError } from './storage-error.js'

/** Any number, the same in every replica. */
const advisoryLock = 5_207_369

/** Prisma's own table, so that its tools agree about what is applied. */
const table = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`

interface Applied {
  migration_name: string
  checksum: string
  finished: boolean
}

/**
 * Applies the migrations that are missing, each in a transaction, and answers their names. Replicas starting
 * at once wait for one another. Throws a StorageError when an applied one was edited or one fails.
 */
export async function migrate(
  pool: pg.Pool,
  log: Log,
  folder = packagePath('prisma', 'migrations'),
): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${advisoryLock})`)
    await client.query(table)
    return await applyMissing(client, log, folder)
  } finally {
    try {
      await client.query(`SELECT pg_advisory_unlock(${advisoryLock})`)
    } finally {
      client.release()
    }
  }
}

async function applyMissing(client: pg.PoolClient, log: Log, folder: string): Promise<string[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  )
  const known = new Map(rows.map((row) => [row.migration_name, row]))
  const added: string[] = []
  for (const name of migrationNames(folder)) {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
    const checksum = sha256(sql)
    const applied = known.get(name)
    if (applied) {
      refuseBroken(applied, checksum)
      continue
    }
    await apply(client, name, sql, checksum)
    log.info('migration applied', { migration: name })
    added.push(name)
  }
  return added
}

/** The migrations in a folder, in order. */
export function migrationNames(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

function refuseBroken(applied: Applied, checksum: string): void {
  const name = applied.migration_name
  if (!applied.finished) {
    const message = `数据库迁移 ${name} 上次未完成。请从备份恢复，或请维护人员处理后重试。`
    throw new StorageError('migration-failed', message)
  }
  if (applied.checksum !== checksum) {
    const message = `数据库迁移 ${name} 在执行之后被改动。请恢复原文件，需要改动时另加新的迁移。`
    throw new StorageError('migration-changed', message)
  }
}

async function apply(
  client: pg.PoolClient,
  name: string,
  sql: string,
  checksum: string,
): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    const message = `数据库迁移 ${name} 执行失败，未作任何改动。请查看日志中的原因。`
    throw new StorageError('migration-failed', message, { cause })
  }
}
