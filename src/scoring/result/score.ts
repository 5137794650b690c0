import type { Points } from '../../base/points.js'
import type { Context } from '../context.js'
import type { Assessee } from '../input.js'
import { isCertain } from '../interval.js'
import { partOf } from '../parts/part-lines.js'

/** What ranks and grades look at. */
export interface Score {
  assessee: Assessee
  /** Exact; null while something is open. */
  total: Points | null
}

/** The totals of assessees, in their order, without the lines that explain them. */
export function scoresOf(context: Context, assessees: readonly Assessee[]): Score[] {
  return assessees.map((assessee) => {
    const { points, closed } = partOf(context, context.input.scheme.total, assessee)
    return { assessee, total: closed && isCertain(points) ? points.settled : null }
  })
}
