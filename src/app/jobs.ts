import { schedule } from 'node-cron'
import { addDays, type Day, dayAt, type Instant, instant, momentOf } from '../base/day.js'
import { failureFields } from '../base/failure.js'
import type { FailingRun } from '../storage/jobs.js'
import { type DueBy, duesBetween } from './due-moments.js'
import { type JobOptions, rulesOf, runAsked, runDue } from './run-jobs.js'

/** What the worker runs with. */
export interface WorkerOptions extends JobOptions {
  wake(): void
}

/** The running worker. */
export interface Worker {
  /** Nothing is running and nothing is due. */
  idle(): boolean
  /** When the next job is due or tried again, within the next days; null for none. */
  nextAt(): Instant | null
  /** Runs that failed when it last looked. */
  failing(): readonly FailingRun[]
  /** Looks for due jobs now. */
  tick(): Promise<void>
  stop(): void
}

/** How far ahead the next due moment is looked for. */
const aheadDays = 40

/**
 * Runs scheduled jobs: node-cron ticks each minute, and each jump of the clock is a tick. Of several
 * processes the one that gets a run's lock runs it; what was missed is made up as the job says.
 */
export function startWorker(options: WorkerOptions): Worker {
  const { clock, log, calendars } = options
  let running: Promise<void> | null = null
  let ticked: Instant | null = null
  let failing: readonly FailingRun[] = []

  /** What is to be looked at once the running look is over. */
  let again: 'all' | 'asked' | null = null
  const look = (what: 'all' | 'asked'): Promise<void> => {
    if (running) {
      if (again !== 'all') again = what
      return running
    }
    const now = clock.now()
    running = (what === 'all' ? runDue(options, now) : runAsked(options, now))
      .then((fails) => {
        if (what === 'all') ticked = now
        failing = fails
      })
      .catch((thrown: unknown) => log.error('jobs-failed', failureFields(thrown)))
      .finally(() => {
        running = null
        options.wake()
        const next = again
        again = null
        if (next !== null) void look(next)
      })
    return running
  }
  const tick = (): Promise<void> => look('all')

  /** The moments that are due from a day on, for as long as that day lasts and no calendar changes. */
  let ahead: { of: string; moments: readonly Instant[] } | null = null
  const momentsFrom = (today: Day): readonly Instant[] => {
    const of = `${today} ${calendars.revision()} ${options.served().join(' ')}`
    if (ahead?.of !== of) ahead = { of, moments: momentsAhead(options, today) }
    return ahead.moments
  }
  const nextAt = (): Instant | null => {
    const now = clock.now()
    const due = momentsFrom(dayAt(now)).find((at) => at > now)
    const next = [...(due ? [due] : []), ...failing.map((each) => each.retryAt)]
    return next.filter((at) => at > now).sort((a, b) => a - b)[0] ?? null
  }
  const nothingDueSince = (from: Instant): boolean => {
    const now = clock.now()
    const again = failing.some(({ retryAt }) => from < retryAt && retryAt <= now)
    return !again && !momentsFrom(dayAt(from)).some((at) => from < at && at <= now)
  }

  const task = schedule('* * * * *', () => tick())
  const unsubscribe = clock.onJump(() => void tick())
  // Somebody waits for it: not behind a look at every bureau.
  const unlisten = options.storage.onWorkAsked(() => void look('asked'))
  void tick()
  return {
    idle: () => running === null && ticked !== null && nothingDueSince(ticked),
    nextAt,
    failing: () => failing,
    tick,
    stop: () => {
      void task.stop()
      unsubscribe()
      unlisten()
    },
  }
}

/** Every due moment of any bureau from yesterday to {@link aheadDays} from now, in order. */
function momentsAhead(options: WorkerOptions, today: Day): Instant[] {
  const seen: DueBy[] = []
  for (const bureau of options.served()) {
    const own = rulesOf(options, bureau)
    const known = seen.some(
      ({ calendar, rules: { work, years } }) =>
        calendar === own.calendar &&
        work === own.rules.work &&
        JSON.stringify(years) === JSON.stringify(own.rules.years),
    )
    if (!known) seen.push(own)
  }
  return seen.flatMap((by) => momentsIn(options, by, today)).sort(order)
}

function momentsIn({ jobs, log }: WorkerOptions, by: DueBy, today: Day): Instant[] {
  const span = {
    after: instant(momentOf(addDays(today, -1)) - 1),
    upTo: momentOf(addDays(today, aheadDays + 1)),
  }
  return jobs.flatMap((job) => {
    try {
      return duesBetween(by, job, span).map((due) => due.at)
    } catch (thrown) {
      log.error('job-unscheduled', { job: job.name, ...failureFields(thrown) })
      return []
    }
  })
}

function order(a: Instant, b: Instant): number {
  return a - b
}
