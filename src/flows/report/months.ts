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
import type { WorkingCalendar } from '../../calendar/calendar.js'

/*
 * The regulation names one day: the office has the unit's report by the 5th of the next month, moved past
 * holidays (the bureau's rule on monthly reports). The days before it are ours: the cards come on the 25th, people
 * answer until the last working day 17:00, and from then on the head can sign.
 */

/** Time of day at which cards and reminders come. */
const sendTime = '09:00'

/** Time of day until which people answer, on the last working day: within office hours. */
export const answerTime = '17:00'

/** Whether `text` is a month, `YYYY-MM`. */
export function isMonth(text: string): text is Month {
  return /^[12]\d{3}-(0[1-9]|1[0-2])$/.test(text)
}

/** The day the cards come: the 25th, or the last working day before it. */
export function openingDay(calendar: WorkingCalendar, month: Month): Day {
  return calendar.shiftBackToWorkingDay(day(`${month}-25`))
}

export function openingAt(calendar: WorkingCalendar, month: Month): Instant {
  return momentOf(openingDay(calendar, month), sendTime)
}

/** The last working day of the month: until {@link answerTime} people answer in time. */
export function answerDay(calendar: WorkingCalendar, month: Month): Day {
  return calendar.lastWorkingDay(month)
}

export function answerUntil(calendar: WorkingCalendar, month: Month): Instant {
  return momentOf(answerDay(calendar, month), answerTime)
}

/** One working day before people's last day; null where the cards come no earlier. */
export function reminderAt(calendar: WorkingCalendar, month: Month): Instant | null {
  const on = calendar.addWorkingDays(answerDay(calendar, month), -1)
  return on > openingDay(calendar, month) ? momentOf(on, sendTime) : null
}

/** The day by which the signed unit report is due: the 5th of the next month, moved past holidays; itself in time. */
export function unitDueDay(calendar: WorkingCalendar, month: Month): Day {
  return calendar.shiftToWorkingDay(day(`${addMonths(month, 1)}-05`))
}

/** The moment after which a unit report is late: the end of the due day. */
export function unitDueUntil(calendar: WorkingCalendar, month: Month): Instant {
  return momentOf(addDays(unitDueDay(calendar, month), 1))
}

/** The morning of the due day, when heads who have not signed are reminded. */
export function unitReminderAt(calendar: WorkingCalendar, month: Month): Instant {
  return momentOf(unitDueDay(calendar, month), sendTime)
}

/** The month that people speak of today: the last one until its unit report is due, then this one. */
export function reportMonthOf(calendar: WorkingCalendar, today: Day): Month {
  const last = addMonths(monthOf(today), -1)
  return today <= unitDueDay(calendar, last) ? last : monthOf(today)
}
