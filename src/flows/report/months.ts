import { times } from '../jobs.js'
import {
  addDays,
  addMonths,
  type Day,
  day,
  type Instant,
  type Month,
  momentOf,
  monthOf,
} from '../../base/day.js'
import type { BoundWork } from '../../binding/work.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { reportDue } from '../../workrules/dates.js'
import type { WorkReport } from '../../workrules/model.js'

/*
 * When reports are due stands in the bureau's work rules. A bureau without any, or whose rules say nothing of reports, goes by
 * what the regulation of the first bureau names: people answer within the month, the office has the unit's report by
 * the 5th of the next month, moved past holidays. The rest is ours: the cards come on the 25th, people
 * answer until 17:00 of their last day, and from then on the head can sign.
 */

/** Time of day at which cards and reminders come. */
const sendTime = times.morning

/** Time of day until which people answer, on their last day: within office hours. */
export const answerTime = '17:00'

/** By what rules the days of a month are told; null: the bureau has none. */
type Work = BoundWork | null

/** Whether `text` is a month, `YYYY-MM`. */
export function isMonth(text: string): text is Month {
  return /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text)
}

/** What the work rules say of people's reports, or of units'; null where they say nothing. */
export function ruledReport(work: Work, of: WorkReport['of']): WorkReport | null {
  return work?.rules.reports.find((report) => report.of === of) ?? null
}

/** The day the cards come: the 25th, or the last working day before it. */
export function openingDay(calendar: WorkingCalendar, month: Month): Day {
  return calendar.shiftBackToWorkingDay(day(`${month}-25`))
}

export function openingAt(calendar: WorkingCalendar, month: Month): Instant {
  return momentOf(openingDay(calendar, month), sendTime)
}

/** People's last day, by default the last working day of the month: until {@link answerTime} they answer in time. */
export function answerDay(calendar: WorkingCalendar, month: Month, work: Work = null): Day {
  const ruled = ruledReport(work, 'person')
  return ruled ? reportDue(ruled, month, calendar) : calendar.lastWorkingDay(month)
}

export function answerUntil(calendar: WorkingCalendar, month: Month, work: Work = null): Instant {
  return momentOf(answerDay(calendar, month, work), answerTime)
}

/** One working day before people's last day; null where the cards come no earlier. */
export function reminderAt(
  calendar: WorkingCalendar,
  month: Month,
  work: Work = null,
): Instant | null {
  const on = calendar.addWorkingDays(answerDay(calendar, month, work), -1)
  return on > openingDay(calendar, month) ? momentOf(on, sendTime) : null
}

/** The day by which the signed unit report is there, itself in time; by default the 5th of the next month, moved past holidays. */
export function unitDueDay(calendar: WorkingCalendar, month: Month, work: Work = null): Day {
  const ruled = ruledReport(work, 'unit')
  if (ruled) return reportDue(ruled, month, calendar)
  return calendar.shiftToWorkingDay(day(`${addMonths(month, 1)}-05`))
}

/** The moment after which a unit report is late: the end of the due day. */
export function unitDueUntil(calendar: WorkingCalendar, month: Month, work: Work = null): Instant {
  return momentOf(addDays(unitDueDay(calendar, month, work), 1))
}

/** The morning of the due day (of the working day before it where it is none), when who has not signed is reminded. */
export function unitReminderAt(
  calendar: WorkingCalendar,
  month: Month,
  work: Work = null,
): Instant {
  const due = unitDueDay(calendar, month, work)
  return momentOf(calendar.shiftBackToWorkingDay(due), sendTime)
}

/** The morning after the due day, when what came is passed round and the table is looked at. */
export function passingRoundAt(
  calendar: WorkingCalendar,
  month: Month,
  work: Work = null,
): Instant {
  return momentOf(calendar.addWorkingDays(unitDueDay(calendar, month, work), 1), sendTime)
}

/** The month that people speak of today: the last one until its unit report is due, then this one. */
export function reportMonthOf(calendar: WorkingCalendar, today: Day, work: Work = null): Month {
  const last = addMonths(monthOf(today), -1)
  return today <= unitDueDay(calendar, last, work) ? last : monthOf(today)
}
