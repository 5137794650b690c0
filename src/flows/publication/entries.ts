import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const figure = z.string().regex(/^-?\d+(\.\d+)?$/)

/**
 * cycle; a snapshot in the publications table. An assertion: computing anew from what it pins gives the same bytes,
 * whose hash this is.
 */
export const resultsPublished = entryKind(
  'results.published',
  z.strictObject({
    publication: id,
    version: z.int(),
    snapshotHash: id,
    asOf: z.string(),
    headSequence: z.int(),
    rosterRevision: z.int(),
    schemeVersion: id,
    reason: z.string(),
  }),
)

/**
 * cycle: the one that was published; what another regulation of the bureau (`for`, its id) looks at of it, whose result and
 * of which year. A later one of the same cycle and regulation takes its place.
 */
export const resultsFound = entryKind(
  'results.found',
  z.strictObject({
    publication: id,
    for: id,
    rows: z.array(
      z.strictObject({
        result: id,
        of: id,
        year: id,
        level: id.exactOptional(),
        points: figure.exactOptional(),
      }),
    ),
  }),
)
