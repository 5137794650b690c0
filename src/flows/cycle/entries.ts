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

const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const timeText = z.string().regex(/^\d{2}:\d{2}$/)

/**
 * cycle; the hours that are worked, and the rest days and make-up days of the year as they were known: what is timed by
 * working time goes by these. By the office; by the system where the calendar has learnt of other days.
 */
export const cycleWorkingTime = entryKind(
  'cycle.working-time',
  z.strictObject({
    hours: z
      .array(z.strictObject({ from: timeText, to: timeText }))
      .min(1)
      .readonly(),
    holidays: z.array(z.strictObject({ from: dayText, to: dayText })).readonly(),
    workdays: z.array(dayText).readonly(),
  }),
)

/** cycle; nothing in it is decided any more. `reason` is empty where it ended as usual, after its publicity. */
export const cycleClosed = entryKind('cycle.closed', z.strictObject({ reason: z.string() }))
