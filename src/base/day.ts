import { Temporal } from 'temporal-polyfill'

declare const dayBrand: unique symbol
declare const instantBrand: unique symbol

/** A calendar day in the bureau's zone, `YYYY-MM-DD`. Sorts as text. */
export type Day = string & { readonly [dayBrand]: true }

/** A moment: milliseconds since 1970 UTC. */
export type Instant = number & { readonly [instantBrand]: true }

/** The zone of every bureau (中国标准时间). */
export const bureauZone = 'Asia/Shanghai'

/** Whether `text` is an existing calendar day. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

/** A day from its text; throws a RangeError when no such day exists. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${JSON.stringify(text)}`)
  return text
}

/** The moment for milliseconds since 1970 UTC. */
export function instant(ms: number): Instant {
  return ms as Instant
}

/** The bureau's calendar day at a moment. */
export function dayAt(at: Instant): Day {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(bureauZone)
  return zoned.toPlainDate().toString() as Day
}

/** The moment of `time` (`HH:MM`) on a day in the bureau's zone. */
export function momentOf(on: Day, time = '00:00'): Instant {
  const zoned = Temporal.PlainDate.from(on).toZonedDateTime({
    timeZone: bureauZone,
    plainTime: Temporal.PlainTime.from(time),
  })
  return zoned.epochMilliseconds as Instant
}

/** `HH:MM` of a moment in the bureau's zone. */
export function timeAt(at: Instant): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(bureauZone)
  return zoned.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(from: Day, count: number): Day {
  // Within a month's first 28 days no calendar is needed; working days are sought day by day.
  const within = Number.parseInt(from.slice(8), 10) + count
  if (Number.isInteger(within) && within >= 1 && within <= 28)
    return `${from.slice(0, 8)}${`${within}`.padStart(2, '0')}` as Day
  return Temporal.PlainDate.from(from).add({ days: count }).toString() as Day
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekday(of: Day): number {
  return Temporal.PlainDate.from(of).dayOfWeek
}

/** Whole calendar days from one day to another, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days
}

/** A calendar month, `YYYY-MM`. */
export type Month = string

/** The month of a day. */
export function monthOf(of: Day): Month {
  return of.slice(0, 7)
}

/** The year of a day, a month, a quarter or a year: its first four digits. */
export function yearIn(of: Day | Month | Quarter): string {
  return of.slice(0, 4)
}

/** The month `count` months later (earlier when negative). */
export function addMonths(from: Month, count: number): Month {
  return Temporal.PlainYearMonth.from(from).add({ months: count }).toString()
}

/** The same day of the month `count` months later; the month's last day where it has no such day. */
export function sameDayLater(from: Day, count: number): Day {
  return Temporal.PlainDate.from(from).add({ months: count }).toString() as Day
}

/** First day of a month. */
export function firstDay(of: Month): Day {
  return day(`${of}-01`)
}

/** Last calendar day of a month. */
export function lastDay(of: Month): Day {
  return addDays(firstDay(addMonths(of, 1)), -1)
}

/** A quarter, `YYYY-Qn`. */
export type Quarter = string

/** The quarter of a day, e.g. `2025-Q3`. */
export function quarterOf(of: Day): Quarter {
  return `${of.slice(0, 4)}-Q${Math.ceil(Temporal.PlainDate.from(of).month / 3)}`
}

/** Last calendar day of a quarter. */
export function lastDayOfQuarter(of: Quarter): Day {
  const month = `${of.at(-1) === '4' ? '12' : `0${(of.charCodeAt(6) - 48) * 3}`}`
  return lastDay(`${of.slice(0, 4)}-${month}`)
}

const weekdayNames = ['一', '二', '三', '四', '五', '六', '日']

/**
 * A day for people, without the year: `9月28日（周一）`; `1月8日（周五，暂定）` where it was reckoned in a year whose
 * notice is not known.
 */
export function dayText(of: Day, provisional = false): string {
  const plain = Temporal.PlainDate.from(of)
  const may = provisional ? '，暂定' : ''
  return `${plain.month}月${plain.day}日（周${weekdayNames[plain.dayOfWeek - 1]}${may}）`
}

/** A month for people: `2025年9月`. */
export function monthText(of: Month): string {
  const plain = Temporal.PlainYearMonth.from(of)
  return `${plain.year}年${plain.month}月`
}

/** A quarter for people: `2025年第三季度`. */
export function quarterText(of: Quarter): string {
  return `${of.slice(0, 4)}年第${'一二三四'[of.charCodeAt(6) - 49]}季度`
}
