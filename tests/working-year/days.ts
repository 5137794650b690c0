import { addDays, type Day, day, daysBetween } from '../../src/base/day.js'

/*
 * Working days as somebody counts them by hand, with days off copied from the notices: nothing of the program's own counting.
 */

/** Days off and worked in 2025 and until April 2026, as far as a letter's longest time reaches, by the State Council's notices. */
const off: readonly (readonly [string, string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
]
const worked = [
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28'],
]

/** Whether a day is worked. */
export function isWorked(on: string): boolean {
  if (worked.includes(on)) return true
  if (off.some(([from, to]) => from <= on && on <= to)) return false
  // The sixth of January 2025 was a Monday.
  return daysBetween(day('2024-12-30'), day(on)) % 7 < 5
}

/** So many worked days after a day. */
export function workedAfter(on: Day, days: number): Day {
  let due = on
  for (let count = 0; count < days; count++) due = nextWorked(due)
  return due
}

/** The worked day before. */
export function workedBefore(on: Day): Day {
  let before = addDays(on, -1)
  while (!isWorked(before)) before = addDays(before, -1)
  return before
}

/** How many worked days there are after a day, until another. */
export function workedUntil(on: Day, to: Day): number {
  let count = 0
  for (let next = addDays(on, 1); next <= to; next = addDays(next, 1)) if (isWorked(next)) count++
  return count
}

/** The next worked day. */
export function nextWorked(on: string): Day {
  let next = addDays(day(on), 1)
  while (!isWorked(next)) next = addDays(next, 1)
  return next
}
