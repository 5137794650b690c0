import { describe, expect, test } from 'vitest'
import { day, dayAt, momentOf, timeAt } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { quietUntil } from '../../src/flows/working-hours.js'

const calendar = openCalendar()

describe('a message that is not urgent', () => {
  test.each([
    ['2025-09-24', '10:15', '2025-09-24 10:15', 'within working hours goes at once'],
    ['2025-09-24', '08:30', '2025-09-24 08:30', 'at the first moment of the day goes at once'],
    ['2025-09-24', '00:10', '2025-09-24 08:30', 'at night waits for the morning'],
    ['2025-09-24', '18:00', '2025-09-25 08:30', 'after work waits for the next morning'],
    ['2025-09-26', '20:00', '2025-09-28 08:30', 'on a Friday waits for a make-up Sunday'],
    ['2025-09-30', '19:00', '2025-10-09 08:30', 'before a long holiday waits until it is over'],
    ['2025-10-03', '11:00', '2025-10-09 08:30', 'on a holiday waits until it is over'],
    ['2026-12-31', '19:00', '2027-01-04 08:30', 'waits also into a year without notice'],
  ])('%s %s until %s: %s', (on, time, until) => {
    const at = quietUntil(calendar, momentOf(day(on), time))
    expect(`${dayAt(at)} ${timeAt(at)}`).toBe(until)
  })
})
