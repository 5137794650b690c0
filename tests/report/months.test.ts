import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { addMonths, day, dayAt, timeAt } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { parseYear } from '../../src/calendar/year.js'
import { answerAsks, signAsks } from '../../src/flows/report/asks.js'
import {
  answerDay,
  isMonth,
  openingDay,
  reminderAt,
  reportMonthOf,
  unitDueDay,
} from '../../src/flows/report/months.js'

const calendar = openCalendar()

/** The holidays of 2012 that matter here. */
const calendar2012 = openCalendar([
  parseYear({
    year: 2012,
    holidays: [
      { from: '2012-04-29', to: '2012-05-01' },
      { from: '2012-09-30', to: '2012-10-07' },
    ],
    workdays: ['2012-04-28', '2012-09-29'],
  }),
])

describe('the days of a month', () => {
  test.each([
    ['2012-01', '2012-02-06'],
    ['2012-04', '2012-05-07'],
    ['2012-09', '2012-10-08'],
    ['2012-05', '2012-06-05'],
  ])('the unit report for %s is due on %s', (month, due) => {
    expect(unitDueDay(calendar2012, month)).toBe(due)
  })

  test('the cards come on the 25th, or on the working day before it', () => {
    expect(openingDay(calendar, '2025-09')).toBe('2025-09-25')
    expect(openingDay(calendar, '2025-10')).toBe('2025-10-24')
    expect(openingDay(calendar, '2025-01')).toBe('2025-01-24')
  })

  test('people answer until the last working day, which a holiday or a make-up day moves', () => {
    expect(answerDay(calendar, '2025-08')).toBe('2025-08-29')
    expect(answerDay(calendar, '2025-01')).toBe('2025-01-27')
  })

  test('the reminder comes one working day before the last day, never before the cards', () => {
    let months = 0
    for (let month = '2025-01'; month <= '2026-11'; month = addMonths(month, 1)) {
      const at = reminderAt(calendar, month)
      if (at === null) continue
      months++
      expect(dayAt(at) > openingDay(calendar, month)).toBe(true)
      expect(calendar.workingDaysBetween(dayAt(at), answerDay(calendar, month))).toBe(1)
    }
    expect(months).toBeGreaterThan(20)
  })

  test('people speak of the last month until its unit report is due, and then of this one', () => {
    expect(reportMonthOf(calendar, day('2025-10-09'))).toBe('2025-09')
    expect(reportMonthOf(calendar, day('2025-10-10'))).toBe('2025-10')
    expect(reportMonthOf(calendar, day('2025-09-30'))).toBe('2025-09')
  })

  test('what is no month is none', () => {
    expect(isMonth('2025-09')).toBe(true)
    for (const text of ['2025-13', '2025-9', '2025-09-01', '', 'september']) {
      expect(isMonth(text)).toBe(false)
    }
  })
})

describe('the jobs of a year', () => {
  const kinds = {
    'report-open': { kind: answerAsks, reminds: false },
    'report-remind': { kind: answerAsks, reminds: true },
    'digest-open': { kind: signAsks, reminds: false },
    'digest-remind': { kind: signAsks, reminds: true },
  }
  const names = ['report-open', 'report-remind', 'digest-open', 'digest-remind'] as const
  const moments = (name: keyof typeof kinds, from: string, to: string) => {
    const { kind, reminds } = kinds[name]
    return must(kind.sends, 'it is sent')
      .moments(calendar, day(from), day(to))
      .filter((each) => each.reminds === reminds)
      .map(({ occasion, at }) => `${occasion} ${dayAt(at)} ${timeAt(at)}`)
  }

  test('each is due once a month, whether many days are asked for at once or day by day', () => {
    for (const name of names) {
      const atOnce = moments(name, '2025-01-01', '2025-12-31')
      expect(atOnce).toHaveLength(12)
      const byDay: string[] = []
      for (let at = day('2025-09-01'); at <= '2025-11-30'; at = calendar.addWorkingDays(at, 1)) {
        byDay.push(...moments(name, at, at))
      }
      expect(byDay).toEqual(moments(name, '2025-09-01', '2025-11-30'))
      expect(byDay).toHaveLength(3)
    }
  })

  test('September 2025 runs around the long holiday', () => {
    const days = ['2025-09-10', '2025-10-12'] as const
    expect(moments('report-open', ...days)).toEqual(['2025-09 2025-09-25 09:00'])
    expect(moments('report-remind', ...days)).toEqual(['2025-09 2025-09-29 09:00'])
    expect(moments('digest-open', ...days)).toEqual(['2025-09 2025-09-30 17:00'])
    expect(moments('digest-remind', ...days)).toEqual(['2025-09 2025-10-09 09:00'])
  })
})
