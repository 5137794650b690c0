import { bug } from './bug.js'
import { isDay, monthText, quarterText } from './day.js'

/** A period of a year as schemes label it: `2025-09`, `2025-Q3`, `2025-H1`, `2025-year`. */
export type Period = string

/** How long a period is. */
export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year'

/** Which kind a period is of. Throws a Bug for what is none. */
export function periodKind(period: Period): PeriodKind {
  if (/^\d{4}-Q[1-4]$/.test(period)) return 'quarter'
  if (/^\d{4}-H[12]$/.test(period)) return 'half-year'
  if (/^\d{4}-year$/.test(period)) return 'year'
  return isDay(`${period}-01`) ? 'month' : bug(`not a period: ${period}`)
}

/** A period for people: `2025年9月`, `2025年第三季度`, `2025年上半年`, `2025年度`. */
export function periodText(period: Period): string {
  const year = `${Number.parseInt(period, 10)}年`
  switch (periodKind(period)) {
    case 'month':
      return monthText(period)
    case 'quarter':
      return quarterText(period)
    case 'half-year':
      return `${year}${period.endsWith('H1') ? '上半年' : '下半年'}`
    case 'year':
      return `${year}度`
  }
}
