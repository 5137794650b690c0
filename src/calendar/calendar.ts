import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, type Day, firstDay, lastDay, type Month, weekday } from '../base/day.js'
import { packagePath } from '../base/package-root.js'
import { parseYear, type YearCalendar } from './year.js'

/** A day was asked about whose year has no arrangement of days off. Never guessed. */
export class MissingYear extends Error {
  override name = 'MissingYear'
  readonly year: number

  constructor(year: number) {
    super(`缺少${year}年放假安排，请按国务院办公厅通知补上 ${year}.json`)
    this.year = year
  }
}

/** Working days. Each function throws {@link MissingYear} when it touches a year without data. */
export interface WorkingCalendar {
  /** The years there are, ascending. */
  years(): number[]
  /** The notice of a year, e.g. `国办发明电〔2024〕12号`. */
  notice(year: number): string
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
  /**
   * Years without data that will be needed: from the year of `from` (the cycle's first day) to the
   * one that is reached {@link warningLeadDays} days after `today`. Never throws.
   */
  yearsMissing(from: Day, today: Day): number[]
}

/** How long before a year is reached the office is warned that it has no data. */
export const warningLeadDays = 92

/** The years that ship with the program, or those of another folder of `YYYY.json` files, ascending. */
export function readYears(folder = packagePath('src', 'calendar', 'years')): YearCalendar[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name))
  return names.sort().map((name) => {
    const year = parseYear(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    if (name !== `${year.year}.json`) throw new Error(`${join(folder, name)}: 文件名与年份不符`)
    return year
  })
}

/** A calendar over the given years; without any, over those that ship with the program. */
export function openCalendar(years: readonly YearCalendar[] = readYears()): WorkingCalendar {
  const byYear = new Map<number, Year>()
  for (const year of years) byYear.set(year.year, indexed(year))

  const yearAt = (number: number): Year => {
    const year = byYear.get(number)
    if (!year) throw new MissingYear(number)
    return year
  }
  const isWorkingDay = (of: Day): boolean => yearAt(yearOf(of)).worked.has(of)
  const seek = (from: Day, step: 1 | -1): Day => {
    let at = from
    while (!isWorkingDay(at)) at = addDays(at, step)
    return at
  }
  const addWorkingDays = (from: Day, count: number): Day => {
    if (!Number.isSafeInteger(count)) throw new RangeError(`not a whole number of days: ${count}`)
    yearAt(yearOf(from))
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
    isWorkingDay(early)
    const count = workingDaysFromTo(addDays(early, 1), late)
    return from <= to || count === 0 ? count : -count
  }
  return {
    years: () => [...byYear.keys()].sort((a, b) => a - b),
    notice: (year) => yearAt(year).notice,
    isWorkingDay,
    addWorkingDays,
    workingDaysBetween,
    workingDaysFromTo,
    shiftToWorkingDay: (of) => seek(of, 1),
    shiftBackToWorkingDay: (of) => seek(of, -1),
    firstWorkingDay: (of) => seek(firstDay(of), 1),
    lastWorkingDay: (of) => seek(lastDay(of), -1),
    yearsMissing: (from, today) => {
      const missing: number[] = []
      const last = yearOf(addDays(today, warningLeadDays))
      for (let year = yearOf(from); year <= last; year++) if (!byYear.has(year)) missing.push(year)
      return missing
    },
  }
}

interface Year {
  notice: string
  /** Every working day of the year. */
  worked: ReadonlySet<Day>
}

/** Looked up once, since due moments are sought through weeks of days again and again. */
function indexed({ year, notice, holidays, workdays }: YearCalendar): Year {
  const worked = new Set<Day>()
  const last = lastDay(`${year}-12`)
  let isoWeekday = weekday(firstDay(`${year}-01`))
  for (let at = firstDay(`${year}-01`); at <= last; at = addDays(at, 1)) {
    if (isoWeekday < 6) worked.add(at)
    isoWeekday = (isoWeekday % 7) + 1
  }
  for (const { from, to } of holidays) {
    for (let at = from; at <= to; at = addDays(at, 1)) worked.delete(at)
  }
  for (const at of workdays) worked.add(at)
  return { notice, worked }
}

function yearOf(of: Day): number {
  return Number.parseInt(of.slice(0, 4), 10)
}
