import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const whom = z.array(id).min(1)

/** cycle; somebody is asked to carry a consequence of the scheme out, for these assessees; `name`: what the scheme calls it. */
export const consequenceHanded = entryKind(
  'consequence.handed',
  z.strictObject({ consequence: id, name: id, whom, to: id }),
)

/** cycle; it was carried out for these assessees on a day; `reference`: the record or document, '' where there is none. */
export const consequenceDone = entryKind(
  'consequence.done',
  z.strictObject({
    consequence: id,
    whom,
    on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    reference: z.string(),
  }),
)

/** cycle; that it was carried out for these was written down wrongly. */
export const consequenceUndone = entryKind(
  'consequence.undone',
  z.strictObject({ consequence: id, whom }),
)
