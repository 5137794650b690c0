import { must } from '../../base/bug.js'
import { addDays, day, daysBetween, type Day, weekday } from '../../base/day.js'
import { points, type Points } from '../../base/points.js'
import type { ClockMeasure } from '../../scheme/model/counting.js'
import type { Moment, WorkingTime } from '../input.js'

/** Minutes of a day, from and to. */
interface Stretch {
  from: number
  to: number
}

const wholeDay: readonly Stretch[] = [{ from: 0, to: 24 * 60 }]

/** The day of a moment. */
export function dayOf(moment: Moment): Day {
  return day(moment.slice(0, 10))
}

/** The last minute of a day. */
export function endOf(of: Day): Moment {
  return `${of}T24:00`
}

/**
 * What lies between two moments by a measure: hours or days, exact; 0 when `until` is not later. Working
 * time must be given for every measure but plain hours and calendar days.
 */
export function elapsed(
  measure: ClockMeasure,
  span: { from: Moment; until: Moment },
  time: WorkingTime | undefined,
): Points {
  const [first, last] = [dayOf(span.from), dayOf(span.until)]
  switch (measure) {
    case 'calendar-days':
    case 'calendar-months':
    case 'day-of-next-month':
      return points(Math.max(0, daysBetween(first, last)))
    case 'working-days': {
      let days = 0
      for (let at = addDays(first, 1); at <= last; at = addDays(at, 1)) {
        if (isWorked(at, time)) days += 1
      }
      return points(days)
    }
    case 'elapsed-hours':
      return hours(span, () => wholeDay)
    case 'elapsed-hours-without-rest-days':
      return hours(span, (at) => (isWorked(at, time) ? wholeDay : []))
    case 'working-hours': {
      const { hours: table } = must(time, 'a clock in working hours needs working time')
      const worked = table.map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }))
      return hours(span, (at) => (isWorked(at, time) ? worked : []))
    }
  }
}

const needing: readonly ClockMeasure[] = [
  'working-hours',
  'elapsed-hours-without-rest-days',
  'working-days',
]

/** Whether a measure can only be taken with the bureau's working time. */
export function needsWorkingTime(measure: ClockMeasure): boolean {
  return needing.includes(measure)
}

function hours(
  span: { from: Moment; until: Moment },
  counted: (at: Day) => readonly Stretch[],
): Points {
  const [first, last] = [dayOf(span.from), dayOf(span.until)]
  let total = 0
  for (let at = first; at <= last; at = addDays(at, 1)) {
    const from = at === first ? minutes(span.from.slice(11)) : 0
    const to = at === last ? minutes(span.until.slice(11)) : 24 * 60
    for (const stretch of counted(at)) {
      total += Math.max(0, Math.min(to, stretch.to) - Math.max(from, stretch.from))
    }
  }
  return points(total).dividedBy(60)
}

function minutes(time: string): number {
  return Number.parseInt(time.slice(0, 2), 10) * 60 + Number.parseInt(time.slice(3, 5), 10)
}

/** Whether a day is worked, by the bureau's own rest days. */
export function isWorked(at: Day, time: WorkingTime | undefined): boolean {
  const { holidays, workdays } = must(time, 'a clock in working days needs working time')
  if (workdays.includes(at)) return true
  if (holidays.some((off) => off.from <= at && at <= off.to)) return false
  return weekday(at) < 6
}
