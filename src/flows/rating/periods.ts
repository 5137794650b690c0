import { type Day, lastDayOfQuarter, type Quarter } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Part, RatingsPart } from '../../scheme/model/parts.js'
import type { Db } from '../../storage/database.js'
import { readEntries } from '../../storage/ledger-reading.js'
import type { Bureau } from '../context.js'
import { bodyOf } from '../entries.js'

/** One period of a part that people rate in. */
export interface RatingPeriod {
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

/** Every period of the cycle, in order. */
export function periodsOf(bureau: Bureau, calendar: WorkingCalendar): RatingPeriod[] {
  return ratingsParts(bureau.scheme.total).flatMap((part) =>
    part.periods.map((label) => periodOf(part, `${bureau.cycle.year}-${label}`, calendar)),
  )
}

function periodOf(part: RatingsPart, period: Quarter, calendar: WorkingCalendar): RatingPeriod {
  const last = calendar.shiftBackToWorkingDay(lastDayOfQuarter(period))
  return {
    part,
    period,
    opens: calendar.addWorkingDays(last, -openingLead),
    due: calendar.addWorkingDays(lastDayOfQuarter(period), dueLag),
  }
}

/** The closed periods of the cycle, as `period.part`. */
export async function closedPeriods(db: Db, bureau: Bureau): Promise<Set<string>> {
  const entries = await readEntries(db, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kinds: ['period.closed'],
  })
  return new Set(
    entries.map((entry) => `${entry.period ?? ''}.${bodyOf('period.closed', entry).part}`),
  )
}

/** Key of a period's card. */
export function ratingKey(of: { part: { id: string }; period: string }): string {
  return `${of.period}.${of.part.id}`
}
