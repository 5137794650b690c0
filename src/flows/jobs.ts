import type { Day, Instant } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Context } from './context.js'

/** What a scheduled job is given: no person acts. */
export type JobContext = Omit<Context, 'person'>

/** When it is due, for one period. */
export interface Due {
  /** Names the period; with the job's name unique for ever. */
  period: string
  at: Instant
  /** Not run any more after it. */
  until: Instant | null
}

/**
 * A scheduled job. `missed` says what happens with ticks that nobody was there for: `each` is made up,
 * only the `latest`, or each that is still before its `until`.
 */
export interface Job {
  name: string
  missed: 'each' | 'latest' | 'until-deadline'
  /** Every due moment in the half-open window of days [from, to]. */
  due(calendar: WorkingCalendar, from: Day, to: Day): Due[]
  run(ctx: JobContext, period: string): Promise<void>
}
