import type { Instant } from '../base/day.js'
import { must } from '../base/bug.js'
import { maybeMoment, momentColumn, momentOfColumn } from './columns.js'
import { type Db, Overtaken, type Tx } from './database.js'

/** One period of a bureau's job: `2025-09-28`, `2025-09`, `2025-Q3`. */
export interface RunKey {
  bureau: string
  job: string
  period: string
}

/** What {@link beginRuns} finds: the run is ours and where it goes on; another process has it; or it is over. */
export type Begun = { begun: true; cursor: string | null } | { begun: false; why: 'busy' | 'over' }

/**
 * Takes runs of a bureau for this transaction, in one statement, by locks that end with it: of several processes one has a run at a
 * time, and one that dies leaves it free. What a run writes belongs into the same transaction, and {@link endRuns} with it, which finds
 * out whether a run was over already when its lock came free.
 */
export async function beginRuns(tx: Tx, runs: readonly RunKey[]): Promise<Begun[]> {
  const names = runs.map(({ bureau, job, period }) => JSON.stringify(['job', bureau, job, period]))
  const rows = await tx.client.$queryRaw<
    { taken: boolean; state: string | null; cursor: string | null }[]
  >`WITH wanted AS MATERIALIZED (
      SELECT *, pg_try_advisory_xact_lock(hashtextextended("name", 0)) AS "taken"
      FROM unnest(${column(runs, 'bureau')}::text[], ${column(runs, 'job')}::text[],
        ${column(runs, 'period')}::text[], ${names}::text[])
        WITH ORDINALITY AS w("bureau", "job", "period", "name", "place")
    )
    SELECT w."taken", r."state", r."cursor" FROM wanted w LEFT JOIN "JobRun" r
      ON r."bureau" = w."bureau" AND r."job" = w."job" AND r."period" = w."period"
    ORDER BY w."place"`
  return rows.map(({ taken, state, cursor }): Begun => {
    if (!taken) return { begun: false, why: 'busy' }
    return state !== null && isOver(state) ? { begun: false, why: 'over' } : { begun: true, cursor }
  })
}

/** {@link beginRuns} of one. */
export async function beginRun(tx: Tx, run: RunKey): Promise<Begun> {
  const [begun] = await beginRuns(tx, [run])
  return must(begun, 'a run that was asked for is answered')
}

/** What a begun run has come to. */
export interface RunEnd extends RunKey {
  /** Where this part began. */
  from: string | null
  /** Where its next part begins, or (null) that it is done. */
  cursor: string | null
}

/**
 * Writes what begun runs have come to, in one statement. Throws Overtaken where another process brought one of them on since it was
 * looked at: then all is to be done anew.
 */
export async function endRuns(tx: Tx, runs: readonly RunEnd[]): Promise<void> {
  if (runs.length === 0) return
  const at = momentColumn(tx.clock.now())
  const written = await tx.client.$executeRaw`INSERT INTO "JobRun" AS r
      ("bureau", "job", "period", "state", "cursor", "attempts", "error", "retryAt", "told", "at")
    SELECT w."bureau", w."job", w."period", CASE WHEN w."cursor" IS NULL THEN 'done' ELSE 'begun' END,
      w."cursor", 0, NULL, NULL, false, ${at}::timestamptz
    FROM unnest(${column(runs, 'bureau')}::text[], ${column(runs, 'job')}::text[],
      ${column(runs, 'period')}::text[], ${runs.map((run) => run.cursor)}::text[])
      AS w("bureau", "job", "period", "cursor")
    ON CONFLICT ("bureau", "job", "period") DO UPDATE SET "state" = excluded."state",
      "cursor" = excluded."cursor", "attempts" = 0, "error" = NULL, "retryAt" = NULL, "at" = excluded."at"
    WHERE r."state" NOT IN ('done', 'given-up') AND EXISTS (
      SELECT 1 FROM unnest(${column(runs, 'bureau')}::text[], ${column(runs, 'job')}::text[],
        ${column(runs, 'period')}::text[], ${runs.map((run) => run.from)}::text[])
        AS b("bureau", "job", "period", "from")
      WHERE b."bureau" = r."bureau" AND b."job" = r."job" AND b."period" = r."period"
        AND b."from" IS NOT DISTINCT FROM r."cursor")`
  if (written < runs.length) throw new Overtaken()
}

/** {@link endRuns} of one. */
export async function endRun(
  tx: Tx,
  run: RunKey,
  of: { from: string | null; cursor: string | null },
): Promise<void> {
  await endRuns(tx, [{ ...run, ...of }])
}

