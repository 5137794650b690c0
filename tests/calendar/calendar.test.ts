import fc from 'fast-check'
import { LegalHoliday } from 'tyme4ts'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, weekday } from '../../src/base/day.js'
import { openCalendar, readYears } from '../../src/calendar/calendar.js'
import { daysOffByLaw, statutoryHolidays } from '../../src/calendar/statutory.js'
import { ownDaysSchema, parseYear } from '../../src/calendar/year.js'

const calendar = openCalendar()

function daysOf(year: number): Day[] {
  const days: Day[] = []
  for (let at = day(`${year}-01-01`); at <= day(`${year}-12-31`); at = addDays(at, 1)) days.push(at)
  return days
}

/** Working day or not by an independent source. */
function workedElsewhere(of: Day): boolean {
  const [y = 0, m = 0, d = 0] = of.split('-').map((part) => Number.parseInt(part, 10))
  const legal = LegalHoliday.fromYmd(y, m, d)
  return legal ? legal.isWork() : weekday(of) < 6
}

/** 2012, given as an input as a case file would. */
const calendar2012 = openCalendar([
  parseYear({
    year: 2012,
    holidays: [
      { from: '2012-01-01', to: '2012-01-03' },
      { from: '2012-01-22', to: '2012-01-28' },
      { from: '2012-04-02', to: '2012-04-04' },
      { from: '2012-04-29', to: '2012-05-01' },
      { from: '2012-06-22', to: '2012-06-24' },
      { from: '2012-09-30', to: '2012-10-07' },
    ],
    workdays: ['2012-01-21', '2012-01-29', '2012-03-31', '2012-04-01', '2012-04-28', '2012-09-29'],
  }),
])

describe('the years that ship', () => {
  test.each([2024, 2025, 2026])('%i agrees day for day with an independent calendar', (year) => {
    const days = daysOf(year)
    expect(days.length).toBeGreaterThanOrEqual(365)
    const differing = days.filter((of) => calendar.isWorkingDay(of) !== workedElsewhere(of))
    expect(differing).toEqual([])
  })

  test('each names the notice that it was typed from', () => {
    expect(calendar.years()).toEqual([2024, 2025, 2026])
    expect(calendar.notice(2025)).toBe('国办发明电〔2024〕12号')
    for (const year of readYears()) expect(year.notice).toMatch(/^国办发明电〔\d{4}〕\d+号$/)
  })

  test('a make-up Sunday is worked, and the National Day week is not', () => {
    expect(calendar.isWorkingDay(day('2025-09-28'))).toBe(true)
    expect(calendar.isWorkingDay(day('2025-10-08'))).toBe(false)
    expect(calendar.isWorkingDay(day('2025-10-11'))).toBe(true)
    expect(calendar.lastWorkingDay('2025-09')).toBe('2025-09-30')
    expect(calendar.firstWorkingDay('2025-10')).toBe('2025-10-09')
    expect(calendar.lastWorkingDay('2025-05')).toBe('2025-05-30')
  })
})

describe('counting days', () => {
  test('any number of days on is where the days of the world lead, over month, year and leap day', () => {
    const epoch = Date.UTC(2023, 11, 1)
    const dayNo = (n: number): string => new Date(epoch + n * 86_400_000).toISOString().slice(0, 10)
    const count = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(count, count, (from, to) => {
        expect(addDays(day(dayNo(from)), to - from)).toBe(dayNo(to))
      }),
    )
  })

  test('part of a day is refused, also within a month', () => {
    expect(() => addDays(day('2024-03-10'), 0.5)).toThrow(RangeError)
    expect(() => addDays(day('2024-03-10'), 30.5)).toThrow(RangeError)
  })
})

describe('counting working days', () => {
  const anyDay = fc.integer({ min: 0, max: 800 }).map((n) => addDays(day('2024-03-01'), n))
  const anyCount = fc.integer({ min: -40, max: 40 })

  test('adding and counting are inverse, forwards from any day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = calendar.addWorkingDays(from, count)
        expect(calendar.isWorkingDay(to)).toBe(true)
        expect(calendar.workingDaysBetween(from, to)).toBe(count)
      }),
    )
  })

  test('from a working day they are inverse both ways, and going there and back ends where it began', () => {
    fc.assert(
      fc.property(anyDay, anyCount, (of, count) => {
        const from = calendar.shiftToWorkingDay(of)
        const to = calendar.addWorkingDays(from, count)
        expect(calendar.workingDaysBetween(from, to)).toBe(count)
        expect(calendar.addWorkingDays(to, -count)).toBe(from)
      }),
    )
  })

  test('counts over neighbouring spans add up', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        const direct = calendar.workingDaysBetween(a, c)
        const over = calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)
        expect(over).toBe(direct)
      }),
    )
  })

  test('shifting goes to the nearest working day and leaves a working day where it is', () => {
    fc.assert(
      fc.property(anyDay, (of) => {
        const next = calendar.shiftToWorkingDay(of)
        const last = calendar.shiftBackToWorkingDay(of)
        if (calendar.isWorkingDay(of)) {
          expect([next, last]).toEqual([of, of])
        } else {
          expect(last < of && of < next).toBe(true)
          expect(calendar.workingDaysBetween(last, next)).toBe(1)
        }
      }),
    )
  })

  test('leave counts both its first and its last day', () => {
    expect(calendar.workingDaysFromTo(day('2025-09-26'), day('2025-09-29'))).toBe(3)
    expect(calendar.workingDaysFromTo(day('2025-10-02'), day('2025-10-06'))).toBe(0)
    expect(calendar.workingDaysFromTo(day('2025-09-30'), day('2025-09-29'))).toBe(0)
  })

  test('half a working day is not a count', () => {
    expect(() => calendar.addWorkingDays(day('2025-03-03'), 1.5)).toThrow(RangeError)
  })
})

