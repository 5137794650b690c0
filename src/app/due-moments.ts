import {
  addDays,
  addMonths,
  dayAt,
  firstDay,
  type Instant,
  lastDay,
  type Month,
  monthOf,
} from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import type { Due, DueRules, Job } from '../flows/jobs.js'

/** By what a bureau's jobs are due. */
export interface DueBy {
  calendar: WorkingCalendar
  rules: DueRules
}

/** Months of a job that are kept: what is asked for lies around now. */
const monthsKept = 6

type Months = Map<string, readonly Due[]>

/** What was found out, by calendar and job: bureaus that share calendar, rules and years share it, and each tick what the one before asked. */
const known = new WeakMap<WorkingCalendar, WeakMap<Job, Months>>()
const works = new WeakMap<NonNullable<Bureau['work']>, number>()
let worksSeen = 0

/** What is due after one moment and up to another, in order. Throws what the job's own calendar reading throws. */
export function duesBetween(
  by: DueBy,
  job: Job,
  { after, upTo }: { after: Instant; upTo: Instant },
): readonly Due[] {
  const dues: Due[] = []
  const last = monthOf(dayAt(upTo))
  for (let month = monthOf(dayAt(after)); month <= last; month = addMonths(month, 1)) {
    for (const due of duesOf(by, job, month)) {
      if (after < due.at && due.at <= upTo) dues.push(due)
    }
  }
  return dues
}

/** What is due in a month, in order. */
function duesOf({ calendar, rules }: DueBy, job: Job, month: Month): readonly Due[] {
  const jobs = known.get(calendar) ?? new WeakMap<Job, Months>()
  known.set(calendar, jobs)
  const months: Months = jobs.get(job) ?? new Map()
  jobs.set(job, months)
  const { work, years } = rules
  const key = `${month} ${work === null ? '' : numberOf(work)} ${JSON.stringify(years)}`
  const kept = months.get(key)
  if (kept) return kept
  const [from, to] = [firstDay(month), lastDay(month)]
  const dues = job
    .due(calendar, addDays(from, -1), to, rules)
    .filter(({ at }) => from <= dayAt(at) && dayAt(at) <= to)
    .sort((a, b) => a.at - b.at)
  if (months.size >= monthsKept) months.clear()
  months.set(key, dues)
  return dues
}

function numberOf(work: NonNullable<Bureau['work']>): number {
  const number = works.get(work) ?? worksSeen++
  works.set(work, number)
  return number
}
