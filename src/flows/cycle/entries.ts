import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/** cycle; binds a scheme's version to a year. */
export const cycleOpened = entryKind(
  'cycle.opened',
  z.strictObject({ scheme: id, version: id, year: z.string() }),
)