describe('the worked examples of the work rules, with the calendar of 2012 given as input', () => {
  test('monthly reports are due on the 5th, moved past weekends and holidays', () => {
    const due = (text: string): Day => calendar2012.shiftToWorkingDay(day(text))
    expect(due('2012-02-05')).toBe('2012-02-06')
    expect(due('2012-05-05')).toBe('2012-05-07')
    expect(due('2012-10-05')).toBe('2012-10-08')
    expect(due('2012-06-05')).toBe('2012-06-05')
  })

  test('clocks in working days skip holidays and count make-up days', () => {
    const dueAfter = (text: string, count: number): Day =>
      calendar2012.addWorkingDays(day(text), count)
    expect(dueAfter('2012-03-26', 15)).toBe('2012-04-17')
    expect(dueAfter('2012-03-26', 14)).toBe('2012-04-16')
    expect([1, 3, 5].map((count) => dueAfter('2012-09-27', count))).toEqual([
      '2012-09-28',
      '2012-10-08',
      '2012-10-10',
    ])
    expect(dueAfter('2012-04-20', 30)).toBe('2012-06-04')
    expect(dueAfter('2012-04-20', 60)).toBe('2012-07-17')
  })

  test('leave from Friday to Tuesday is three working days, to Wednesday four', () => {
    expect(calendar2012.workingDaysFromTo(day('2012-05-11'), day('2012-05-15'))).toBe(3)
    expect(calendar2012.workingDaysFromTo(day('2012-05-11'), day('2012-05-16'))).toBe(4)
  })
})

describe('a year whose notice is not known', () => {
  test('is computed from weekends and the holidays of the law, and says that it is not certain', () => {
    expect(calendar.notice(2027)).toBeNull()
    expect(calendar.isWorkingDay(day('2027-01-01'))).toBe(false)
    expect(calendar.addWorkingDays(day('2026-12-30'), 3)).toBe('2027-01-05')
    expect(calendar.workingDaysBetween(day('2026-12-30'), day('2027-01-04'))).toBe(2)
    expect(calendar.addWorkingDays(day('2027-03-01'), 0)).toBe('2027-03-01')
    expect(calendar.shiftToWorkingDay(day('2027-05-01'))).toBe('2027-05-05')
    expect(calendar.lastWorkingDay('2027-01')).toBe('2027-01-29')
    expect(calendar.certain(day('2026-12-31'))).toBe(true)
    expect(calendar.certain(day('2027-01-04'))).toBe(false)
    expect(calendar.certain(day('2026-12-30'), day('2027-01-04'))).toBe(false)
    expect(calendar.certain(day('2027-01-04'), day('2026-12-30'))).toBe(false)
    expect(calendar2012.certain(day('2012-01-01'), day('2012-12-31'))).toBe(true)
    expect(calendar2012.certain(day('2012-01-01'), day('2013-01-01'))).toBe(false)
  })

  test('is certain, and counted anew, as soon as its notice is known', () => {
    const notice = {
      year: 2027,
      notice: '国办发明电〔2026〕9号',
      holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-04' }],
      workdays: ['2026-12-27'],
    }
    const later = openCalendar([...readYears(), parseYear(notice)])
    expect(later.certain(day('2026-12-30'), day('2027-01-05'))).toBe(true)
    expect(later.addWorkingDays(day('2026-12-30'), 2)).toBe('2027-01-05')
    expect(later.isWorkingDay(day('2026-12-27'))).toBe(true)
  })

  test.each([2024, 2025, 2026])(
    'the holidays of the law are all off in the notice of %i',
    (year) => {
      for (const { name, days } of statutoryHolidays(year)) {
        expect([name, days.filter((on) => calendar.isWorkingDay(on))]).toEqual([name, []])
      }
    },
  )

  test('the lunar holidays stand where almanacs have them', () => {
    // First days of the lunar year as printed; the runtime's own Chinese calendar errs in 2027 and 2030.
    const newYears = ['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26']
    newYears.push('2029-02-13', '2030-02-03', '2031-01-23', '2032-02-11', '2033-01-31')
    const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
      month: 'numeric',
      day: 'numeric',
      timeZone: 'Asia/Shanghai',
    })
    const lunarOf = (on: Day | undefined) => chinese.format(new Date(`${on}T12:00:00+08:00`))
    for (const [index, newYear] of newYears.entries()) {
      const year = 2024 + index
      const named = new Map(statutoryHolidays(year).map(({ name, days }) => [name, days]))
      expect(named.get('春节')?.[year >= 2025 ? 1 : 0]).toBe(newYear)
      expect(lunarOf(named.get('端午节')?.[0])).toBe('5/5')
      expect(lunarOf(named.get('中秋节')?.[0])).toBe('8/15')
    }
  })

  test('a holiday on a weekend, or on another one, is made up for on the next weekday', () => {
    const off = (year: number) => [...daysOffByLaw(year)].filter((on) => weekday(on) < 6)
    expect(off(2027)).toEqual(expect.arrayContaining(['2027-05-03', '2027-05-04', '2027-10-04']))
    // Mid-autumn of 2028 falls into the National Day holiday, whose first day is a Sunday.
    expect(
      off(2028)
        .filter((on) => on.startsWith('2028-10'))
        .sort(),
    ).toEqual(['2028-10-02', '2028-10-03', '2028-10-04', '2028-10-05'])
  })

  test('no day of 1950 to 2100 is one that cannot be reckoned with', () => {
    const bare = openCalendar([])
    for (let year = 1950; year <= 2100; year++) {
      const [from, to] = [day(`${year}-01-01`), day(`${year}-12-31`)]
      const count = bare.workingDaysFromTo(from, to)
      expect(count).toBeGreaterThan(240)
      expect(count).toBeLessThan(256)
    }
  })
})

