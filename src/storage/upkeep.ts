import type pg from 'pg'
import type { Clock } from '../base/clock.js'
import { timeAt } from '../base/day.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { every } from '../base/real-time.js'

/** Real time between checkpoints of the embedded database, which makes none by itself. */
const checkpointMs = 4 * 60_000

/** CHECKPOINT and VACUUM ANALYZE, a table at a time, so that others get in between. */
export async function cleanTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema()`,
  )
  for (const { name } of rows) await pool.query(`VACUUM ANALYZE ${name}`)
}

/** Tables from which texts of people go. */
export const textTables = ['PersonalText', 'Draft', 'Notice', 'InboxKey', 'StoredFile'] as const

/**
 * Writes a table anew with what it holds now: no old version of a row is left in its file. Others wait for it meanwhile. Nothing
 * where its files are empty.
 */
export async function rewriteTable(pool: pg.Pool, table: string): Promise<void> {
  const { rows } = await pool.query<{ bytes: string }>(
    `SELECT pg_relation_size(oid) + CASE WHEN reltoastrelid = 0 THEN 0 ELSE pg_relation_size(reltoastrelid) END AS bytes
    FROM pg_class WHERE oid = '"${table}"'::regclass`,
  )
  if (rows[0]?.bytes === '0') return
  await pool.query(`VACUUM FULL "${table}"`)
}

/** Keeps the embedded database in shape: a checkpoint every few minutes, cleaning each night. Returns a stop. */
export function keepUp(pool: pg.Pool, clock: Clock, log: Log): () => void {
  let cleanedOn = clock.today()
  return every(checkpointMs, async () => {
    try {
      await pool.query('CHECKPOINT')
      const tonight = clock.today()
      if (cleanedOn === tonight || timeAt(clock.now()) < '03:00') return
      cleanedOn = tonight
      await cleanTables(pool)
      log.info('database cleaned')
    } catch (error) {
      log.warn('database upkeep failed', failureFields(error))
    }
  })
}
