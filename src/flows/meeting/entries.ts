import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'
import { chainEntries } from '../chain/entries.js'

const id = z.string().min(1)
const ids = z.array(id)
const day = z.string().refine(isDay)

/**
 * A meeting is called: by = who calls it, day = when it is; personal = { title, place, note }. Who is named comes in
 * person.
 */
export const meetingCalled = entryKind(
  'meeting.called',
  z.strictObject({
    /** `HH:MM`. */
    time: z.string().regex(/^\d{2}:\d{2}$/),
    persons: ids,
    /** Who reports afterwards, by the caller; `each`: everybody who comes. */
    briefs: z.union([ids, z.literal('each')]),
    /** The last day of the reports; null where none is asked for. */
    briefDue: day.nullable(),
  }),
)

/** about = a meeting that has not begun; by = who called it; personal = { reason }. */
export const meetingCancelled = entryKind('meeting.cancelled', z.strictObject({}))

/** about = a meeting; subject: whom the platform would not bring it to; by = system. */
export const meetingUnreached = entryKind('meeting.unreached', z.strictObject({}))

/** about = a meeting; subject = by: who asks not to come; personal = { reason }. Without `deciding` it stands at once. */
export const meetingLeaveAsked = entryKind(
  'meeting-leave.asked',
  z.strictObject({ rank: id, deciding: ids, informed: ids }),
)

export const meetingLeaveChain = chainEntries('meeting-leave')

/** about = a leave from a meeting whose reason and remarks are erased; by = system, once. */
export const meetingLeaveErased = entryKind('meeting-leave.erased', z.strictObject({}))

/**
 * Who came is written down, once: about = a meeting; personal = { note }. `facts`: what was proposed of whom; who is in no
 * list and had leave neither, came.
 */
export const meetingMarked = entryKind(
  'meeting.marked',
  z.strictObject({
    absent: ids,
    late: ids,
    substituted: ids,
    /** Who had leave: from the meeting or altogether. */
    excused: ids,
    /** Who had left the bureau since. */
    left: ids,
    facts: z.array(z.strictObject({ fact: id, persons: ids })),
  }),
)

/** The report after a meeting: about = it, subject = by = who reports; personal = { summary }. */
export const meetingBriefed = entryKind('meeting.briefed', z.strictObject({ late: z.boolean() }))

/** about = a meeting; subject = who reported; by = who read it. */
export const meetingBriefRead = entryKind('meeting.brief-read', z.strictObject({}))
