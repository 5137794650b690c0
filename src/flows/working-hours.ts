import { addDays, dayAt, type Instant, momentOf, timeAt } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'

/*
 * When people are written to. The regulation names no hours; these are ours, a little wider than an office's.
 */
const dayBegins = '08:30'
const dayEnds = '18:00'

/**
 * When a message that is not urgent may go out: now, within working hours of a working day; otherwise 08:30 of the
 * next working morning. Answers to a person's own press are not asked about here: they go at once.
 */
export function quietUntil(
  calendar: Pick<WorkingCalendar, 'isWorkingDay' | 'shiftToWorkingDay'>,
  now: Instant,
): Instant {
  const [today, time] = [dayAt(now), timeAt(now)]
  if (calendar.isWorkingDay(today)) {
    if (dayBegins <= time && time < dayEnds) return now
    if (time < dayBegins) return momentOf(today, dayBegins)
  }
  return momentOf(calendar.shiftToWorkingDay(addDays(today, 1)), dayBegins)
}
