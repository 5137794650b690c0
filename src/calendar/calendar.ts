import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type Day, firstDay, lastDay, type Month, weekday } from '../base/day.js'
import { packagePath } from '../base/package-root.js'
import { daysOffByLaw } from './statutory.js'
import { type OwnDays, parseYear, type YearCalendar } from './year.js'

/**
 * Working days. A year whose notice is not known is computed from weekends and the holidays of the law, for as
 * long as it is not: {@link certain} tells which days and counts may still change (暂定).
 */
export interface WorkingCalendar {
  /** The years whose notice is known, ascending. */
  years(): number[]
  /** The notice of a year, e.g. `国办发明电〔2024〕12号`; null while it is not known. */
  notice(year: number): string | null
  /**
   * Whether a day (or every day between two, in either order) belongs to years whose notice is known. Where it
   * does not, what was computed about it is provisional.
   */
  certain(from: Day, to?: Day): boolean
  isWorkingDay(of: Day): boolean
  /**
   * The `count`-th working day after `from`, which itself is not counted (before it when negative);
   * `from` itself for 0, working day or not.
   */
  addWorkingDays(from: Day, count: number): Day
  /** Working days after `from` up to and with `to`; negative the other way round. */
  workingDaysBetween(from: Day, to: Day): number
  /** Working days from `from` to `to`, both counted; 0 when `to` is earlier. For leave. */
  workingDaysFromTo(from: Day, to: Day): number
  /** The day itself if it is worked, else the next one that is: how due dates move past holidays. */
  shiftToWorkingDay(of: Day): Day
  /** The day itself if it is worked, else the last one before it that is. */
  shiftBackToWorkingDay(of: Day): Day
  /** First and last working day of a month, `YYYY-MM`. */
  firstWorkingDay(of: Month): Day
  lastWorkingDay(of: Month): Day
}

/** The years that ship with the program, or those of another folder of `YYYY.json` files, ascending. */
export function readYears(folder = packagePath('src', 'calendar', 'years')): YearCalendar[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))
  return names.sort().map((name) => {
    const year = parseYear(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    if (name !== `${year.year}.json`) throw new Error(`${join(folder, name)}: 文件名与年份不符`)
    return year
  })
}

/**
 * A calendar over the years whose notice is known (those that ship with the program when left out) and a
 * bureau's own days, which go before the notices. Of two files for one year the later one holds. Nothing that it
 * answers throws for any day of the years 1950 to 9999, except a count that is no whole number (RangeError).
 */
export function openCalendar(
  years: readonly YearCalendar[] = readYears(),
  own: readonly OwnDays[] = [],
): WorkingCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]))
  const workedIn = new Map<number, ReadonlySet<Day>>()

  const worked = (year: number): ReadonlySet<Day> => {
    const known = workedIn.get(year)
    if (known) return known
    const days = workedDays(year, byYear, own)
    workedIn.set(year, days)
    return days
  }
  const isWorkingDay = (of: Day): boolean => worked(yearOf(of)).has(of)
  const seek = (from: Day, step: 1 | -1): Day => {
    let at = from
    while (!isWorkingDay(at)) at = addDays(at, step)
    return at
  }
  const addWorkingDays = (from: Day, count: number): Day => {
    if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number of days: ${count}`)
    const step = count < 0 ? -1 : 1
    let at = from
    for (let left = Math.abs(count); left > 0; left--) at = seek(addDays(at, step), step)
    return at
  }
  const workingDaysFromTo = (from: Day, to: Day): number => {
    let count = 0
    for (let at = from; at <= to; at = addDays(at, 1)) if (isWorkingDay(at)) count++
    return count
  }
  const workingDaysBetween = (from: Day, to: Day): number => {
    const [early, late] = from <= to ? [from, to] : [to, from]
    const count = workingDaysFromTo(addDays(early, 1), late)
    return from <= to || count === 0 ? count : -count
  }
  return {
    years: () => [...byYear.keys()].sort((a, b) => a - b),
    notice: (year) => byYear.get(year)?.notice ?? null,
    certain: (from, to = from) => {
      const [first, last] = [yearOf(from), yearOf(to)].sort((a, b) => a - b)
      for (let year = first ?? 0; year <= (last ?? 0); year++) if (!byYear.has(year)) return false
      return true
    },
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
    workingDaysFromTo,
    shiftToWorkingDay: (of) => seek(of, 1),
    shiftBackToWorkingDay: (of) => seek(of, -1),
    firstWorkingDay: (of) => seek(firstDay(of), 1),
    lastWorkingDay: (of) => seek(lastDay(of), -1),
  }
}

/**
 * Every working day of a year, looked up once, since due moments are sought through weeks of days again and
 * again. The next year's notice may begin its New Year holiday, or ask for a make-up day, in this December.
 */
function workedDays(
  year: number,
  byYear: ReadonlyMap<number, YearCalendar>,
  own: readonly OwnDays[],
): ReadonlySet<Day> {
  const worked = new Set<Day>()
  const last = lastDay(`${year}-12`)
  let isoWeekday = weekday(firstDay(`${year}-01`))
  for (let at = firstDay(`${year}-01`); at <= last; at = addDays(at, 1)) {
    if (isoWeekday < 6) worked.add(at)
    isoWeekday = (isoWeekday % 7) + 1
  }
  if (!byYear.has(year)) for (const at of daysOffByLaw(year)) worked.delete(at)
  const notices = [byYear.get(year), byYear.get(year + 1)].flatMap((known) => known ?? [])
  const changes = [
    ...notices.map(({ holidays, workdays }) => ({ off: holidays, workdays })),
    ...own.map(({ rest, workdays }) => ({ off: rest, workdays })),
  ]
  for (const { off, workdays } of changes) {
    for (const { from, to } of off) {
      for (let at = from; at <= to; at = addDays(at, 1)) worked.delete(at)
    }
    for (const at of workdays) if (yearOf(at) === year) worked.add(at)
  }
  return worked
}

function yearOf(of: Day): number {
  return Number.parseInt(of.slice(0, 4), 10)
}
