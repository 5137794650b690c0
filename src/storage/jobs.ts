import type { Instant } from '../base/day.js'
import { maybeMoment, momentColumn, momentOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'

/** One period of a bureau's job: `2025-09-28`, `2025-09`, `2025-Q3`. */
export interface RunKey {
  bureau: string
  job: string
  period: string
}

/** What {@link beginRun} finds: the run is ours and where it goes on; another process has it; or it is over. */
export type Begun = { begun: true; cursor: string | null } | { begun: false; why: 'busy' | 'over' }

/**
 * Takes a run for this transaction, by a lock that ends with it: of several processes one has it at a time, and
 * one that dies leaves it free. What the run writes belongs into the same transaction.
 */
export async function beginRun(tx: Tx, run: RunKey): Promise<Begun> {
  const name = JSON.stringify(['job', run.bureau, run.job, run.period])
  const [lock] = await tx.client.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS "taken"`
  if (!lock?.taken) return { begun: false, why: 'busy' }
  const row = await tx.client.jobRun.findUnique({ where: { bureau_job_period: run } })
  if (row && isOver(row.state)) return { begun: false, why: 'over' }
  return { begun: true, cursor: row?.cursor ?? null }
}

/**
 * Writes what a begun run has come to: where its next part begins, or (null) that it is done. Answers whether with
 * it a job has recovered about which the office was told.
 */
export async function endRun(tx: Tx, run: RunKey, cursor: string | null): Promise<boolean> {
  const state = cursor === null ? 'done' : 'begun'
  await putRun(tx, run, { state, cursor, attempts: 0, error: null, retryAt: null })
  if (cursor !== null) return false
  const { bureau, job } = run
  const recovered = await tx.client.$executeRaw`UPDATE "JobRun" SET "told" = false
    WHERE "bureau" = ${bureau} AND "job" = ${job} AND "told" AND NOT EXISTS (
      SELECT 1 FROM "JobRun" WHERE "bureau" = ${bureau} AND "job" = ${job} AND "state" = 'failing')`
  return recovered > 0
}

/** Notes that a run failed once more and when it is tried again. Answers whether the office knows of the job. */
export async function failRun(
  tx: Tx,
  run: RunKey,
  of: { attempts: number; error: string; retryAt: Instant },
): Promise<boolean> {
  const { attempts, error } = of
  const retryAt = momentColumn(of.retryAt)
  await putRun(tx, run, { state: 'failing', attempts, error, retryAt })
  const { bureau, job } = run
  return (await tx.client.jobRun.count({ where: { bureau, job, told: true } })) > 0
}

/** Notes that the office knows about a failing run; what it knows of a job it is not told again. */
export async function markTold(tx: Tx, run: RunKey): Promise<void> {
  await tx.client.jobRun.updateMany({ where: run, data: { told: true } })
}

/** A run whose time is over, or whose place a later one has taken, is not tried any more. */
export async function giveUpRun(tx: Tx, run: RunKey): Promise<void> {
  await putRun(tx, run, { state: 'given-up', retryAt: null })
}

async function putRun(
  tx: Tx,
  run: RunKey,
  data: {
    state: string
    cursor?: string | null
    attempts?: number
    error?: string | null
    retryAt?: string | null
  },
): Promise<void> {
  const at = momentColumn(tx.clock.now())
  await tx.client.jobRun.upsert({
    where: { bureau_job_period: run },
    create: { ...run, ...data, at },
    update: { ...data, at },
  })
}

/**
 * Asks for a run of a job that has no times of its own; it begins as soon as a worker looks, and goes on after a death.
 * Asked for twice it is one. Written in the transaction that wants it.
 */
export async function askRun(tx: Tx, run: RunKey): Promise<void> {
  const at = momentColumn(tx.clock.now())
  await tx.client.jobRun.createMany({
    data: [{ ...run, state: 'asked', at }],
    skipDuplicates: true,
  })
  tx.workAsked()
}

/** Runs of these jobs that were asked for and are not over, in the order in which they last moved. */
export async function askedRuns(db: Db, jobs: readonly string[]): Promise<RunKey[]> {
  if (jobs.length === 0) return []
  return db.client.jobRun.findMany({
    where: { job: { in: [...jobs] }, state: { in: ['asked', 'begun', 'failing'] } },
    select: { bureau: true, job: true, period: true },
    orderBy: [{ at: 'asc' }, { period: 'asc' }],
  })
}

/** Whether a job has done a period. */
export async function runDone(db: Db, run: RunKey): Promise<boolean> {
  const row = await db.client.jobRun.findUnique({ where: { bureau_job_period: run } })
  return row?.state === 'done'
}

/** Which of some periods of a job are over: done or given up. */
export async function runsOver(
  db: Db,
  of: { bureau: string; job: string; periods: readonly string[] },
): Promise<Set<string>> {
  const { bureau, job } = of
  const rows = await db.client.jobRun.findMany({
    where: { bureau, job, period: { in: [...of.periods] } },
    select: { period: true, state: true },
  })
  return new Set(rows.filter(({ state }) => isOver(state)).map(({ period }) => period))
}

function isOver(state: string): boolean {
  return state === 'done' || state === 'given-up'
}

/** A run that failed and is to be tried again. */
export interface FailingRun extends RunKey {
  attempts: number
  /** A code, never content. */
  error: string
  retryAt: Instant
}

/** Every run that fails just now. */
export async function failingRuns(db: Db): Promise<FailingRun[]> {
  const rows = await db.client.jobRun.findMany({
    where: { state: 'failing' },
    orderBy: [{ bureau: 'asc' }, { job: 'asc' }, { period: 'asc' }],
  })
  return rows.flatMap(({ bureau, job, period, attempts, error, retryAt: column }) => {
    const retryAt = maybeMoment(column)
    return retryAt === null ? [] : [{ bureau, job, period, attempts, error: error ?? '', retryAt }]
  })
}

/**
 * Up to where each job has nothing left to do, by bureau and then by the job's name. Bureaus mostly stand at the same
 * moments: a row for each job and moment, not for each bureau.
 */
export async function jobPointers(db: Db): Promise<Map<string, Map<string, Instant>>> {
  const rows = await db.client.$queryRaw<{ job: string; until: Date; bureaus: string[] }[]>`
    SELECT "job", "until", array_agg("bureau") AS "bureaus" FROM "JobPointer" GROUP BY 1, 2`
  const pointers = new Map<string, Map<string, Instant>>()
  for (const { job, until, bureaus } of rows) {
    const moment = momentOfColumn(until)
    for (const bureau of bureaus) {
      const own = pointers.get(bureau) ?? new Map<string, Instant>()
      pointers.set(bureau, own.set(job, moment))
    }
  }
  return pointers
}

/** Moves the pointers of a bureau's jobs on, in one statement; none goes back. */
export async function movePointers(
  tx: Tx,
  bureau: string,
  to: readonly { job: string; until: Instant }[],
): Promise<void> {
  if (to.length === 0) return
  const jobs = to.map(({ job }) => job)
  const untils = to.map(({ until }) => momentColumn(until))
  await tx.client.$executeRaw`INSERT INTO "JobPointer" AS p ("bureau", "job", "until")
    SELECT ${bureau}, w."job", w."until"::timestamptz
    FROM unnest(${jobs}::text[], ${untils}::text[]) AS w("job", "until")
    ON CONFLICT ("bureau", "job") DO UPDATE SET "until" = GREATEST(p."until", excluded."until")`
}
