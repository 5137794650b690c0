import type { Clock } from '../base/clock.js'
import { type Instant, instant } from '../base/day.js'
import { failureCodes, failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { stopwatch } from '../base/real-time.js'
import type { Bureaus } from '../flows/bureau.js'
import type { JobContext, Situation } from '../flows/context.js'
import type { Due, Job } from '../flows/jobs.js'
import { tellOffice } from '../flows/office.js'
import { settle as settleCards } from '../flows/settle.js'
import { HoldsLate, type Storage, type Tx } from '../storage/database.js'
import {
  type Begun,
  beginRuns,
  endRuns,
  type FailingRun,
  failRun,
  markTold,
  movePointers,
  recoveredJobs,
  type RunEnd,
  type RunKey,
} from '../storage/jobs.js'

/** What runs are carried out with. */
export interface RunOptions {
  storage: Storage
  bureaus: Pick<Bureaus, 'situation'>
  clock: Clock
  log: Log
}

/** A job of a bureau, with what is known of its runs. */
export interface Looked {
  bureau: string
  job: Job
  /** Up to where nothing is left to do, as the database has it. */
  pointer: Instant
  failing: ReadonlyMap<string, FailingRun>
  /** The office knows that it failed. */
  told: boolean
  /** Due since the pointer, in order, with what became of each. */
  dues: { due: Due; settled: boolean; wanted: boolean }[]
}

/** One period of a job that is to be run now. */
export interface Wanted {
  of: Looked
  period: string
}

type Outcome = 'done' | 'more' | 'over' | 'busy'

/** Real time after which a transaction takes no further run: a press waits for it on the embedded database. */
const takingMs = 30

/**
 * Runs periods of jobs of one bureau, in order. What has little to do shares a transaction with what is due beside it: then all of
 * an empty morning is a few statements. One that throws takes nobody along: then each has a transaction of its own.
 * Answers for each whether it is over.
 */
export async function runInOrder(
  options: RunOptions,
  runs: readonly Wanted[],
): Promise<Map<Wanted, boolean>> {
  const settled = new Map<Wanted, boolean>()
  let apart = 0
  for (let next = 0; next < runs.length; ) {
    const left = runs.slice(next)
    const [first] = left
    if (!first) break
    const taken = apart > 0 || left.length === 1 ? null : await runTogether(options, left)
    if (taken === null || 'threw' in taken) {
      apart = taken === null ? apart - 1 : taken.threw - 1
      settled.set(first, await runWhole(options, first))
      next++
      continue
    }
    for (const [run, outcome] of taken.outcomes) {
      if (outcome === 'done') logged(options, run)
      settled.set(run, outcome === 'more' ? await runWhole(options, run) : outcome !== 'busy')
    }
    next += taken.outcomes.length
  }
  return settled
}

/** Runs the first part of as many as may share a transaction; `threw`: so many were begun when one of them threw. */
async function runTogether(
  options: RunOptions,
  runs: readonly Wanted[],
): Promise<{ outcomes: [Wanted, Outcome][] } | { threw: number }> {
  const progress = { begun: 0 }
  try {
    const outcomes = await inBureau(options, bureauOf(runs), async (ctx) => {
      const elapsed = stopwatch()
      progress.begun = 0
      return await runParts(ctx, runs, () => {
        const goesOn = progress.begun === 0 || (!endsHere(ctx.tx) && elapsed() < takingMs)
        if (goesOn) progress.begun++
        return goesOn
      })
    })
    noteMoved(outcomes)
    return { outcomes }
  } catch (thrown) {
    // Who takes claims comes first in a transaction: those before it are done without it.
    if (!(thrown instanceof HoldsLate)) return { threw: progress.begun }
    return await runTogether(options, runs.slice(0, progress.begun - 1))
  }
}

/** Whether what comes next has to see what was written, or may not come behind what is held. */
function endsHere({ appended, shared }: Tx): boolean {
  return appended.length > 0 || shared.held || shared.bureauChanged
}

/**
 * Runs a part of each of these runs of a bureau as long as `takes` says so, asked before each; ends behind one of which a part is
 * left.
 */
async function runParts(
  ctx: JobContext,
  runs: readonly Wanted[],
  takes: () => boolean,
): Promise<[Wanted, Outcome][]> {
  const begun = await beginRuns(ctx.tx, runs.map(keyOf))
  const outcomes: [Wanted, Outcome][] = []
  const ends: RunEnd[] = []
  for (const [index, run] of runs.entries()) {
    const found = begun[index]
    if (!found || !takes()) break
    const outcome = await runPart(ctx, run, found, ends)
    outcomes.push([run, outcome])
    ctx.tx.shared.follows = true
    if (outcome === 'more') break
  }
  await settleCards(ctx)
  await endRuns(ctx.tx, ends)
  await movePointers(
    ctx.tx,
    ctx.bureau.id,
    movesOf(outcomes).map(([of, until]) => ({ job: of.job.name, until })),
  )
  await tellRecovered(ctx, outcomes)
  return outcomes
}

/** The pointers that were moved beside what was run, as the database has them now. */
function noteMoved(outcomes: readonly [Wanted, Outcome][]): void {
  for (const [of, until] of movesOf(outcomes)) of.pointer = until
}

/** Up to where each of these jobs has nothing left once these runs are over, where that is further than its pointer. */
function movesOf(outcomes: readonly [Wanted, Outcome][]): [Looked, Instant][] {
  const over = new Map<Looked, Set<string>>()
  for (const [{ of, period }, outcome] of outcomes) {
    const periods = over.get(of) ?? new Set<string>()
    over.set(of, outcome === 'done' || outcome === 'over' ? periods.add(period) : periods)
  }
  return [...over].flatMap(([of, periods]): [Looked, Instant][] => {
    const until = settledUntil(of, periods)
    return until === null ? [] : [[of, until]]
  })
}

/** Up to where a job has nothing left, those of its dues counted as settled that are in `over`; null where its pointer stands there. */
export function settledUntil(of: Looked, over: ReadonlySet<string> = new Set()): Instant | null {
  const open = of.dues.findIndex((each) => !each.settled && !over.has(each.due.period))
  const last = (open === -1 ? of.dues : of.dues.slice(0, open)).at(-1)?.due.at ?? null
  return last !== null && last > of.pointer ? last : null
}

async function runPart(
  ctx: JobContext,
  { of, period }: Wanted,
  begun: Begun,
  ends: RunEnd[],
): Promise<Outcome> {
  if (!begun.begun) return begun.why
  const cursor = await of.job.run(ctx, period, begun.cursor)
  ends.push({ ...keyOf({ of, period }), from: begun.cursor, cursor })
  return cursor === null ? 'done' : 'more'
}

/** Tells the office of jobs of which it knows that they failed, and that do so no more. */
async function tellRecovered(
  ctx: JobContext,
  outcomes: readonly [Wanted, Outcome][],
): Promise<void> {
  const done = outcomes.flatMap(([{ of }, outcome]) => (outcome === 'done' ? [of] : []))
  const names = done.flatMap(({ told, failing, job }) =>
    told || failing.size > 0 ? [job.name] : [],
  )
  const recovered = await recoveredJobs(ctx.tx, ctx.bureau.id, names)
  for (const { job } of done) {
    if (!recovered.delete(job.name)) continue
    await tellOffice(ctx, 'job-recovered', { job: job.title })
  }
}

/** Runs a period part by part; whether it is over. What throws is noted. */
export async function runWhole(options: RunOptions, run: Wanted): Promise<boolean> {
  try {
    for (;;) {
      const outcomes = await inBureau(options, run.of.bureau, (ctx) =>
        runParts(ctx, [run], () => true),
      )
      noteMoved(outcomes)
      const outcome = outcomes[0]?.[1] ?? 'busy'
      if (outcome === 'more') continue
      if (outcome === 'done') logged(options, run)
      return outcome !== 'busy'
    }
  } catch (thrown) {
    if (!(thrown instanceof BureauGone)) await failed(options, run, thrown)
    return false
  }
}

function logged({ log }: RunOptions, run: Wanted): void {
  log.info('job-ran', { ...keyOf(run) })
}

/** Notes a failure, with its pause, and tells the office unless it knows that the job fails. */
export async function failed(options: RunOptions, wanted: Wanted, thrown: unknown): Promise<void> {
  const { storage, clock, log } = options
  const { of, period } = wanted
  const run = keyOf(wanted)
  const attempts = (of.failing.get(period)?.attempts ?? 0) + 1
  log.error('job-failed', { ...run, attempts, ...failureFields(thrown) })
  const minute = Math.floor(clock.now() / minuteMs) * minuteMs
  const retryAt = instant(minute + pauseMinutes(attempts) * minuteMs)
  const failure = { attempts, error: codeOf(thrown), retryAt }
  try {
    const known = await storage.transact('work', (tx) => failRun(tx, run, failure))
    if (known) return
    await inBureau(options, of.bureau, async (ctx) => {
      await tellOffice(ctx, 'job-failed', { job: of.job.title, period })
      await markTold(ctx.tx, run)
    })
  } catch (unnoted) {
    log.error('job-failure-unnoted', { ...run, ...failureFields(unnoted) })
  }
}

const minuteMs = 60_000

/** One minute, then twice as long each time, an hour at most; from the minute's beginning, as ticks come. */
function pauseMinutes(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 60)
}

/** Class and codes of something thrown, e.g. `PrismaClientKnownRequestError P2002`. */
function codeOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  return [name, ...failureCodes(thrown)].join(' ')
}

export function keyOf({
  of,
  period,
}: {
  of: { bureau: string; job: Job }
  period: string
}): RunKey {
  return { bureau: of.bureau, job: of.job.name, period }
}

function bureauOf([first]: readonly Wanted[]): string {
  return first?.of.bureau ?? ''
}

/** A transaction in a bureau as it is now. Throws when there is none. */
export function inBureau<T>(
  options: RunOptions,
  bureau: string,
  fn: (ctx: JobContext) => Promise<T>,
): Promise<T> {
  const { storage, bureaus } = options
  return storage.transact('work', async (tx) => {
    const fresh = async (): Promise<Situation> => {
      const found = await bureaus.situation(tx, bureau)
      if (!found) throw new BureauGone()
      return found
    }
    return fn({ ...(await fresh()), tx, fresh })
  })
}

/** The bureau lost its roster or its cycle while its jobs ran. */
class BureauGone extends Error {
  override name = 'BureauGone'
}
