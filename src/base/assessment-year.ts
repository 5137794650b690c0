import { bug } from './bug.js'
import {
  addDays,
  addMonths,
  type Day,
  firstDay,
  isDay,
  lastDay,
  type Month,
  monthOf,
  monthText,
  weekday,
  yearIn,
} from './day.js'

/**
 * Where an assessment year begins: on the first day of a month (1–12) of the calendar year that it is called by, or of
 * the one before. A school year 2026 from September ends in August 2027; an appraisal year 2026 from December of last
 * year ends in November 2026. Everything that depends on it is reckoned in this file.
 */
export interface YearBegins {
  month: number
  in: 'this-year' | 'last-year'
}

/** The calendar year, which is a regulation's where it says nothing else. */
export const inJanuary: YearBegins = { month: 1, in: 'this-year' }

/** First and last day, both counted. */
export interface Span {
  from: Day
  to: Day
}

/**
 * A period of an assessment year: a calendar month `2025-09`; the third quarter of it `2025-Q3`, its second half
 * `2025-H2`, the whole `2025-year`, each by the year's name.
 */
export type Period = string

/** How long a period is. */
export type PeriodKind = 'month' | 'quarter' | 'half-year' | 'year'

const monthsIn = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
const marks = { quarter: 'Q', 'half-year': 'H' } as const

/** Which kind a period is of. Throws a Bug for what is none. */
export function periodKind(period: Period): PeriodKind {
  if (/^\d{4}-Q[1-4]$/.test(period)) return 'quarter'
  if (/^\d{4}-H[12]$/.test(period)) return 'half-year'
  if (/^\d{4}-year$/.test(period)) return 'year'
  return isDay(`${period}-01`) ? 'month' : bug(`not a period: ${period}`)
}

/** The labels of a year's months (`09`) in its order, of its quarters (`Q1`), half-years (`H1`), or the year itself. */
export function labelsOf(begins: YearBegins, per: PeriodKind): string[] {
  if (per === 'year') return ['year']
  if (per === 'month') {
    return Array.from({ length: 12 }, (_, at) => twoDigits(((begins.month - 1 + at) % 12) + 1))
  }
  return Array.from({ length: 12 / monthsIn[per] }, (_, at) => `${marks[per]}${at + 1}`)
}

/** The period of a year with a label: `2025` and `Q3` give `2025-Q3`, `03` the March that lies in that year. */
export function periodId(begins: YearBegins, year: string, label: string): Period {
  if (!/^\d\d$/.test(label)) return `${year}-${label}`
  const first = firstMonth(begins, year)
  return `${Number(yearIn(first)) + (label < first.slice(5) ? 1 : 0)}-${label}`.padStart(7, '0')
}

function twoDigits(count: number): string {
  return `${count}`.padStart(2, '0')
}

function firstMonth(begins: YearBegins, year: string): Month {
  const calendar = Number.parseInt(year, 10) - (begins.in === 'last-year' ? 1 : 0)
  return `${`${calendar}`.padStart(4, '0')}-${twoDigits(begins.month)}`
}

/** First and last day of the assessment year of a name. */
export function yearSpan(begins: YearBegins, year: string | number): Span {
  return spanOf(begins, `${`${year}`.padStart(4, '0')}-year`)
}

/** The name of the assessment year in which a day lies. */
export function yearOn(begins: YearBegins, on: Day): string {
  const calendar = yearIn(on)
  if (begins.month === 1) return later(calendar, begins.in === 'last-year' ? 1 : 0)
  const since = Number.parseInt(on.slice(5, 7), 10) >= begins.month
  const started = begins.in === 'last-year' ? 1 : 0
  return later(calendar, since ? started : started - 1)
}

function later(year: string, count: number): string {
  return count === 0 ? year : `${Number.parseInt(year, 10) + count}`.padStart(4, '0')
}

