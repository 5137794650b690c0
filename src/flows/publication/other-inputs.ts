import { z } from 'zod'
import type { Json } from '../../base/json.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const count = z.int().min(0)

/** Results of the parts that no flow collects yet, read from a facts file and kept with the cycle. */
const otherInputs = z.strictObject({
  /** They count from this day on. */
  from: z.string(),
  entered: z.array(
    z.strictObject({
      part: z.string(),
      assessee: z.string(),
      points: figure,
      by: z.string().exactOptional(),
      note: z.string().exactOptional(),
    }),
  ),
  tallies: z.array(
    z.strictObject({
      part: z.string(),
      assessee: z.string(),
      values: z.record(z.string(), count).exactOptional(),
      grades: z.record(z.string(), count).exactOptional(),
      issued: count.exactOptional(),
    }),
  ),
  /** Parts with nothing more to come. */
  closedParts: z.array(z.string()),
})

export type OtherInputs = z.infer<typeof otherInputs>

/** What was imported; nothing when nothing was. A ZodError means that the setting was written wrongly. */
export function parseOtherInputs(stored: Json | null): OtherInputs {
  return stored === null
    ? { from: '', entered: [], tallies: [], closedParts: [] }
    : otherInputs.parse(stored)
}
