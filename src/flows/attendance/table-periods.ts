import {
  addDays,
  addMonths,
  type Day,
  day,
  firstDay,
  type Instant,
  lastDay,
  lastDayOfQuarter,
  monthOf,
  monthText,
  momentOf,
  quarterOf,
  quarterText,
  yearIn,
} from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { WorkTable } from '../../workrules/model.js'
import { times } from '../jobs.js'

/** Time of the morning on which a period's tables go out, and on which one is reminded of them. */
const morning = times.morning
/** Working days after the end on which who still owes one is reminded: a day before the earliest that rules usually set. */
const remindedAfter = 4

/** The period of a table that a day lies in: `2025-09`, `2025-Q3`, `2025`. */
function periodAt(each: WorkTable['each'], on: Day): string {
  return { month: monthOf(on), quarter: quarterOf(on), year: yearIn(on) }[each]
}

/** The last period of a table that is over on a day. */
export function lastPeriod(each: WorkTable['each'], today: Day): string {
  return periodAt(each, addDays(boundsOf(periodAt(each, today)).from, -1))
}

/** First and last day of a period. */
export function boundsOf(period: string): { from: Day; to: Day } {
  if (/^\d{4}$/.test(period)) return { from: day(`${period}-01-01`), to: day(`${period}-12-31`) }
  if (!period.includes('Q')) return { from: firstDay(period), to: lastDay(period) }
  const to = lastDayOfQuarter(period)
  return { from: firstDay(addMonths(monthOf(to), -2)), to }
}

/** Whether a text names a period of a table. */
export function isPeriod(each: WorkTable['each'], text: string): boolean {
  return { month: /^\d{4}-(?:0[1-9]|1[0-2])$/, quarter: /^\d{4}-Q[1-4]$/, year: /^\d{4}$/ }[
    each
  ].test(text)
}

/** `2025年第三季度`. */
export function periodText(period: string): string {
  if (/^\d{4}$/.test(period)) return `${period}年度`
  return period.includes('Q') ? quarterText(period) : monthText(period)
}

/** When a period's table opens: the morning of the first working day after it. */
export function tableOpens(calendar: WorkingCalendar, period: string): Instant {
  return momentOf(calendar.addWorkingDays(boundsOf(period).to, 1), morning)
}

/** When one is reminded of it. */
export function tableReminder(calendar: WorkingCalendar, period: string): Instant {
  return momentOf(calendar.addWorkingDays(boundsOf(period).to, remindedAfter), morning)
}

/** The periods of any length that end on the last day of a month. */
export function periodsEnding(on: Day): string[] {
  const all = [monthOf(on), quarterOf(on), yearIn(on)]
  return all.filter((period) => boundsOf(period).to === on)
}
