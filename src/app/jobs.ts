import { schedule } from 'node-cron'
import type { Clock } from '../base/clock.js'
import { addDays, type Day, dayAt, type Instant, instant, momentOf } from '../base/day.js'
import type { Log } from '../base/log.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureaus } from '../flows/bureau.js'
import type { Due, Job } from '../flows/jobs.js'
import type { Storage } from '../storage/database.js'
import { claimJob } from '../storage/jobs.js'
import { getSetting, putSetting } from '../storage/settings.js'

/** What the worker runs with. */
export interface WorkerOptions {
  storage: Storage
  bureaus: Bureaus
  bureau: string
  calendar: WorkingCalendar
  clock: Clock
  log: Log
  jobs: readonly Job[]
  wake(): void
}

/** The running worker. */
export interface Worker {
  /** Nothing is running and nothing is due. */
  idle(): boolean
  /** When the next job is due, within the next days; null for none. */
  nextAt(): Instant | null
  /** Looks for due jobs now. */
  tick(): Promise<void>
  stop(): void
}

/** How far ahead the next due moment is looked for. */
const aheadDays = 40

/**
 * Runs scheduled jobs: node-cron ticks each minute, and each jump of the clock is a tick. Of several
 * processes the one that writes the row (job, period) runs it; what was missed is made up as the job says.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { clock, log } = options
  let running: Promise<void> | null = null
  let ticked: Instant | null = null

  const tick = (): Promise<void> => {
    running ??= runDue(options, clock.now())
      .then((at) => {
        ticked = at
      })
      .catch((thrown: unknown) => {
        log.error('jobs-failed', { error: thrown instanceof Error ? thrown.name : 'unknown' })
      })
      .finally(() => {
        running = null
        options.wake()
      })
    return running
  }

  /** The moments that are due from a day on, for as long as that day lasts. */
  let ahead: { today: Day; moments: readonly Instant[] } | null = null
  const momentsFrom = (today: Day): readonly Instant[] => {
    if (ahead?.today !== today) ahead = { today, moments: momentsAhead(options, today) }
    return ahead.moments
  }
  const nextAt = (): Instant | null => {
    const now = clock.now()
    return momentsFrom(dayAt(now)).find((at) => at > now) ?? null
  }
  const nothingDueSince = (from: Instant): boolean => {
    const now = clock.now()
    return !momentsFrom(dayAt(from)).some((at) => from < at && at <= now)
  }

  const task = schedule('* * * * *', () => tick())
  const unsubscribe = clock.onJump(() => void tick())
  void tick()
  return {
    idle: () => running === null && ticked !== null && nothingDueSince(ticked),
    nextAt,
    tick,
    stop: () => {
      void task.stop()
      unsubscribe()
    },
  }
}

/** Every due moment from yesterday to {@link aheadDays} from now, in order. */
function momentsAhead(options: WorkerOptions, today: Day): Instant[] {
  const to = addDays(today, aheadDays)
  return options.jobs
    .flatMap((job) => job.due(options.calendar, addDays(today, -1), to).map((due) => due.at))
    .sort((a, b) => a - b)
}

function duesBetween(options: WorkerOptions, job: Job, from: Instant, to: Instant): Due[] {
  return job
    .due(options.calendar, addDays(dayAt(from), -1), dayAt(to))
    .filter((due) => from < due.at && due.at <= to)
    .sort((a, b) => a.at - b.at)
}

async function runDue(options: WorkerOptions, now: Instant): Promise<Instant> {
  const { storage, bureau, clock, log } = options
  const from = await lookedUntil(options, now)
  const dues = options.jobs.flatMap((job) =>
    toRun(job, duesBetween(options, job, from, now), now).map((due) => ({ job, due })),
  )
  dues.sort((a, b) => a.due.at - b.due.at)
  for (const { job, due } of dues) {
    await storage.transact('work', async (tx) => {
      if (!(await claimJob(tx, `${bureau}:${job.name}`, due.period))) return
      const loaded = await options.bureaus.load(tx, bureau, clock.today())
      if (!loaded) return
      const { calendar } = options
      const ctx = { tx, bureau: loaded, calendar, today: clock.today(), now: clock.now() }
      await job.run(ctx, due.period)
      log.info('job-ran', { job: job.name, period: due.period })
    })
  }
  await storage.transact('work', (tx) => putSetting(tx, bureau, untilKey, now))
  return now
}

const untilKey = 'jobs-looked-until'

/** Up to where dues were looked for; on the first start since this morning. */
async function lookedUntil(options: WorkerOptions, now: Instant): Promise<Instant> {
  const stored = await getSetting(options.storage.read, options.bureau, untilKey)
  return typeof stored === 'number' ? instant(stored) : momentOf(dayAt(now))
}

function toRun(job: Job, dues: Due[], now: Instant): Due[] {
  switch (job.missed) {
    case 'each':
      return dues
    case 'latest':
      return dues.slice(-1)
    case 'until-deadline':
      return dues.filter((due) => due.until === null || now < due.until)
  }
}
