import { addDays, type Day, day } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'

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
 * The self-check goes from December's first working day to the 20th, scoring from the working day after it to the 10th of
 * January, each moved past days off. Ours: the regulations say at the year's end and no day.
 */
export function windowOf(year: number, calendar: WorkingCalendar): ItemWindow {
  const due = calendar.shiftToWorkingDay(day(`${year}-12-20`))
  return {
    opens: calendar.shiftToWorkingDay(day(`${year}-12-01`)),
    due,
    scores: calendar.shiftToWorkingDay(addDays(due, 1)),
    scoredBy: calendar.shiftToWorkingDay(day(`${year + 1}-01-10`)),
  }
}
