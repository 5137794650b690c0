import { addDays, dayAt, type Instant } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import type { Due, Job } from '../flows/jobs.js'

/**
 * When jobs are due, for one look at all bureaus: those that share calendar and work rules and stand at the same day share what
 * was found out, so that two hundred of them cost what one does.
 */
export class DueMoments {
  readonly #now: Instant
  readonly #known = new Map<WorkingCalendar, Map<string, readonly Due[]>>()
  readonly #works = new Map<NonNullable<Bureau['work']>, number>()

  constructor(now: Instant) {
    this.#now = now
  }

  /** What is due after the pointer and up to now, in order. Throws what the job's own calendar reading throws. */
  since(
    { calendar, work }: { calendar: WorkingCalendar; work: Bureau['work'] },
    job: Job,
    pointer: Instant,
  ): readonly Due[] {
    const from = addDays(dayAt(pointer), -1)
    const known = this.#known.get(calendar) ?? new Map<string, readonly Due[]>()
    this.#known.set(calendar, known)
    const key = `${job.name} ${from} ${work === null ? '' : this.#numberOf(work)}`
    const dues = known.get(key) ?? job.due(calendar, from, dayAt(this.#now), work)
    known.set(key, dues)
    return dues.filter((due) => pointer < due.at && due.at <= this.#now).sort((a, b) => a.at - b.at)
  }

  #numberOf(work: NonNullable<Bureau['work']>): number {
    const number = this.#works.get(work) ?? this.#works.size
    this.#works.set(work, number)
    return number
  }
}
