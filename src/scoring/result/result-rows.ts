import { compareExact, points } from '../../base/points.js'
import type { OtherResult, ResultLevel } from '../../scheme/model/results.js'
import type { ResultRow } from '../input.js'
import type { CycleResult, Statement } from '../statement.js'

/** What does not fit: a grade or place that is none of the levels, a total off the range. */
export interface Misfit {
  of: string
  found: string
}

/** What of a cycle's result another scheme may look at. */
export type Found = Pick<CycleResult, 'year' | 'rankings' | 'grades'> & {
  statements: readonly Pick<Statement, 'assessee' | 'total'>[]
}

/**
 * What one scheme found, as rows of another's result: totals that are final, or the level of each grade or place. Who is
 * still open has no row, so that what rests on it stays open.
 */
export function resultRows(
  result: OtherResult,
  from: Found,
): { rows: ResultRow[]; misfits: Misfit[] } {
  const rows: ResultRow[] = []
  const misfits: Misfit[] = []
  const row = { result: result.id, year: from.year }
  if (result.range !== null) {
    for (const { assessee: of, total } of from.statements) {
      if (total === null) continue
      if (isWithin(result.range, total)) rows.push({ ...row, of, points: total })
      else misfits.push({ of, found: total })
    }
    return { rows, misfits }
  }
  for (const { of, found, level } of levelsFound(result, from)) {
    if (level === null) misfits.push({ of, found })
    else rows.push({ ...row, of, level: level.id })
  }
  return { rows, misfits }
}

function isWithin({ lowest, highest }: NonNullable<OtherResult['range']>, total: string): boolean {
  const value = points(total)
  return compareExact(lowest, value) <= 0 && compareExact(value, highest) <= 0
}

function levelsFound(
  result: OtherResult,
  from: Found,
): { of: string; found: string; level: ResultLevel | null }[] {
  const { levels } = result
  const rest = levels.find((one) => one.place === null && one.grades.length === 0) ?? null
  if (levels.some((one) => one.place !== null)) {
    const whole = from.rankings.filter((one) => one.group === null && !one.affiliated)
    return whole.flatMap(({ places }) =>
      places.flatMap(({ assessee: of, rank }) =>
        rank === null
          ? []
          : [{ of, found: `${rank}`, level: levels.find(({ place }) => place === rank) ?? rest }],
      ),
    )
  }
  const named = levels.some((one) => one.grades.length > 0)
  const levelOf = (grade: string): ResultLevel | null => {
    if (!named) return levels.find(({ id }) => id === grade) ?? null
    return levels.find(({ grades }) => grades.includes(grade)) ?? rest
  }
  return from.grades.flatMap(({ assessee: of, grade }) =>
    grade === null ? [] : [{ of, found: grade, level: levelOf(grade) }],
  )
}
