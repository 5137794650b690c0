import { bug } from '../base/bug.js'
import {
  addDays,
  day,
  firstDay,
  isDay,
  lastDay,
  lastDayOfQuarter,
  quarterOf,
  weekday,
  type Day,
} from '../base/day.js'

/** First and last day, both counted. */
export interface Span {
  from: Day
  to: Day
}

/** The period id of a year and a part's label: `2025` and `Q3` give `2025-Q3`. */
export function periodId(year: string, label: string): string {
  return `${year}-${label}`
}

const labels = {
  month: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
  quarter: ['Q1', 'Q2', 'Q3', 'Q4'],
  'half-year': ['H1', 'H2'],
  year: ['year'],
} as const

/** The labels of a year's months, quarters, half-years, or the year itself. */
export function labelsOf(per: keyof typeof labels): readonly string[] {
  return labels[per]
}

/** The day, week (its Monday), month, quarter, half-year or year that a day lies in, as an id. */
export function stretchOf(on: Day, per: keyof typeof labels | 'day' | 'week'): string {
  const year = on.slice(0, 4)
  switch (per) {
    case 'day':
      return on
    case 'week':
      return `${addDays(on, 1 - weekday(on))}-week`
    case 'month':
      return on.slice(0, 7)
    case 'quarter':
      return quarterOf(on)
    case 'half-year':
      return `${year}-${on.slice(5, 7) <= '06' ? 'H1' : 'H2'}`
    case 'year':
      return `${year}-year`
  }
}

/**
 * The days of a period id: `2025-Q3`, `2025-H1`, a month `2025-09`, or the whole `2025-year`.
 * Throws a Bug for any other label: reading a scheme refuses these.
 */
export function spanOf(period: string): Span {
  const before = spans.get(period)
  if (before !== undefined) return before
  const span = findSpan(period)
  spans.set(period, span)
  return span
}

/** A handful for each year that is looked at. */
const spans = new Map<string, Span>()

function findSpan(period: string): Span {
  const year = period.slice(0, 4)
  const label = period.slice(5)
  if (label === '' || label === 'year')
    return { from: day(`${year}-01-01`), to: day(`${year}-12-31`) }
  if (label === 'H1') return { from: day(`${year}-01-01`), to: day(`${year}-06-30`) }
  if (label === 'H2') return { from: day(`${year}-07-01`), to: day(`${year}-12-31`) }
  if (/^Q[1-4]$/.test(label)) {
    const to = lastDayOfQuarter(period)
    const starts = { Q1: '01', Q2: '04', Q3: '07', Q4: '10' } as const
    const quarter = label === 'Q1' || label === 'Q2' || label === 'Q3' ? label : 'Q4'
    return { from: day(`${year}-${starts[quarter]}-01`), to }
  }
  if (isDay(`${period}-01`)) return { from: firstDay(period), to: lastDay(period) }
  return bug(`not a period: ${period}`)
}
