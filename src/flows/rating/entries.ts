import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)

/**
 * by = assessor; cycle; period = month, quarter, half-year or year. A later one of the same assessor, part, period and
 * body of raters replaces it.
 */
export const ratingSubmitted = entryKind(
  'rating.submitted',
  z.strictObject({
    part: id,
    raterClass: id,
    ratings: z.array(z.strictObject({ assessee: id, points: figure })),
  }),
)

/** cycle; period: what was rated in it counts and may be seen from now on. */
export const periodClosed = entryKind('period.closed', z.strictObject({ part: id }))
