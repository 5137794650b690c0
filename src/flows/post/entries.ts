import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { actedKind, entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

/**
 * Who has somebody's post while they are away (B岗): subject = whose post; by = who may appoint. For one time away
 * (`absence`: its id), or whenever the person is away between two days.
 */
export const postNamed = entryKind(
  'post.named',
  z.strictObject({ standIn: id, from: day, to: day.nullable(), absence: id.nullable() }),
)

/** about = a naming that holds no longer; subject = whose post. */
export const postEnded = entryKind('post.ended', z.strictObject({}))

/**
 * about = a time away, subject = whose; by = system, once for each who stands in: told the day before, begun, over; or
 * that nobody stands in.
 */
export const postNoted = entryKind(
  'post.noted',
  z.strictObject({
    what: z.enum(['told', 'begun', 'over', 'vacant']),
    standIn: id.nullable(),
  }),
)

/** about = a time away, subject = whose; by = who stands in: has the work, knows of it (接手). */
export const postTaken = entryKind('post.taken', z.strictObject({}))

/** about = a time away, subject = whose; by = who stood in: has given the work back (交回); personal = { note }. */
export const postReturned = entryKind('post.returned', z.strictObject({}))

/** about = an entry, subject = in whose place it was written; by = who stood in, as that entry's. */
export const postActed = entryKind(actedKind, z.strictObject({}))
