import {
  addDays,
  type Day,
  dayAt,
  daysBetween,
  instant,
  type Instant,
  momentOf,
} from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { clockEnd, clockMoment } from '../../workrules/dates.js'
import type { Docket } from './dockets.js'

/** Until when a matter is to be done: the last day, and where it is counted by the hour its moment. */
export interface Due {
  day: Day
  /** From this moment on it is late. */
  late: Instant
}

/** Ends by calendar: a press asks for those of everything that is open, and many of them began alike. */
const ends = new WeakMap<WorkingCalendar, Map<string, Day | null>>()
const endsMost = 20_000

function endOf(clock: Docket['clock'], on: Day, calendar: WorkingCalendar): Day | null {
  if (clock.kind !== 'period') return clockEnd(clock, on, calendar)
  const { count, unit, sameDay, shifts } = clock
  const key = [on, count, unit, sameDay, shifts].join(' ')
  const known = ends.get(calendar) ?? new Map<string, Day | null>()
  ends.set(calendar, known)
  const before = known.get(key)
  if (before !== undefined) return before
  if (known.size >= endsMost) known.clear()
  const end = clockEnd(clock, on, calendar)
  known.set(key, end)
  return end
}

type Clocked = Pick<Docket, 'clock' | 'received' | 'pauses'>

/**
 * Until when a matter is to be done, by the calendar as it is known now; null where it has no end (as fast as possible) or
 * its clock stands still. Times for which it stood still are added in the measure of the clock.
 */
export function dueOf({ clock, received, pauses }: Clocked, calendar: WorkingCalendar): Due | null {
  if (pauses.some(({ to }) => to === null)) return null
  const moment = clockMoment(clock, received)
  if (moment !== null) {
    const stood = pauses.reduce((sum, { from, to }) => sum + ((to ?? from) - from), 0)
    const late = instant(moment + stood)
    return { day: dayAt(late), late }
  }
  const working = clock.kind === 'period' && clock.unit === 'working-days'
  let end = endOf(clock, dayAt(received), calendar)
  for (const { from, to } of end === null ? [] : pauses) {
    if (end === null || to === null) continue
    const [a, b] = [dayAt(from), dayAt(to)]
    end = working
      ? calendar.addWorkingDays(end, calendar.workingDaysBetween(a, b))
      : addDays(end, daysBetween(a, b))
  }
  return end === null ? null : { day: end, late: momentOf(addDays(end, 1)) }
}

/** Whether a matter was late at a moment. */
export function isLateAt(docket: Clocked, at: Instant, calendar: WorkingCalendar): boolean {
  const due = dueOf(docket, calendar)
  return due !== null && at >= due.late
}

/** Whether a matter counts as late now: by when it was answered, else by the day; what was given up is not late any more. */
export function isLateNow(
  docket: Clocked & Pick<Docket, 'answered' | 'state'>,
  { now, calendar }: { now: Instant; calendar: WorkingCalendar },
): boolean {
  if (docket.answered !== null) return docket.answered.late
  return docket.state !== 'dropped' && isLateAt(docket, now, calendar)
}

/**
 * The mornings on which who has a matter is reminded: the working day on which half of its time is over, and the last
 * working day. A matter of a day or less has none before its last day.
 */
export function reminderDays(docket: Clocked, calendar: WorkingCalendar): Day[] {
  const due = dueOf(docket, calendar)
  if (due === null) return []
  const from = dayAt(docket.received)
  const last = calendar.shiftBackToWorkingDay(due.day)
  if (last <= from) return []
  const half = calendar.addWorkingDays(from, Math.ceil(calendar.workingDaysBetween(from, last) / 2))
  return half > from && half < last ? [half, last] : [last]
}
