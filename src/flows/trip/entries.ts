import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { chainFor } from '../../workrules/chains.js'
import { chainEntries } from '../chain/entries.js'
import type { Bureau } from '../context.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

/** What is asked for, or reported: out of town on duty, or away in town. */
export const tripMatters = ['trip', 'outing'] as const
export type TripMatter = (typeof tripMatters)[number]

/** What of it a bureau's work rules let people ask for. */
export function mattersIn({ work }: Pick<Bureau, 'work'>): TripMatter[] {
  return tripMatters.filter((matter) => work !== null && chainFor(work.rules, matter) !== null)
}

/**
 * A trip asked for, or an outing reported: subject = by = whose; personal = { place, reason, tasks } (where, why, what
 * is handed over). Without `deciding` it stands at once.
 */
export const tripAsked = entryKind(
  'trip.asked',
  z.strictObject({
    matter: z.enum(tripMatters),
    from: day,
    to: day,
    startsAtNoon: z.boolean(),
    endsAtNoon: z.boolean(),
    rank: id,
    /** Roles that decide, in order, and those that only learn of it. */
    deciding: z.array(id),
    informed: z.array(id),
    /** Who takes over; null for nobody. */
    handover: id.nullable(),
    /** The approved trip in the place of which it comes. */
    instead: id.nullable(),
    /** Whether the person has to report back from it. */
    returns: z.boolean(),
  }),
)

export const tripChain = chainEntries('trip')

/** about = an approved trip; subject = by = whose: is there again on the entry's day. */
export const tripBack = entryKind('trip.back', z.strictObject({}))

/** about = a trip whose person has not reported back in time; by = system, once. */
export const tripOverdue = entryKind('trip.overdue', z.strictObject({ due: day }))

/** about = a trip whose texts are erased; by = system, once. */
export const tripErased = entryKind('trip.erased', z.strictObject({}))
