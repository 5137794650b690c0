import {
  addDays,
  addMonths,
  dayAt,
  instant,
  isDay,
  lastDay,
  momentOf,
  monthOf,
  weekday,
  type Day,
} from '../../base/day.js'
import { children, isNode, text, texts, type JsonNode } from './json.js'

const workStart = '09:00'
const years = new Map<string, JsonNode>()
const files = import.meta.glob('../../calendar/years/*.json', { eager: true, import: 'default' })
for (const file of Object.values(files)) if (isNode(file)) years.set(`${file.year}`, file)

/** Whether people work on a day by the year's notice; by weekends when there is none for the year. */
function isWorkingDay(of: Day): boolean {
  const year = years.get(of.slice(0, 4))
  if (year && texts(year, 'workdays').includes(of)) return true
  const off = year
    ? children(year, 'holidays').some((one) => text(one, 'from') <= of && of <= text(one, 'to'))
    : false
  return !off && weekday(of) <= 5
}

/** 09:00 of the next working day after a moment, in ms since 1970. */
export function nextWorkingDay(now: number): number {
  let next = addDays(dayAt(instant(now)), 1)
  while (!isWorkingDay(next)) next = addDays(next, 1)
  return momentOf(next, workStart)
}

/**
 * 09:00 of the last day of the month, the quarter (3) or the year (12) that a moment is in, of the next
 * one when that has passed; ms since 1970.
 */
export function endOf(months: 1 | 3 | 12, now: number): number {
  const month = monthOf(dayAt(instant(now)))
  const left = (months - (Number(month.slice(5, 7)) % months)) % months
  const end = momentOf(lastDay(addMonths(month, left)), workStart)
  return end > now ? end : momentOf(lastDay(addMonths(month, left + months)), workStart)
}

/** 09:00 of a day typed by a person, in ms since 1970; null when it is no day. */
export function morningOf(typed: string): number | null {
  return isDay(typed) ? momentOf(typed, workStart) : null
}
