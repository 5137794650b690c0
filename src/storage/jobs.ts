import { momentColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/**
 * Claims a job's run for a period (`2025-09-28`, `2025-09`); true for exactly one transaction that commits.
 * What the job writes belongs into the same transaction, so that a crash leaves neither.
 */
export async function claimJob(tx: Tx, job: string, period: string): Promise<boolean> {
  const at = momentColumn(tx.clock.now())
  const inserted = await tx.client.$executeRaw`INSERT INTO "JobRun" ("job", "period", "at")
    VALUES (${job}, ${period}, ${at}::timestamptz) ON CONFLICT DO NOTHING`
  return inserted > 0
}

/** Whether a job has run for a period. */
export async function jobRan(db: Db, job: string, period: string): Promise<boolean> {
  return (await db.client.jobRun.findUnique({ where: { job_period: { job, period } } })) !== null
}

/** The latest period (in text order) that a job has run for, or null: where making up begins. */
export async function lastPeriod(db: Db, job: string): Promise<string | null> {
  const row = await db.client.jobRun.findFirst({ where: { job }, orderBy: { period: 'desc' } })
  return row?.period ?? null
}