/** Of jobs of a bureau of which the office knows that they failed, those that fail no more; it is taken to know that too. */
export async function recoveredJobs(
  tx: Tx,
  bureau: string,
  jobs: readonly string[],
): Promise<Set<string>> {
  if (jobs.length === 0) return new Set()
  const rows = await tx.client.$queryRaw<{ job: string }[]>`UPDATE "JobRun" r SET "told" = false
    WHERE "bureau" = ${bureau} AND "job" = ANY(${[...jobs]}) AND "told" AND NOT EXISTS (
      SELECT 1 FROM "JobRun" f
      WHERE f."bureau" = ${bureau} AND f."job" = r."job" AND f."state" = 'failing')
    RETURNING r."job"`
  return new Set(rows.map(({ job }) => job))
}

function column(runs: readonly RunKey[], of: keyof RunKey): string[] {
  return runs.map((run) => run[of])
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
  return (await jobsState(db, [])).failing
}

/** How all jobs of all bureaus stand. */
export interface JobsState {
  /** Up to where each job has nothing left to do, by bureau and then by the job's name. */
  pointers: Map<string, Map<string, Instant>>
  failing: FailingRun[]
  /** Runs that were asked for and are not over, in the order in which they last moved. */
  asked: RunKey[]
  /** Jobs of which the office knows that they failed. */
  told: { bureau: string; job: string }[]
}

interface StateRow {
  what: 'pointer' | 'run'
  bureaus: string[]
  job: string
  period: string
  state: string
  attempts: number
  error: string | null
  until: Date | null
  told: boolean
}

/**
 * How jobs stand, in one statement; `asked`: names of those that have no times of their own. Bureaus mostly stand at the same moments: a
 * row for each job and moment, not for each bureau.
 */
export async function jobsState(db: Db, asked: readonly string[]): Promise<JobsState> {
  const rows = await db.client.$queryRaw<StateRow[]>`
    SELECT 'pointer' AS "what", array_agg("bureau") AS "bureaus", "job", '' AS "period", '' AS "state",
      0 AS "attempts", NULL AS "error", "until", false AS "told", NULL::timestamptz AS "at"
    FROM "JobPointer" GROUP BY "job", "until"
    UNION ALL
    SELECT 'run', ARRAY["bureau"], "job", "period", "state", "attempts", "error", "retryAt", "told", "at"
    FROM "JobRun" WHERE "state" IN ('asked', 'begun', 'failing') OR "told"
    ORDER BY "at", "bureaus", "job", "period"`
  const state: JobsState = { pointers: new Map(), failing: [], asked: [], told: [] }
  for (const row of rows) {
    if (row.what === 'pointer') addPointers(state.pointers, row)
    else addRun(state, row, asked)
  }
  return state
}

function addPointers(pointers: JobsState['pointers'], { job, until, bureaus }: StateRow): void {
  if (until === null) return
  for (const bureau of bureaus) {
    const own = pointers.get(bureau) ?? new Map<string, Instant>()
    pointers.set(bureau, own.set(job, momentOfColumn(until)))
  }
}

function addRun(state: JobsState, row: StateRow, asked: readonly string[]): void {
  const { job, period, attempts, error, told } = row
  const bureau = row.bureaus[0] ?? ''
  const retryAt = maybeMoment(row.until)
  if (told) state.told.push({ bureau, job })
  if (row.state === 'failing' && retryAt !== null) {
    state.failing.push({ bureau, job, period, attempts, error: error ?? '', retryAt })
  }
  if (!isOver(row.state) && asked.includes(job)) state.asked.push({ bureau, job, period })
}

/** Moves the pointers of a bureau's jobs on, in one statement; none goes back. */
export async function movePointers(
  db: Db,
  bureau: string,
  to: readonly { job: string; until: Instant }[],
): Promise<void> {
  if (to.length === 0) return
  const jobs = to.map(({ job }) => job)
  const untils = to.map(({ until }) => momentColumn(until))
  await db.client.$executeRaw`INSERT INTO "JobPointer" AS p ("bureau", "job", "until")
    SELECT ${bureau}, w."job", w."until"::timestamptz
    FROM unnest(${jobs}::text[], ${untils}::text[]) AS w("job", "until")
    ON CONFLICT ("bureau", "job") DO UPDATE SET "until" = GREATEST(p."until", excluded."until")`
}
