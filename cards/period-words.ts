import { type PeriodKind, periodKind } from '../src/base/assessment-year.js'

const kinds: Readonly<Record<PeriodKind, { of: string; last: string }>> = {
  month: { of: '月度', last: '上月' },
  quarter: { of: '季度', last: '上季' },
  'half-year': { of: '半年', last: '上半年' },
  year: { of: '年度', last: '上年' },
}

/** `季度` for a period of three months, before what is done in it. */
export function periodKindWord(period: string): string {
  return kinds[periodKind(period)].of
}

/** `上季`: the period before one of the same kind. */
export function lastPeriodWord(period: string): string {
  const kind = periodKind(period)
  return kind === 'half-year' ? '上期' : kinds[kind].last
}
