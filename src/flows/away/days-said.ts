import {
  addDays,
  addMonths,
  type Day,
  day,
  isDay,
  monthOf,
  weekday,
  yearIn,
} from '../../base/day.js'

/** Days as a form has them: first and last, each whole or from or to noon. */
export interface DaysSaid {
  from: Day
  to: Day
  starts: 'morning' | 'noon'
  ends: 'noon' | 'evening'
}

const near: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
}
const week = '一二三四五六日'

/**
 * Days as people write them behind a command: 明天, 后天下午, 下周一, 12月3日, 3号, 2025-12-03, 明天到后天, 下周一至周三. A day without its
 * year or month is the next one that is not past. Null for what is none.
 */
export function daysSaid(text: string, today: Day): DaysSaid | null {
  const [first = '', second, ...more] = text.replace(/\s/gu, '').split(/[到至~—]+/u)
  const from = daySaid(first, { today, since: today })
  if (from === null || more.length > 0) return null
  const to = second === undefined ? from : daySaid(second, { today, since: from.on })
  if (to === null || to.on < from.on) return null
  return {
    ...{ from: from.on, to: to.on },
    starts: from.half === '下午' ? 'noon' : 'morning',
    ends: to.half === '上午' ? 'noon' : 'evening',
  }
}

/** What a day is said from: 明天 from today; of those that have no year, month or week the first that is not before `since`. */
interface Said {
  today: Day
  since: Day
}

function daySaid(text: string, of: Said): { on: Day; half: string } | null {
  const [, named = '', half = ''] = /^(.*?)(上午|下午)?$/u.exec(text) ?? []
  const on = named === '' && half !== '' ? of.today : dayNamed(named, of)
  return on && { on, half }
}

function dayNamed(text: string, of: Said): Day | null {
  const ahead = near[text]
  if (ahead !== undefined) return addDays(of.today, ahead)
  return dayOfWeek(text, of) ?? dayWritten(text, of.since)
}

/** 本周三 may be past. */
function dayOfWeek(text: string, { today, since }: Said): Day | null {
  const [, of = '', name = ''] =
    /^(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])$/u.exec(text) ?? []
  if (name === '') return null
  const at = week.indexOf(name === '天' ? '日' : name)
  const from = of === '' ? since : today
  const monday = addDays(from, 1 - weekday(from))
  const on = addDays(monday, at + 7 * ({ 下: 1, 下下: 2 }[of] ?? 0))
  return of === '' && on < since ? addDays(on, 7) : on
}

function dayWritten(text: string, since: Day): Day | null {
  const [, year = '', month = '', date = ''] =
    /^(?:(\d{4})[-/.年])?(?:(\d{1,2})[-/.月])?(\d{1,2})[日号]?$/u.exec(text) ?? []
  if (date === '' || (month === '' && !/[日号]$/u.test(text))) return null
  const padded = (part: string): string => part.padStart(2, '0')
  const made = (of: string): Day | null => {
    const written = `${of}-${padded(date)}`
    return isDay(written) ? day(written) : null
  }
  if (month === '') {
    const now = monthOf(since)
    return [made(now), made(addMonths(now, 1))].find((on) => on !== null && on >= since) ?? null
  }
  if (year !== '') return made(`${year}-${padded(month)}`)
  const years = [yearIn(since), `${Number(yearIn(since)) + 1}`]
  return (
    years
      .map((each) => made(`${each}-${padded(month)}`))
      .find((on) => on !== null && on >= since) ?? null
  )
}
