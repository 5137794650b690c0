import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  addDays,
  bureauZone,
  day,
  dayAt,
  daysBetween,
  instant,
  isDay,
  lastDay,
  momentOf,
  monthOf,
  monthsText,
  timeAt,
  weekday,
} from '../../src/base/day.js'

const anyDay = fc
  .integer({ min: -25_567, max: 130_000 })
  .map((days) => day(Temporal.PlainDate.from('1970-01-01').add({ days }).toString()))
/** From 1900, with the summer times of 1919 and 1940 to 1991, to 2200. */
const anyMoment = fc.integer({ min: -2_208_988_800_000, max: 7_258_118_400_000 }).map(instant)

test('days are reckoned as the calendar’s library reckons them, asked first or again', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -4_000, max: 4_000 }), (from, count) => {
      const plain = Temporal.PlainDate.from(from)
      const later = plain.add({ days: count })
      for (let times = 0; times < 2; times++) {
        expect(addDays(from, count)).toBe(later.toString())
        expect(daysBetween(from, addDays(from, count))).toBe(count)
        expect(weekday(from)).toBe(plain.dayOfWeek)
        expect(lastDay(monthOf(from))).toBe(plain.with({ day: plain.daysInMonth }).toString())
      }
    }),
    { numRuns: 500 },
  )
})

test('moments are those of the zone, in its summer times too', () => {
  fc.assert(
    fc.property(anyMoment, (at) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(bureauZone)
      expect(dayAt(at)).toBe(zoned.toPlainDate().toString())
      expect(timeAt(at)).toBe(zoned.toPlainTime().toString({ smallestUnit: 'minute' }))
      const plainTime = Temporal.PlainTime.from(timeAt(at))
      const moment = zoned.toPlainDate().toZonedDateTime({ timeZone: bureauZone, plainTime })
      expect(momentOf(dayAt(at), timeAt(at))).toBe(moment.epochMilliseconds)
    }),
    { numRuns: 500 },
  )
})

test.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-6-1', '20250601', ''])(
  'no day: %j',
  (text) => {
    expect([isDay(text), isDay(text)]).toEqual([false, false])
    expect(() => day(text)).toThrow(RangeError)
  },
)

test('no whole number of days, and no time of a day, are refused', () => {
  const on = day('2025-09-28')
  for (const count of [0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => addDays(on, count)).toThrow(RangeError)
  }
  for (const time of ['24:00', '09:60', '9 Uhr', '']) expect(() => momentOf(on, time)).toThrow()
})

test('months that follow each other are said as one from three on, over the year’s end too', () => {
  const said = (...days: string[]) => monthsText(days.map((each) => monthOf(day(`${each}-01`))))
  expect(said()).toEqual([])
  expect(said('2025-02', '2025-03')).toEqual(['2025年2月', '2025年3月'])
  expect(said('2025-02', '2025-03', '2025-04', '2025-09')).toEqual(['2025年2月至4月', '2025年9月'])
  expect(said('2025-11', '2025-12', '2026-01')).toEqual(['2025年11月至2026年1月'])
})
