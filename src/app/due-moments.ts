import { addDays, dayAt, type Instant } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Due, Job } from '../flows/jobs.js'

/**
 * When jobs are due, for one look at all bureaus: those that share a calendar and stand at the same day share what
 * was found out, so that two hundred of them cost what one does.
 */
export class DueMoments {
  readonly #now: Instant
  readonly #known = new Map<WorkingCalendar, Map<string, readonly Due[]>>()

  constructor(now: Instant) {
    this.#now = now
  }

  /** What is due after the pointer and up to now, in order. Throws what the job's own calendar reading throws. */
  since(calendar: WorkingCalendar, job: Job, pointer: Instant): readonly Due[] {
    const from = addDays(dayAt(pointer), -1)
    const known = this.#known.get(calendar) ?? new Map<string, readonly Due[]>()
    this.#known.set(calendar, known)
    const key = `${job.name} ${from}`
    const dues = known.get(key) ?? job.due(calendar, from, dayAt(this.#now))
    known.set(key, dues)
    return dues.filter((due) => pointer < due.at && due.at <= this.#now).sort((a, b) => a.at - b.at)
  }
}
