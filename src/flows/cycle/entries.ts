import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const answers = z.record(id, id)

/**
 * cycle; binds a scheme's version to a year. `leftOut`: what the scheme names and the bureau declared not to have;
 * `rosterRevision`: the roster that was bound.
 */
export const cycleOpened = entryKind(
  'cycle.opened',
  z.strictObject({
    scheme: id,
    version: id,
    year: z.string(),
    rosterRevision: z.int().exactOptional(),
    leftOut: z.array(z.strictObject({ id, reason: z.string() })).exactOptional(),
  }),
)

/** cycle; answers to choices of the scheme (choice → alternative), and the decision that they follow from. */
export const cycleChoices = entryKind(
  'cycle.choices',
  z.strictObject({ answers, reference: z.string().min(1) }),
)

/**
 * cycle; the scheme's files have changed and the cycle goes on under what they say now. `answers`: those that still
 * hold; an answer to a choice or alternative that is no more is gone.
 */
export const cycleAmended = entryKind(
  'cycle.amended',
  z.strictObject({
    from: id,
    to: id,
    answers,
    reason: z.string().min(1),
    reference: z.string().min(1),
  }),
)

/** cycle; nothing in it is decided any more. `reason` is empty where it ended as usual, after its publicity. */
export const cycleClosed = entryKind('cycle.closed', z.strictObject({ reason: z.string() }))
