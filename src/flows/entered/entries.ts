import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * cycle; scores of a part that is entered as one figure: as who records gives them (a person's own, where everybody records
 * theirs), as who verifies leaves them, or as the office enters one that nobody gave. personal = { reasons: assessee → text }.
 */
export const enteredGiven = entryKind(
  'entered.given',
  z.strictObject({
    part: id,
    step: z.enum(['records', 'verifies', 'files']),
    rows: z
      .array(z.strictObject({ assessee: id, figure: z.string().regex(/^-?\d+(\.\d+)?$/) }))
      .min(1),
  }),
)

/** cycle; a part's scores are filed: from now on they count. `open`: so many nobody has given. personal = { reason }. */
export const enteredFiled = entryKind(
  'entered.filed',
  z.strictObject({ part: id, open: z.int().min(0) }),
)

/** cycle; a part that was filed is open again, and counts no more until it is filed anew. personal = { reason }. */
export const enteredReopened = entryKind('entered.reopened', z.strictObject({ part: id }))
