import { addDays, addMonths, day, firstDay, lastDay, monthOf, type Day } from '../../base/day.js'
import { exactText, type Points } from '../../base/points.js'
import type { Clock } from '../../scheme/model/counting.js'
import { isWorked, needsWorkingTime } from './elapsed.js'
import type { ScoringFact, WorkingTime } from '../input.js'

/** The limit that holds for a timed fact: the extended one where its condition was answered with yes. */
export function limitFor(clock: Clock, fact: Pick<ScoringFact, 'answers'>): Points {
  const { extended } = clock
  if (extended !== null && fact.answers?.[extended.condition] === 'yes') return extended.limit
  return clock.limit.value
}

/**
 * The last day that is in time, for clocks that end on a day of the calendar or move with rest days; null for
 * those that are measured by what elapsed.
 */
export function dueDay(
  clock: Clock,
  of: { sent: Day; limit: Points },
  time: WorkingTime | undefined,
): Day | null {
  const due = calendarDay(clock, of)
  if (due === null || clock.restDay.value === 'stays') return due
  let shifted = due
  while (!isWorked(shifted, time)) shifted = addDays(shifted, 1)
  return shifted
}

function calendarDay(clock: Clock, of: { sent: Day; limit: Points }): Day | null {
  const limit = Number.parseInt(exactText(of.limit), 10)
  switch (clock.measure.value) {
    case 'calendar-months':
      return dayOfMonth(addMonths(monthOf(of.sent), limit), Number.parseInt(of.sent.slice(8), 10))
    case 'day-of-next-month':
      return dayOfMonth(addMonths(monthOf(of.sent), 1), limit)
    case 'calendar-days':
      return clock.restDay.value === 'stays' ? null : addDays(of.sent, limit)
    default:
      return null
  }
}

/** A day of a month; its last day where it is shorter. */
function dayOfMonth(month: string, number: number): Day {
  const last = lastDay(month)
  const wanted = `${month}-${`${number}`.padStart(2, '0')}`
  return number < 1 ? firstDay(month) : wanted > last ? last : day(wanted)
}

/** Whether a clock can only be read with the bureau's working hours or rest days. */
export function isByWorkingTime(clock: Clock): boolean {
  return needsWorkingTime(clock.measure.value) || clock.restDay.value !== 'stays'
}
