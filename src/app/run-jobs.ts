import type { Clock } from '../base/clock.js'
import { dayAt, type Instant, instant, momentOf } from '../base/day.js'
import type { Log } from '../base/log.js'
import { failureCodes, failureFields } from '../base/failure.js'
import type { Calendars } from '../calendar/calendars.js'
import type { Bureaus } from '../flows/bureau.js'
import type { Bureau, JobContext, Situation } from '../flows/context.js'
import type { Due, Job } from '../flows/jobs.js'
import { tellOffice } from '../flows/office.js'
import { settle as settleCards } from '../flows/settle.js'
import type { Storage } from '../storage/database.js'
import {
  askedRuns,
  beginRun,
  endRun,
  type FailingRun,
  failingRuns,
  failRun,
  giveUpRun,
  jobPointers,
  markTold,
  movePointers,
  type RunKey,
  runsOver,
} from '../storage/jobs.js'
import { DueMoments } from './due-moments.js'

/** What jobs are run with. */
export interface JobOptions {
  storage: Storage
  bureaus: Pick<Bureaus, 'situation'>
  /** Ids of the bureaus whose jobs are run. */
  served: () => readonly string[]
  calendars: Pick<Calendars, 'of' | 'revision'>
  /** The work rules of a bureau; none where absent. */
  work?: (bureau: string) => Bureau['work']
  clock: Clock
  log: Log
  jobs: readonly Job[]
}

/** The period under which a job stands that cannot even say when it is due. */
const unscheduled = 'due'

/** A job of a bureau, with what is known of its runs. */
interface Looked {
  bureau: string
  job: Job
  pointer: Instant
  failing: ReadonlyMap<string, FailingRun>
  /** Due since the pointer, in order, with what became of each. */
  dues: { due: Due; settled: boolean; wanted: boolean }[]
}

/**
 * Runs what is due in all bureaus, in the order of its moments. Each job of a bureau has its own pointer, and each
 * run its own transactions: one that fails is noted, told to the office once and tried again after growing
 * pauses, until its deadline; the others go on. A bureau of which nothing is due costs no statement. Answers the runs
 * that fail now.
 */
export async function runDue(options: JobOptions, now: Instant): Promise<FailingRun[]> {
  const pointers = await jobPointers(options.storage.read)
  const failing = await failingRuns(options.storage.read)
  const moments = new DueMoments(now)
  const looked: Looked[] = []
  for (const bureau of options.served()) {
    const waking = options.jobs.flatMap((job) => {
      if (job.asked) return []
      const pointer = pointers.get(bureau)?.get(job.name) ?? null
      const fails = failing.filter((each) => each.bureau === bureau && each.job === job.name)
      const known = { pointer, failing: new Map(fails.map((each) => [each.period, each])), moments }
      return hasNothing(options, { bureau, job }, known) ? [] : [{ job, known }]
    })
    if (waking.length === 0) continue
    if (!(await options.bureaus.situation(options.storage.read, bureau))) continue
    for (const { job, known } of waking) {
      const one = await look(options, { bureau, job, now }, known)
      if (one) looked.push(one)
    }
  }
  const wanted = looked
    .flatMap((of) => of.dues.filter((each) => each.wanted).map((each) => ({ of, each })))
    .sort((a, b) => a.each.due.at - b.each.due.at)
  for (const { of, each } of wanted) each.settled = await runWhole(options, of, each.due.period)
  await settle(options, looked)
  return runAsked(options, now)
}

/** What is known of a job of a bureau before it is looked at. */
interface KnownRuns {
  pointer: Instant | null
  failing: ReadonlyMap<string, FailingRun>
  moments: DueMoments
}

/** Whether a job of a bureau has nothing to do now, by what is known without asking the database. */
function hasNothing(
  options: JobOptions,
  { bureau, job }: { bureau: string; job: Job },
  { pointer, failing, moments }: KnownRuns,
): boolean {
  if (pointer === null || failing.size > 0) return false
  try {
    return moments.since(rulesOf(options, bureau), job, pointer).length === 0
  } catch {
    return false
  }
}

/** By what a bureau's jobs are due. */
export function rulesOf(
  { calendars, work }: Pick<JobOptions, 'calendars' | 'work'>,
  bureau: string,
) {
  return { calendar: calendars.of(bureau), work: work?.(bureau) ?? null }
}

/** Runs what somebody asked for, as far as it does not wait for another try. Answers the runs that fail now. */
export async function runAsked(options: JobOptions, now: Instant): Promise<FailingRun[]> {
  const jobs = options.jobs.filter((job) => job.asked)
  const failing = await failingRuns(options.storage.read)
  const asked = await askedRuns(
    options.storage.read,
    jobs.map((job) => job.name),
  )
  for (const { bureau, job: name, period } of asked) {
    const job = jobs.find((each) => each.name === name)
    const before = failing.find(
      (each) => each.bureau === bureau && each.job === name && each.period === period,
    )
    if (!job || !options.served().includes(bureau) || (before && before.retryAt > now)) continue
    const known = new Map(before ? [[period, before]] : [])
    await runWhole(options, { bureau, job, pointer: now, failing: known, dues: [] }, period)
  }
  return asked.length === 0 ? failing : failingRuns(options.storage.read)
}

