import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/** by = who of the office: the cards of these asks were sent again to who owes them. */
export const asksReminded = entryKind(
  'asks.reminded',
  z.strictObject({ kind: id, asks: z.array(z.strictObject({ who: id, about: id })) }),
)