/** The day, week (its Monday), month, quarter, half-year or year that a day lies in, as an id. */
export function stretchOf(begins: YearBegins, on: Day, per: PeriodKind | 'day' | 'week'): string {
  if (per === 'day') return on
  if (per === 'week') return `${addDays(on, 1 - weekday(on))}-week`
  if (per === 'month') return monthOf(on)
  const year = yearOn(begins, on)
  if (per === 'year') return `${year}-year`
  const month = (Number.parseInt(on.slice(5, 7), 10) - begins.month + 12) % 12
  return `${year}-${marks[per]}${Math.floor(month / monthsIn[per]) + 1}`
}

/**
 * The days of a period.
 * Throws a Bug for what is none: reading a scheme or a facts file refuses these.
 */
export function spanOf(begins: YearBegins, period: Period): Span {
  const at = begins.in === 'last-year' ? begins.month + 12 : begins.month
  const known = spans.get(at) ?? new Map<string, Span>()
  spans.set(at, known)
  const before = known.get(period)
  if (before !== undefined) return before
  const span = findSpan(begins, period)
  known.set(period, span)
  return span
}

/** By where the year begins: a handful of periods for each year that is looked at. */
const spans = new Map<number, Map<string, Span>>()

function findSpan(begins: YearBegins, period: Period): Span {
  const kind = periodKind(period)
  if (kind === 'month') return { from: firstDay(period), to: lastDay(period) }
  const index = kind === 'year' ? 0 : Number.parseInt(period.slice(6), 10) - 1
  const first = addMonths(firstMonth(begins, yearIn(period)), index * monthsIn[kind])
  return { from: firstDay(first), to: lastDay(addMonths(first, monthsIn[kind] - 1)) }
}

/** A period under a name that no other year's has, wherever each begins; of the calendar's year the period itself. */
export function periodOccasion(begins: YearBegins, period: Period): string {
  const plain = begins.month === 1 && begins.in === 'this-year'
  return plain || periodKind(period) === 'month'
    ? period
    : `${period} ${monthOf(spanOf(begins, period).from)}`
}

/** An assessment year under a name that no other has, wherever each begins; of the calendar's years the year itself. */
export function yearOccasion(begins: YearBegins, year: string | number): string {
  const plain = begins.month === 1 && begins.in === 'this-year'
  return plain ? `${year}` : `${year} ${monthOf(yearSpan(begins, year).from)}`
}

/** Where the years of some schemes begin, each once. */
export function yearsOf(all: Iterable<{ begins: YearBegins }>): YearBegins[] {
  return [
    ...new Map([...all].map(({ begins }) => [`${begins.month} ${begins.in}`, begins])).values(),
  ]
}

/** The calendar months of an assessment year, in order. */
export function monthsOf(begins: YearBegins, year: string | number): Month[] {
  return labelsOf(begins, 'month').map((label) => periodId(begins, `${year}`, label))
}

/** An assessment year as people call it before 年度: `2026`, or `2026—2027` where it ends in the year after. */
export function yearName(begins: YearBegins, year: string | number): string {
  const { to } = yearSpan(begins, year)
  return Number(yearIn(to)) > Number(year) ? `${year}—${yearIn(to)}` : `${year}`
}

/**
 * A period for people: `2025年9月`, `2025年第三季度`, `2025年上半年`, `2025年度`; of another year than the calendar's
 * with its months, `2026—2027年度第一季度（9月至11月）`.
 */
export function periodText(period: Period, begins: YearBegins = inJanuary): string {
  const kind = periodKind(period)
  if (kind === 'month') return monthText(period)
  const name = yearName(begins, yearIn(period))
  if (kind === 'year') return `${name}年度`
  const index = Number.parseInt(period.slice(6), 10) - 1
  const which = kind === 'quarter' ? `第${'一二三四'[index]}季度` : ['上半年', '下半年'][index]
  if (begins.month === 1 && begins.in === 'this-year') return `${name}年${which}`
  const { from, to } = spanOf(begins, period)
  const [first, last] = [from, to].map((on) => Number.parseInt(on.slice(5, 7), 10))
  return `${name}年度${which}（${first}月至${Number(last) < Number(first) ? '次年' : ''}${last}月）`
}
