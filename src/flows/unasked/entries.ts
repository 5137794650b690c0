import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { chainEntries } from '../chain/entries.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

/**
 * A trip that nobody was asked for, as somebody found it: subject = who went, by = who found it; personal = { place, note }.
 * Proposed: it has no consequence before who would have had to approve the trip confirms it.
 */
export const unaskedFound = entryKind(
  'unasked.found',
  z.strictObject({
    from: day,
    to: day,
    rank: id,
    /** The role that decides: the last of those that would have approved. */
    deciding: z.array(id),
    /** What follows, by its ids in the work rules. */
    consequences: z.array(id),
  }),
)

/** Confirmed (passed), or found to be none (refused, with a reason). */
export const unaskedChain = chainEntries('unasked')

/** about = a finding; subject = by = who went; personal = { reason }: what they say to it. */
export const unaskedExplained = entryKind('unasked.explained', z.strictObject({}))

/** about = a confirmed finding; the facts that it was proposed as. */
export const unaskedFacts = entryKind('unasked.facts', z.strictObject({ facts: z.array(id) }))

/** about = a finding whose texts are erased; by = system, once. */
export const unaskedErased = entryKind('unasked.erased', z.strictObject({}))
