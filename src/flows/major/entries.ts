import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const ids = z.array(id)

/**
 * A major matter is reported: subject = who reports it, or should have; by = who enters it; day = when it was known;
 * personal = { title, place, note }: what, where, what is needed.
 */
export const majorReported = entryKind(
  'major.reported',
  z.strictObject({
    /** `HH:MM` of when it was known, or happened. */
    time: z.string().regex(/^\d{2}:\d{2}$/),
    /** Minutes after the limit at which it was reported; 0: in time. */
    late: z.int().min(0),
    /** Entered afterwards: who should have reported it did not. */
    withheld: z.boolean(),
    /** Roles that have it one after the other, and those told at once. */
    levels: ids,
    informs: ids,
  }),
)

/** about = a matter; by: who has it by level `at` and passed it on to the next. */
export const majorPassed = entryKind('major.passed', z.strictObject({ at: z.int().min(0) }))

/** about = a matter; by: who has read it with so many follow-ups. */
export const majorRead = entryKind('major.read', z.strictObject({ follows: z.int().min(0) }))

/** about = a matter; personal = { note }: how it went on. */
export const majorFollowed = entryKind('major.followed', z.strictObject({}))

/** about = a matter that is over; `due`: the last day of the written report; null where none is asked for. */
export const majorClosed = entryKind(
  'major.closed',
  z.strictObject({ due: z.string().refine(isDay).nullable() }),
)

/** The written report: about = a matter; personal = { summary }. */
export const majorWritten = entryKind('major.written', z.strictObject({ late: z.boolean() }))

/**
 * Whether a late or withheld report has consequences, once: about = a matter; personal = { reason }. `as`: proposed as
 * facts, brought to the form of a fact, only written down, or waived.
 */
export const majorJudged = entryKind(
  'major.judged',
  z.strictObject({
    as: z.enum(['proposed', 'form', 'noted', 'waived']),
    persons: ids,
    facts: ids,
  }),
)

/** about = a matter whose texts are erased; by = system, once. */
export const majorErased = entryKind('major.erased', z.strictObject({}))
