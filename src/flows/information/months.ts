import {
  addDays,
  addMonths,
  type Day,
  day,
  firstDay,
  lastDay,
  type Month,
  momentOf,
  monthOf,
} from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { type Due, eachDay, times } from '../jobs.js'

/*
 * The regulations name months and no days; these are ours. A piece has to be written, sent in and adopted: five
 * working days, the last one counted, leave time for that. The table of a month is made on the first working morning after
 * it.
 */
const remindBefore = 4
const deskTime = times.morning
const remindTime = times.morning
const tableTime = times.morning

/** The day on which units that are short are reminded: five working days are left of the month with it. */
export function remindDay(calendar: WorkingCalendar, month: Month): Day {
  return calendar.addWorkingDays(calendar.lastWorkingDay(month), -remindBefore)
}

function monthsBetween(from: Day, to: Day): Month[] {
  const all: Month[] = []
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) all.push(month)
  return all
}

const within = (from: Day, to: Day, on: Day): boolean => from <= on && on <= to

/** When units are reminded; not any more once the month is over. */
export function remindDue(calendar: WorkingCalendar, from: Day, to: Day): Due[] {
  return monthsBetween(from, to).flatMap((month) => {
    const on = remindDay(calendar, month)
    const until = momentOf(addDays(lastDay(month), 1))
    return within(from, to, on) ? [{ period: month, at: momentOf(on, remindTime), until }] : []
  })
}

/** When the table of the month before is sent. */
export function tableDue(calendar: WorkingCalendar, from: Day, to: Day): Due[] {
  return monthsBetween(from, to).flatMap((after) => {
    const on = calendar.shiftToWorkingDay(firstDay(after))
    const period = addMonths(after, -1)
    return within(from, to, on) ? [{ period, at: momentOf(on, tableTime), until: null }] : []
  })
}

/** The working mornings on which the information office gets what waits. */
export function deskDue(calendar: WorkingCalendar, from: Day, to: Day): Due[] {
  return eachDay(from, to, deskTime).filter(({ period }) => calendar.isWorkingDay(day(period)))
}
