import { type Day, daysBetween } from '../base/day.js'
import { type Points, points } from '../base/points.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { DayMeasure } from './model.js'

/** A time away: first and last day, both counted, and whether it begins or ends at noon. */
export interface Span {
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
}

/** Whether a span is some time at all: it does not end before it begins. */
export function isSpan({ from, to, startsAtNoon, endsAtNoon }: Span): boolean {
  return from < to || (from === to && !(startsAtNoon && endsAtNoon))
}

/** Whether a span is one half day: nothing shorter is left of it. */
export function isHalfDay({ from, to, startsAtNoon, endsAtNoon }: Span): boolean {
  return from === to && (startsAtNoon || endsAtNoon)
}

/** Whether two spans have a half day in common. */
export function overlap(a: Span, b: Span): boolean {
  const begins = (one: Span) => `${one.from}${one.startsAtNoon ? 'b' : 'a'}`
  const ends = (one: Span) => `${one.to}${one.endsAtNoon ? 'a' : 'b'}`
  return begins(a) <= ends(b) && begins(b) <= ends(a)
}

/** The part of a span that lies between two days, both counted; null when there is none. */
export function within(span: Span, from: Day, to: Day): Span | null {
  const cut: Span = {
    from: span.from < from ? from : span.from,
    to: span.to > to ? to : span.to,
    startsAtNoon: span.from >= from && span.startsAtNoon,
    endsAtNoon: span.to <= to && span.endsAtNoon,
  }
  return isSpan(cut) ? cut : null
}

/** Half days of a span, by working days or by all days of the calendar. */
export function halfDaysOf(calendar: WorkingCalendar, span: Span, measure: DayMeasure): number {
  const counts = (day: Day): boolean => measure === 'calendar-days' || calendar.isWorkingDay(day)
  const days =
    measure === 'calendar-days'
      ? daysBetween(span.from, span.to) + 1
      : calendar.workingDaysFromTo(span.from, span.to)
  const early = span.startsAtNoon && counts(span.from) ? 1 : 0
  const late = span.endsAtNoon && counts(span.to) ? 1 : 0
  return days * 2 - early - late
}

/** Half days as days: 3 → 1.5. */
export function daysFromHalves(halves: number): Points {
  return points(halves).dividedBy(2)
}
