import { addDays, type Day, daysBetween } from '../../base/day.js'
import {
  labelsOf,
  type Period,
  periodId,
  type PeriodKind,
  periodKind,
  spanOf,
  type YearBegins,
  yearOn,
} from '../../base/assessment-year.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Part, PeriodGradesPart, RatingsPart } from '../../scheme/model/parts.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { periodPlace, ratedIn, ratedSlice } from './rated.js'

/** A part of a scheme that people rate in: with points, or with grades by period. */
export type RatedPart = RatingsPart | PeriodGradesPart

/** One period of a part that people rate in. */
export interface RatingPeriod {
  cycle: Running
  part: RatedPart
  /** `2025-Q3`. */
  period: Period
  /** First day on which it can be rated. */
  opens: Day
  /** Last day for the raters; the office closes it after that. */
  due: Day
}

/**
 * When a period is rated, in working days: cards open `lead` before its last working day and are due `lag` after its
 * end; who has not answered is reminded `remind` before that. Ours: the regulations say how often, not on which days.
 * A month's takes few minutes and the next one comes soon; a year's comes when everything comes, and the result is
 * wanted in January.
 */
const windows: Readonly<Record<PeriodKind, { lead: number; lag: number; remind: number }>> = {
  month: { lead: 2, lag: 5, remind: 1 },
  quarter: { lead: 5, lag: 5, remind: 2 },
  'half-year': { lead: 5, lag: 7, remind: 2 },
  year: { lead: 10, lag: 10, remind: 3 },
}

/** The leaves of the score tree that people rate, each by itself or on a panel's sheet. */
export function ratedParts(part: Part): RatedPart[] {
  if (part.kind === 'sum') return part.children.flatMap(ratedParts)
  return part.kind === 'ratings' || part.kind === 'period-grades' ? [part] : []
}

/** Whether raters give a part by itself; else it is a row of a panel's sheet (`src/flows/panel`). */
function isByItself(part: RatedPart): boolean {
  return part.kind === 'period-grades' || part.panel === null
}

/** Every period of a cycle, in order, but for what panels give. */
export function periodsOf(cycle: Running, calendar: WorkingCalendar): RatingPeriod[] {
  const { begins } = cycle.scheme
  return ratedParts(cycle.scheme.total)
    .filter(isByItself)
    .flatMap((part) =>
      part.periods.map((label) => {
        const period = periodId(begins, `${cycle.year}`, label)
        return { cycle, part, period, ...windowOf(begins, period, calendar) }
      }),
    )
}

/** First and last day on which a period is rated, and the day on which who has not is reminded. */
export function windowOf(
  begins: YearBegins,
  period: Period,
  calendar: WorkingCalendar,
): { opens: Day; due: Day; remindOn: Day } {
  const { lead, lag, remind } = windows[periodKind(period)]
  const end = spanOf(begins, period).to
  const due = calendar.addWorkingDays(end, lag)
  return {
    opens: calendar.addWorkingDays(calendar.shiftBackToWorkingDay(end), -lead),
    due,
    remindOn: calendar.addWorkingDays(due, -remind),
  }
}

/** No window reaches further from the end of its period, holidays included. */
const farthest = 60

/** Every period of an assessment year that begins there, whose window may touch the days from `from` to `to`. */
export function periodsAround(begins: YearBegins, from: Day, to: Day): Period[] {
  const days = [addDays(from, -farthest), from, to, addDays(to, farthest)]
  const years = new Set(days.map((on) => yearOn(begins, on)))
  const kinds = ['month', 'quarter', 'half-year', 'year'] as const
  return [...years]
    .flatMap((year) =>
      kinds.flatMap((kind) => labelsOf(begins, kind).map((each) => periodId(begins, year, each))),
    )
    .filter((period) => {
      const end = spanOf(begins, period).to
      return daysBetween(from, end) >= -farthest && daysBetween(to, end) <= farthest
    })
}

/** Periods of the running cycles that can be rated now: opened, and not closed by the office; oldest first. */
export function openPeriods(situation: Situation): RatingPeriod[] {
  return situation.bureau.cycles
    .flatMap((cycle) => periodsOf(cycle, situation.calendar))
    .filter((each) => each.opens <= situation.today && !isClosed(situation, each))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

type Collecting = Pick<Situation, 'collected'>
type Which = Pick<RatingPeriod, 'cycle' | 'part' | 'period'>

/** How a period was closed last, also while it is open again; null when it never was. */
export function closingOf({ collected }: Collecting, { cycle, part, period }: Which) {
  return (
    ratedIn(collected.of(ratedSlice), cycle.id).closed.get(periodPlace(period, part.id)) ?? null
  )
}

/** Whether the office has closed a period, and not opened it again. */
export function isClosed(collecting: Collecting, which: Which): boolean {
  return closingOf(collecting, which)?.reopened === null
}

/** Key of a period's card. */
export function ratingKey({ cycle, part, period }: RatingPeriod): string {
  return keyOf(cycle.id, period, part.id)
}

/** The period that a card's key names; undefined when no running cycle has it. */
export function periodFor(
  { bureau, calendar }: Pick<Situation, 'bureau' | 'calendar'>,
  key: string,
): RatingPeriod | undefined {
  const [id, period, part] = partsIn(key, 3) ?? []
  const cycle = bureau.cycles.find((each) => each.id === id)
  if (!cycle) return undefined
  return periodsOf(cycle, calendar).find((each) => each.part.id === part && each.period === period)
}
