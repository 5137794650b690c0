import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'
import { chainEntries } from '../chain/entries.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

const span = { from: day, to: day, startsAtNoon: z.boolean(), endsAtNoon: z.boolean() }

/**
 * Half days of a leave in each year that it lies in, as its kind counts them; `certain`: no year's notice can change
 * them any more.
 */
const parts = z.array(
  z.strictObject({
    year: z.int(),
    /** Of the calendar year only from this month on, up to the next part; absent: from January. */
    month: z.int().min(2).max(12).optional(),
    halves: z.int().min(0),
    certain: z.boolean(),
  }),
)
export type LeaveParts = z.infer<typeof parts>

/**
 * Leave asked for: subject = whose; by = who asks, the person or who enters leave that was taken by telephone; personal =
 * { reason, tasks } (tasks: what is handed over). day = today. Without `deciding` it stands at once.
 */
export const leaveAsked = entryKind(
  'leave.asked',
  z.strictObject({
    kind: id,
    ...span,
    parts,
    rank: id,
    /** Roles that decide, in order, and those that only learn of it. */
    deciding: z.array(id),
    informed: z.array(id),
    /** Who takes over; null for nobody. */
    handover: id.nullable(),
    /** Taken by telephone before it was entered. */
    telephone: z.boolean(),
    /** Ids of stored files that prove it. */
    files: z.array(id),
    /** The leave in the place of which it comes, once it is approved. */
    instead: id.nullable(),
    /** The fact that it makes for schemes: kind and sort; null for none. */
    fact: z.strictObject({ kind: id, sort: id.nullable() }).nullable(),
  }),
)

export const leaveChain = chainEntries('leave')

/** about = an approved leave that ends earlier than it was asked for; subject = by = whose. */
export const leaveShortened = entryKind(
  'leave.shortened',
  z.strictObject({ to: day, endsAtNoon: z.boolean(), parts }),
)

/** about = a leave; subject = by = whose: is there again (销假) on the entry's day. */
export const leaveBack = entryKind('leave.back', z.strictObject({}))

/** about = a leave taken by telephone; subject = by = whose; personal = { reason }. */
export const leaveSlip = entryKind('leave.slip', z.strictObject({}))

/** about = a leave; subject = whose; one more paper that proves it. */
export const leavePaper = entryKind('leave.paper', z.strictObject({ file: id }))

/** about = a leave whose person has not reported back in time; by = system, once. */
export const leaveOverdue = entryKind('leave.overdue', z.strictObject({ due: day }))

/** about = a leave whose days changed when a year's notice came; by = system. */
export const leaveCounted = entryKind('leave.counted', z.strictObject({ parts }))

/** about = a leave whose reason, remarks and papers are erased; by = system, once. */
export const leaveErased = entryKind('leave.erased', z.strictObject({}))
