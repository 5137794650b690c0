import { addDays, type Day } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { lastMonthOf, yearOf, type YearOfCycle } from '../running.js'

/** When a cycle's items are checked and scored. */
export interface ItemWindow {
  /** First and last day of the self-check. */
  opens: Day
  due: Day
  /** First and last day for those who score. */
  scores: Day
  scoredBy: Day
}

/**
 * The self-check goes from the first working day of the year's last month to the 20th, scoring from the working day after it
 * to the 10th of the month that follows, each moved past days off. Ours: the regulations say at the year's end and no day.
 */
export function windowOf(cycle: YearOfCycle, calendar: WorkingCalendar): ItemWindow {
  const first = lastMonthOf(cycle)
  const due = calendar.shiftToWorkingDay(addDays(first, 19))
  const after = addDays(yearOf(cycle).to, 10)
  return {
    opens: calendar.shiftToWorkingDay(first),
    due,
    scores: calendar.shiftToWorkingDay(addDays(due, 1)),
    scoredBy: calendar.shiftToWorkingDay(after),
  }
}
