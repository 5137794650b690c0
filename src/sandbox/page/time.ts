import { addDays, dayAt, dayText, instant, timeAt } from '../../base/day.js'

/** A moment beside a message or a chat, seen from `now`: `09:05`, `昨天 09:05`, `9月25日 09:05`. */
export function momentText(at: number, now: number, short = false): string {
  const on = dayAt(instant(at))
  const today = dayAt(instant(now))
  const time = timeAt(instant(at))
  if (on === today) return time
  if (on === addDays(today, -1)) return short ? '昨天' : `昨天 ${time}`
  const date = dayText(on).replace(/（.*$/, '')
  const dated = on.slice(0, 4) === today.slice(0, 4) ? date : `${on.slice(0, 4)}年${date}`
  return short ? dated : `${dated} ${time}`
}

/** The day and the time of a moment, for the clock: `2025年9月28日（周一）`, `09:05`. */
export function clockText(at: number): { year: string; date: string; time: string } {
  const on = dayAt(instant(at))
  return { year: `${on.slice(0, 4)}年`, date: dayText(on), time: timeAt(instant(at)) }
}
