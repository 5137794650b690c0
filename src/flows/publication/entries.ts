import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

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
