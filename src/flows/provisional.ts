import type { Day } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'

/**
 * Whether a due day, and the working days that are left until it, were reckoned in a year whose notice is not known:
 * they are shown as 暂定.
 */
export function isProvisional(
  { calendar, today }: { calendar: Pick<WorkingCalendar, 'certain'>; today: Day },
  due: Day,
): boolean {
  return !calendar.certain(due) || (today < due && !calendar.certain(today, due))
}
