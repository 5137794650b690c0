import { dayAt, type Instant, instant, momentOf } from '../base/day.js'
import type { Calendars } from '../calendar/calendars.js'
import { type Due, type DueRules, type Job, noRules } from '../flows/jobs.js'
import { tellOffice } from '../flows/office.js'
import {
  endRun,
  type FailingRun,
  failingRuns,
  giveUpRun,
  type JobsState,
  jobsState,
  movePointers,
  recoveredJobs,
  runsOver,
} from '../storage/jobs.js'
import { type DueBy, duesBetween } from './due-moments.js'
import {
  failed,
  inBureau,
  keyOf,
  type Looked,
  type RunOptions,
  runInOrder,
  runWhole,
  settledUntil,
  type Wanted,
} from './run-parts.js'

/** What jobs are run with. */
export interface JobOptions extends RunOptions {
  /** Ids of the bureaus whose jobs are run. */
  served: () => readonly string[]
  calendars: Pick<Calendars, 'of' | 'revision'>
  /** What a bureau's moments depend on besides its calendar; nothing where absent. */
  rules?: (bureau: string) => DueRules
  jobs: readonly Job[]
}

/** The period under which a job stands that cannot even say when it is due. */
const unscheduled = 'due'

/**
 * Runs what is due in all bureaus, in the order of its moments. Each job of a bureau has its own pointer; one that fails is noted,
 * told to the office once and tried again after growing pauses, until its deadline; the others go on. A bureau of which nothing is due
 * costs no statement. Answers the runs that fail now.
 */
export async function runDue(options: JobOptions, now: Instant): Promise<FailingRun[]> {
  const state = await stateOf(options)
  const looked: Looked[] = []
  /** Whether something may have failed, or recovered. */
  let unsure = state.failing.length > 0
  for (const bureau of options.served()) {
    const waking = options.jobs.flatMap((job) => {
      if (job.asked) return []
      const known = knownOf(state, { bureau, job })
      return hasNothing(options, { bureau, job, now }, known) ? [] : [{ job, known }]
    })
    for (const { job, known } of waking) {
      const one = await look(options, { bureau, job, now }, known)
      if (one) looked.push(one)
      else unsure = true
    }
  }
  let asked = false
  const unlisten = options.storage.onWorkAsked(() => {
    asked = true
  })
  await runWanted(options, looked).finally(unlisten)
  await settle(options, looked)
  const after = asked ? await stateOf(options) : state
  unsure ||= looked.some(({ dues }) => dues.some((each) => each.wanted && !each.settled))
  return await runAskedOf(options, { ...after, changed: unsure }, now)
}

/** Runs what is wanted in the order of its moments; what comes one after the other in a bureau together. */
async function runWanted(options: JobOptions, looked: readonly Looked[]): Promise<void> {
  const wanted = looked
    .flatMap((of) => of.dues.flatMap((due) => (due.wanted ? [{ of, due }] : [])))
    .sort((a, b) => a.due.due.at - b.due.due.at)
  for (let next = 0; next < wanted.length; ) {
    const [first] = wanted.slice(next)
    const end = wanted.findIndex(({ of }, at) => at >= next && of.bureau !== first?.of.bureau)
    const group = wanted.slice(next, end === -1 ? undefined : end)
    const runs = new Map<Wanted, (typeof group)[number]>(
      group.map((each) => [{ of: each.of, period: each.due.due.period }, each]),
    )
    for (const [run, settled] of await runInOrder(options, [...runs.keys()])) {
      const each = runs.get(run)
      if (each) each.due.settled = settled
    }
    next += group.length
  }
}

function stateOf({ storage, jobs }: JobOptions): Promise<JobsState> {
  const asked = jobs.filter((job) => job.asked)
  return jobsState(
    storage.read,
    asked.map((job) => job.name),
  )
}

function knownOf(state: JobsState, { bureau, job }: { bureau: string; job: Job }) {
  const isOf = (each: { bureau: string; job: string }): boolean =>
    each.bureau === bureau && each.job === job.name
  return {
    pointer: state.pointers.get(bureau)?.get(job.name) ?? null,
    failing: new Map(state.failing.filter(isOf).map((each) => [each.period, each])),
    told: state.told.some(isOf),
  }
}

