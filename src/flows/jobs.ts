import { inJanuary, type YearBegins } from '../base/assessment-year.js'
import { addDays, type Day, type Instant, momentOf } from '../base/day.js'
import type { BoundWork } from '../binding/work.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { JobContext } from './context.js'

/** When it is due, for one period. */
export interface Due {
  /** Names the period; with the bureau and the job's name unique for ever, and run once. */
  period: string
  at: Instant
  /** Not run any more after it. */
  until: Instant | null
}

/** What moments depend on besides the calendar. */
export interface DueRules {
  /** What the bureau's work rules set. */
  work: BoundWork | null
  /** Where the years of its schemes begin, each once. */
  years: readonly YearBegins[]
}

/** A bureau without work rules, whose years are the calendar's. */
export const noRules: DueRules = { work: null, years: [inJanuary] }

/**
 * A scheduled job of a bureau. `missed` says what happens with ticks that nobody was there for: `each` is made
 * up, only the `latest`, or each that is still before its `until`.
 */
export interface Job {
  name: string
  /** What it does, for the office, when it fails: `发月报卡片`. */
  title: string
  missed: 'each' | 'latest' | 'until-deadline'
  /** It has no times of its own: each of its runs is asked for (`askRun`), its period says for what. */
  asked?: true
  /**
   * Every due moment on the days from `from` to `to`, both counted; `rules`: what the bureau's rules set, by default
   * nothing.
   */
  due(calendar: WorkingCalendar, from: Day, to: Day, rules?: DueRules): Due[]
  /**
   * Does a part of the work in one transaction, short enough for presses to wait for it. `after` is what the part
   * before answered, null in the first one; answers null when nothing is left. Whatever throws is tried again.
   */
  run(ctx: JobContext, period: string, after: string | null): Promise<string | null>
}

/**
 * The few times of the day at which jobs run: at each, all that is due is looked at together, and people get one card where it is several.
 * In the night, early, when working hours have begun, and a little later what has a day of its own.
 */
export const times = { night: '00:05', early: '07:20', begun: '08:30', morning: '09:00' } as const

/** Every day from `from` to `to`, both counted, at one time of the day (`HH:MM`); the period is the day. */
export function eachDay(from: Day, to: Day, time: string): Due[] {
  const all: Due[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) {
    all.push({ period: on, at: momentOf(on, time), until: null })
  }
  return all
}

/** Things done in one part of a job: each of them writes a row or two. */
const partSize = 100

/**
 * The next part of what a job does the same for many: up to {@link partSize} of them after `after`, in the order of
 * their ids, and where the part after it begins (null at the end).
 */
export function nextPart<T>(
  all: readonly T[],
  after: string | null,
  idOf: (one: T) => string,
): { part: T[]; next: string | null } {
  const left = all
    .map((one) => ({ id: idOf(one), one }))
    .filter(({ id }) => after === null || id > after)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const part = left.slice(0, partSize)
  const next = left.length > partSize ? (part.at(-1)?.id ?? null) : null
  return { part: part.map(({ one }) => one), next }
}

/** Does {@link nextPart}, one after the other. Answers where the part after it begins. */
export async function inParts<T>(
  all: readonly T[],
  after: string | null,
  idOf: (one: T) => string,
  work: (one: T) => Promise<void>,
): Promise<string | null> {
  const { part, next } = nextPart(all, after, idOf)
  for (const one of part) await work(one)
  return next
}
