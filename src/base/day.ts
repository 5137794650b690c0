import { Temporal } from 'temporal-polyfill'

declare const dayBrand: unique symbol
declare const instantBrand: unique symbol

/** A calendar day in the bureau's zone, `YYYY-MM-DD`. Sorts as text. */
export type Day = string & { readonly [dayBrand]: true }

/** A moment: milliseconds since 1970 UTC. */
export type Instant = number & { readonly [instantBrand]: true }

/** The zone of every bureau (中国标准时间). */
export const bureauZone = 'Asia/Shanghai'

/** So many answers of the calendar are kept: those of a hundred years and more. */
const keptMax = 50_000

/** A function that asks once and keeps the answer; for what always has the same one. */
function kept<K, V>(ask: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = ask(key)
    if (known.size >= keptMax) known.clear()
    known.set(key, value)
    return value
  }
}

const epoch = Temporal.PlainDate.from('1970-01-01')

/** The days since 1970 of a day, and back: due days are sought day by day, through years, again and again. */
const numberOf = kept((of: Day): number => epoch.until(Temporal.PlainDate.from(of)).days)
const dayOfNumber = kept((days: number) => epoch.add({ days }).toString() as Day)

/** Since 1992 the zone has had one offset and no summer time: then a day begins at a multiple. */
const steadySince = 694_224_000_000
const offsetMs = 8 * 3_600_000
const dayMs = 24 * 3_600_000

/** Whether `text` is an existing calendar day. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && exists(text)
}

const exists = kept((text: string): boolean => {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
})

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
  if (at >= steadySince) return dayOfNumber(Math.floor((at + offsetMs) / dayMs))
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(bureauZone)
  return zoned.toPlainDate().toString() as Day
}

/** The moment of `time` (`HH:MM`) on a day in the bureau's zone. */
export function momentOf(on: Day, time = '00:00'): Instant {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  const begins = numberOf(on) * dayMs - offsetMs
  if (hours !== undefined && begins >= steadySince)
    return instant(begins + (Number(hours) * 60 + Number(minutes)) * 60_000)
  const zoned = Temporal.PlainDate.from(on).toZonedDateTime({
    timeZone: bureauZone,
    plainTime: Temporal.PlainTime.from(time),
  })
  return zoned.epochMilliseconds as Instant
}

/** `HH:MM` of a moment in the bureau's zone. */
export function timeAt(at: Instant): string {
  if (at >= steadySince) {
    const minute = Math.floor(((at + offsetMs) % dayMs) / 60_000)
    return [Math.floor(minute / 60), minute % 60]
      .map((each) => `${each}`.padStart(2, '0'))
      .join(':')
  }
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(bureauZone)
  return zoned.toPlainTime().toString({ smallestUnit: 'minute' })
}

/** The day `count` calendar days later (earlier when negative). */
export function addDays(from: Day, count: number): Day {
  if (Number.isSafeInteger(count)) return dayOfNumber(numberOf(from) + count)
  throw new RangeError(`not a whole number of days: ${count}`)
}

/** ISO weekday: 1 Monday to 7 Sunday. */
export function weekday(of: Day): number {
  return ((((numberOf(of) + 3) % 7) + 7) % 7) + 1
}

/** Whole calendar days from one day to another, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from)
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
  return lastDayOfMonth(of)
}

const lastDayOfMonth = kept((of: Month): Day => addDays(firstDay(addMonths(of, 1)), -1))

/** A quarter, `YYYY-Qn`. */
export type Quarter = string

/** The quarter of a day, e.g. `2025-Q3`. */
export function quarterOf(of: Day): Quarter {
  return `${of.slice(0, 4)}-Q${Math.ceil(Number.parseInt(of.slice(5, 7), 10) / 3)}`
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

/** Months in their order for people; three and more that follow each other as one: `2025年2月至10月`. */
export function monthsText(months: readonly Month[]): string[] {
  const runs: { first: Month; last: Month; count: number }[] = []
  for (const month of months) {
    const run = runs.at(-1)
    if (run && addMonths(run.last, 1) === month) {
      run.last = month
      run.count += 1
    } else runs.push({ first: month, last: month, count: 1 })
  }
  return runs.flatMap(({ first, last, count }) => {
    if (count === 1) return [monthText(first)]
    if (count === 2) return [monthText(first), monthText(last)]
    const until = yearIn(first) === yearIn(last) ? monthText(last).slice(5) : monthText(last)
    return [`${monthText(first)}至${until}`]
  })
}

/** A quarter for people: `2025年第三季度`. */
export function quarterText(of: Quarter): string {
  return `${of.slice(0, 4)}年第${'一二三四'[of.charCodeAt(6) - 49]}季度`
}
