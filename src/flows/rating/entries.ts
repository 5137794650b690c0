import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)

/**
 * by = assessor; cycle; period = month, quarter, half-year or year. A later one of the same assessor, part and period
 * replaces it.
 */
export const ratingSubmitted = entryKind(
  'rating.submitted',
  z.strictObject({
    part: id,
    raterClass: id,
    ratings: z.array(z.strictObject({ assessee: id, points: figure })),
  }),
)

/** The same for grades without points; personal = { remarks: { [assessee]: why } }. */
export const gradesSubmitted = entryKind(
  'grades.submitted',
  z.strictObject({
    part: id,
    raterClass: id,
    grades: z.array(z.strictObject({ assessee: id, level: id })),
  }),
)

/**
 * cycle; period: what was handed in for it by now counts and may be seen from now on; `missing` are the raters who had
 * not handed in, personal = { reason? } why it was ended without them. After a reopening it replaces what counted.
 */
export const periodClosed = entryKind(
  'period.closed',
  z.strictObject({ part: id, missing: z.array(id).exactOptional() }),
)

/** cycle; period: may be rated again; what counted counts until it is closed again. personal = { reason }. */
export const periodReopened = entryKind('period.reopened', z.strictObject({ part: id }))

/** cycle; period: who rates in the place of a rater; null: the rater again. */
export const raterActing = entryKind(
  'rating.acting',
  z.strictObject({ part: id, assessor: id, instead: id.nullable() }),
)
