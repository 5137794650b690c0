import { periodText } from '../../base/assessment-year.js'
import type { Day } from '../../base/day.js'
import type { Seeing } from '../context.js'
import { isProvisional } from '../provisional.js'
import { isClosed, type RatingPeriod } from './periods.js'

/** What every card of a period says about it first. */
export interface PeriodHead {
  cycle: string
  part: string
  partName: string
  period: string
  /** For people. */
  periodName: string
  clause: string
  opens: Day
  due: Day
  /** First and due day may still change: their year's notice is not known. */
  provisional: { opens: boolean; due: boolean }
  workingDaysLeft: number
  state: 'not-open' | 'open' | 'closed'
}

/** The head of a period's cards, as of today. */
export function headOf(seeing: Seeing, period: RatingPeriod): PeriodHead {
  const { cycle, part, opens, due } = period
  const began = seeing.today >= opens
  return {
    cycle: cycle.id,
    part: part.id,
    partName: part.name,
    period: period.period,
    periodName: periodText(period.period, period.cycle.scheme.begins),
    clause: part.clause,
    opens,
    due,
    provisional: { opens: isProvisional(seeing, opens), due: isProvisional(seeing, due) },
    workingDaysLeft: seeing.calendar.workingDaysBetween(seeing.today, due),
    state: isClosed(seeing, period) ? 'closed' : began ? 'open' : 'not-open',
  }
}
