import type { Context } from '../context.js'
import type { ConsequenceFound } from '../findings.js'
import { resultRow } from '../parts/other-results.js'

/** What follows from a grade when the years before had it too: due, not due, or a year is missing. */
export function consequencesFor(
  context: Context,
  assessee: string,
  grade: string,
): ConsequenceFound[] {
  const { scheme, year } = context.input
  return scheme.consequences.flatMap(({ id, clause, years, earlier: result, grade: of }) => {
    if (of !== grade || years < 2 || result === null) return []
    const earlier = Array.from({ length: years - 1 }, (_, back) => {
      const before = `${Number.parseInt(year, 10) - 1 - back}`
      const level = resultRow(context, result, { of: assessee, year: before })?.level ?? null
      return { year: before, level }
    })
    const broken = earlier.some((one) => one.level !== null && one.level !== grade)
    const missing = earlier.some((one) => one.level === null)
    return [{ id, clause, years, earlier, due: broken ? 'no' : missing ? 'unknown' : 'yes' }]
  })
}