/** What is known of a job of a bureau before it is looked at. */
interface KnownRuns {
  pointer: Instant | null
  failing: ReadonlyMap<string, FailingRun>
  told: boolean
}

/** Whether a job of a bureau has nothing to do now, by what is known without asking the database. */
function hasNothing(
  options: JobOptions,
  { bureau, job, now }: { bureau: string; job: Job; now: Instant },
  { pointer, failing }: KnownRuns,
): boolean {
  if (pointer === null || failing.size > 0) return false
  try {
    return duesBetween(rulesOf(options, bureau), job, { after: pointer, upTo: now }).length === 0
  } catch {
    return false
  }
}

/** By what a bureau's jobs are due. */
export function rulesOf(
  { calendars, rules }: Pick<JobOptions, 'calendars' | 'rules'>,
  bureau: string,
): DueBy {
  return { calendar: calendars.of(bureau), rules: rules?.(bureau) ?? noRules }
}

/** Runs what somebody asked for, as far as it does not wait for another try. Answers the runs that fail now. */
export async function runAsked(options: JobOptions, now: Instant): Promise<FailingRun[]> {
  return await runAskedOf(options, { ...(await stateOf(options)), changed: false }, now)
}

async function runAskedOf(
  options: JobOptions,
  state: JobsState & { changed: boolean },
  now: Instant,
): Promise<FailingRun[]> {
  const { failing, asked } = state
  for (const { bureau, job: name, period } of asked) {
    const job = options.jobs.find((each) => each.name === name)
    if (!job || !options.served().includes(bureau)) continue
    const known = knownOf(state, { bureau, job })
    if ((known.failing.get(period)?.retryAt ?? now) > now) continue
    await runWhole(options, { of: { ...known, bureau, job, pointer: now, dues: [] }, period })
  }
  // Where nothing was run nothing has changed.
  return asked.length > 0 || state.changed ? failingRuns(options.storage.read) : failing
}

/** What of a job is to be run; null when it cannot be told (which is noted as its failure). */
async function look(
  options: JobOptions,
  { bureau, job, now }: { bureau: string; job: Job; now: Instant },
  known: KnownRuns,
): Promise<Looked | null> {
  const { storage } = options
  const pointer = known.pointer ?? instant(momentOf(dayAt(now)) - 1)
  const { failing, told } = known
  const of: Looked = { bureau, job, pointer, failing, told, dues: [] }
  const schedule = known.failing.get(unscheduled)
  if (schedule && schedule.retryAt > now) return null
  try {
    if (known.pointer === null) {
      if (!(await options.bureaus.situation(storage.read, bureau))) return null
      await storage.single('work', (db) =>
        movePointers(db, bureau, [{ job: job.name, until: pointer }]),
      )
    }
    const dues = duesBetween(rulesOf(options, bureau), job, { after: pointer, upTo: now })
    // One that is due for the first time finds out when it begins.
    const isNew = dues.length < 2 && known.failing.size === 0
    const over = isNew
      ? new Set<string>()
      : await runsOver(storage.read, {
          bureau,
          job: job.name,
          periods: dues.map((due) => due.period),
        })
    if (schedule) await recovered(options, of)
    await dropStale(options, of, { dues, over, now })
    of.dues = dues.map((due, index) => {
      const settled = over.has(due.period) || !isRun(job, dues, index, now)
      const retryAt = known.failing.get(due.period)?.retryAt ?? now
      return { due, settled, wanted: !settled && retryAt <= now }
    })
    return of
  } catch (thrown) {
    await failed(options, { of, period: unscheduled }, thrown)
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
      await giveUpRun(ctx.tx, keyOf({ of, period }))
      if (late) await tellOffice(ctx, 'job-given-up', { job: of.job.title, period })
    })
  }
}

/** The job says again when it is due. */
async function recovered(options: JobOptions, of: Looked): Promise<void> {
  await inBureau(options, of.bureau, async (ctx) => {
    await endRun(ctx.tx, keyOf({ of, period: unscheduled }), { from: null, cursor: null })
    const told = await recoveredJobs(ctx.tx, of.bureau, [of.job.name])
    if (told.size > 0) await tellOffice(ctx, 'job-recovered', { job: of.job.title })
  })
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
    await options.storage.single('work', (db) => movePointers(db, bureau, moves))
  }
}