describe("a bureau's own days", () => {
  const own = ownDaysSchema.parse({
    year: 2026,
    rest: [{ name: '建局日', from: '2026-06-15', to: '2026-06-16' }],
    workdays: ['2026-06-13', '2026-10-07'],
  })

  test('go before the notice, and before what is provisional', () => {
    for (const mine of [openCalendar(readYears(), [own]), openCalendar([], [own])]) {
      expect(mine.isWorkingDay(day('2026-06-15'))).toBe(false)
      expect(mine.isWorkingDay(day('2026-06-13'))).toBe(true)
      expect(mine.isWorkingDay(day('2026-10-07'))).toBe(true)
    }
    expect(openCalendar([], [own]).certain(day('2026-06-15'))).toBe(false)
    expect(calendar.isWorkingDay(day('2026-06-15'))).toBe(true)
  })

  test.each([
    ['of another year', { workdays: ['2027-06-13'] }, '不在2026年内'],
    ['off and worked', { workdays: ['2026-06-15'] }, '既放假（建局日）又上班'],
    ['twice', { workdays: ['2026-06-13', '2026-06-13'] }, '写了两次'],
  ])('a day %s is refused', (_name, change, message) => {
    const rest = [{ name: '建局日', from: '2026-06-15', to: '2026-06-15' }]
    expect(() => ownDaysSchema.parse({ year: 2026, rest, ...change })).toThrow(message)
  })
})

describe("a year's file", () => {
  const good = {
    year: 2027,
    notice: '国办发明电〔2026〕1号',
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    workdays: ['2027-01-09'],
  }

  test('is taken when it makes sense', () => {
    const year = openCalendar([parseYear(good)])
    expect(year.isWorkingDay(day('2027-01-01'))).toBe(false)
    expect(year.isWorkingDay(day('2027-01-09'))).toBe(true)
  })

  test.each([
    ['a make-up day on a weekday', { workdays: ['2027-01-08'] }, '不是周末'],
    ['a make-up day twice', { workdays: ['2027-01-09', '2027-01-09'] }, '写了两次'],
    ['a day both off and worked', { workdays: ['2027-01-02'] }, '既放假（元旦）又上班'],
    ['a day of another year', { workdays: ['2026-01-03'] }, '不在2027年内'],
    ['a day that does not exist', { workdays: ['2027-02-30'] }, '不是存在的日期'],
    [
      'a holiday that ends before it begins',
      { holidays: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }] },
      '结束日早于开始日',
    ],
    ['an unknown key', { makeUp: [] }, 'makeUp'],
  ])('is refused with %s', (_name, change, message) => {
    expect(() => parseYear({ ...good, ...change })).toThrow(message)
  })
})
