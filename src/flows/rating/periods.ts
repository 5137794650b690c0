import { type Day, lastDayOfQuarter, type Quarter } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Part, RatingsPart } from '../../scheme/model/parts.js'
import type { Situation } from '../context.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Running } from '../running.js'
import { periodPlace, ratedIn, ratedSlice } from './rated.js'

/** One period of a part that people rate in. */
export interface RatingPeriod {
  cycle: Running
  part: RatingsPart
  /** `2025-Q3`. */
  period: Quarter
  /** First day on which it can be rated. */
  opens: Day
  /** Last day for the raters; the office closes it after that. */
  due: Day
}

/** Cards open this many working days before the quarter's last one, and are due as many after it. Ours: the text says quarterly. */
const openingLead = 5
const dueLag = 5

/** The leaves of the score tree that people rate. */
export function ratingsParts(part: Part): RatingsPart[] {
  if (part.kind === 'sum') return part.children.flatMap(ratingsParts)
  return part.kind === 'ratings' ? [part] : []
}

/** Every period of a cycle, in order. */
export function periodsOf(cycle: Running, calendar: WorkingCalendar): RatingPeriod[] {
  return ratingsParts(cycle.scheme.total).flatMap((part) =>
    part.periods.map((label) => periodOf({ cycle, part }, `${cycle.year}-${label}`, calendar)),
  )
}

function periodOf(
  of: { cycle: Running; part: RatingsPart },
  period: Quarter,
  calendar: WorkingCalendar,
): RatingPeriod {
  return { ...of, period, ...windowOf(period, calendar) }
}

/** First and last day on which a period is rated. */
export function windowOf(period: Quarter, calendar: WorkingCalendar): { opens: Day; due: Day } {
  const last = calendar.shiftBackToWorkingDay(lastDayOfQuarter(period))
  return {
    opens: calendar.addWorkingDays(last, -openingLead),
    due: calendar.addWorkingDays(lastDayOfQuarter(period), dueLag),
  }
}

/** Periods of the running cycles that can be rated now: opened, and not closed by the office; oldest first. */
export function openPeriods(situation: Situation): RatingPeriod[] {
  return situation.bureau.cycles
    .flatMap((cycle) => periodsOf(cycle, situation.calendar))
    .filter((each) => each.opens <= situation.today && !isClosed(situation, each))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
}

/** Whether the office has closed a period. */
export function isClosed(
  { collected }: Pick<Situation, 'collected'>,
  { cycle, part, period }: Pick<RatingPeriod, 'cycle' | 'part' | 'period'>,
): boolean {
  return ratedIn(collected.of(ratedSlice), cycle.id).closed.has(periodPlace(period, part.id))
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