/** What of a job is to be run; null when it cannot be told (which is noted as its failure). */
async function look(
  options: JobOptions,
  { bureau, job, now }: { bureau: string; job: Job; now: Instant },
  known: KnownRuns,
): Promise<Looked | null> {
  const { storage } = options
  const pointer = known.pointer ?? instant(momentOf(dayAt(now)) - 1)
  const of: Looked = { bureau, job, pointer, failing: known.failing, dues: [] }
  const schedule = known.failing.get(unscheduled)
  if (schedule && schedule.retryAt > now) return null
  try {
    if (known.pointer === null) {
      await storage.transact('work', (tx) =>
        movePointers(tx, bureau, [{ job: job.name, until: pointer }]),
      )
    }
    const dues = known.moments.since(rulesOf(options, bureau), job, pointer)
    // One that is due for the first time finds out when it begins.
    const isNew = dues.length < 2 && known.failing.size === 0
    const over = isNew
      ? new Set<string>()
      : await runsOver(storage.read, {
          bureau,
          job: job.name,
          periods: dues.map((due) => due.period),
        })
    if (schedule) await recovered(options, { bureau, job: job.name, period: unscheduled }, job)
    await dropStale(options, of, { dues, over, now })
    of.dues = dues.map((due, index) => {
      const settled = over.has(due.period) || !isRun(job, dues, index, now)
      const retryAt = known.failing.get(due.period)?.retryAt ?? now
      return { due, settled, wanted: !settled && retryAt <= now }
    })
    return of
  } catch (thrown) {
    await failed(options, of, unscheduled, thrown)
    return null
  }
}

/** Whether a due moment is still to be run, by the job's rule for what was missed. */
function isRun(job: Job, dues: readonly Due[], index: number, now: Instant): boolean {
  const until = dues[index]?.until ?? null
  switch (job.missed) {
    case 'each':
      return true
    case 'latest':
      return index === dues.length - 1
    case 'until-deadline':
      return until === null || now < until
  }
}

/** Gives up what failed until its deadline, or until a later period took its place; the first is told. */
async function dropStale(
  options: JobOptions,
  of: Looked,
  { dues, over, now }: { dues: readonly Due[]; over: ReadonlySet<string>; now: Instant },
): Promise<void> {
  for (const period of of.failing.keys()) {
    const index = dues.findIndex((due) => due.period === period)
    if (index === -1 || over.has(period) || isRun(of.job, dues, index, now)) continue
    const late = of.job.missed === 'until-deadline'
    options.log.error('job-given-up', { bureau: of.bureau, job: of.job.name, period })
    await inBureau(options, of.bureau, async (ctx) => {
      await giveUpRun(ctx.tx, keyOf(of, period))
      if (late) await tellOffice(ctx, 'job-given-up', { job: of.job.title, period })
    })
  }
}

/** Runs a period part by part; whether it is over. What throws is noted. */
async function runWhole(options: JobOptions, of: Looked, period: string): Promise<boolean> {
  const { log } = options
  try {
    for (;;) {
      const part = await inBureau(options, of.bureau, (ctx) => runPart(ctx, of, period))
      if (part === 'more') continue
      if (part === 'done') log.info('job-ran', { bureau: of.bureau, job: of.job.name, period })
      return part === 'done' || part === 'over'
    }
  } catch (thrown) {
    await failed(options, of, period, thrown)
    return false
  }
}

async function runPart(
  ctx: JobContext,
  of: Looked,
  period: string,
): Promise<'more' | 'done' | 'over' | 'busy'> {
  const run = keyOf(of, period)
  const begun = await beginRun(ctx.tx, run)
  if (!begun.begun) return begun.why
  const next = await of.job.run(ctx, period, begun.cursor)
  await settleCards(ctx)
  if (await endRun(ctx.tx, run, next)) {
    await tellOffice(ctx, 'job-recovered', { job: of.job.title })
  }
  return next === null ? 'done' : 'more'
}

/** Notes a failure, with its pause, and tells the office unless it knows that the job fails. */
async function failed(
  options: JobOptions,
  of: Looked,
  period: string,
  thrown: unknown,
): Promise<void> {
  const { storage, clock, log } = options
  const run = keyOf(of, period)
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

async function recovered(options: JobOptions, run: RunKey, job: Job): Promise<void> {
  await inBureau(options, run.bureau, async (ctx) => {
    if (await endRun(ctx.tx, run, null)) {
      await tellOffice(ctx, 'job-recovered', { job: job.title })
    }
  })
}

/** Class and codes of something thrown, e.g. `PrismaClientKnownRequestError P2002`. */
function codeOf(thrown: unknown): string {
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  return [name, ...failureCodes(thrown)].join(' ')
}

/** Moves each job's pointer over what is over, up to the first that is not. */
async function settle(options: JobOptions, looked: readonly Looked[]): Promise<void> {
  for (const bureau of options.served()) {
    const moves = looked
      .filter((of) => of.bureau === bureau)
      .flatMap((of) => {
        const until = settledUntil(of)
        return until === null ? [] : [{ job: of.job.name, until }]
      })
    if (moves.length === 0) continue
    await options.storage.transact('work', (tx) => movePointers(tx, bureau, moves))
  }
}

function settledUntil(of: Looked): Instant | null {
  const open = of.dues.findIndex((each) => !each.settled)
  const done = open === -1 ? of.dues : of.dues.slice(0, open)
  return done.at(-1)?.due.at ?? null
}

function keyOf(of: { bureau: string; job: Job }, period: string): RunKey {
  return { bureau: of.bureau, job: of.job.name, period }
}

/** A transaction in a bureau as it is now. Throws when there is none. */
function inBureau<T>(
  options: JobOptions,
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
