import { LunarDay, SolarTerm } from 'tyme4ts'
import { addDays, type Day, day, weekday } from '../base/day.js'

/** A holiday of the law: its name and its days off, in order. */
export interface StatutoryHoliday {
  name: string
  days: Day[]
}

/** From this year on New Year's Eve and 2 May are days off (全国年节及纪念日放假办法, revised 2024-11-10). */
const longerSince = 2025

/**
 * The days that the law itself gives everybody off in a year (全国年节及纪念日放假办法, article 2), whatever the State
 * Council's notice arranges around them. The lunar ones are computed, so there are years from 1950 to 9999.
 */
export function statutoryHolidays(year: number): StatutoryHoliday[] {
  const newYear = lunar(year, 1, 1)
  const longer = year >= longerSince
  return [
    { name: '元旦', days: span(day(`${year}-01-01`), 1) },
    { name: '春节', days: longer ? span(addDays(newYear, -1), 4) : span(newYear, 3) },
    { name: '清明节', days: span(pureBrightness(year), 1) },
    { name: '劳动节', days: span(day(`${year}-05-01`), longer ? 2 : 1) },
    { name: '端午节', days: span(lunar(year, 5, 5), 1) },
    { name: '中秋节', days: span(lunar(year, 8, 15), 1) },
    { name: '国庆节', days: span(day(`${year}-10-01`), 3) },
  ]
}

/**
 * What can be said of a year's days off before its notice: the holidays of the law, and for each of them that
 * falls on a weekend or on another one the next free weekday (补假, article 6). Make-up days are unknown.
 */
export function daysOffByLaw(year: number): ReadonlySet<Day> {
  const lawful = statutoryHolidays(year).flatMap((holiday) => holiday.days)
  const off = new Set<Day>()
  const doubled: Day[] = []
  for (const on of lawful) {
    if (off.has(on) || weekday(on) > 5) doubled.push(on)
    off.add(on)
  }
  for (const on of doubled) {
    let instead = addDays(on, 1)
    while (off.has(instead) || weekday(instead) > 5) instead = addDays(instead, 1)
    off.add(instead)
  }
  return off
}

function span(from: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(from, index))
}

function lunar(year: number, month: number, date: number): Day {
  return dayOf(LunarDay.fromYmd(year, month, date).getSolarDay())
}

function pureBrightness(year: number): Day {
  return dayOf(SolarTerm.fromName(year, '清明').getJulianDay().getSolarDay())
}

function dayOf(of: { getYear(): number; getMonth(): number; getDay(): number }): Day {
  const two = (value: number): string => `${value}`.padStart(2, '0')
  return day(`${of.getYear()}-${two(of.getMonth())}-${two(of.getDay())}`)
}
