import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { chainEntries } from '../chain/entries.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)
/** A minute of the bureau's clock, `2025-09-16T14:30`. */
const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/** How long it may take: as the work rules say it, without them. See `src/workrules/dates.ts`. */
const clock = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('day'), day }),
  z.strictObject({
    kind: z.literal('period'),
    count: z.int().min(0),
    unit: z.enum(['minutes', 'hours', 'working-days', 'calendar-days', 'weeks', 'months']),
    sameDay: z.boolean(),
    shifts: z.boolean(),
  }),
])

/** Who has it: a person of a unit, or the unit, whose heads then have it; and who helps. */
const owned = {
  unit: id.nullable(),
  person: id.nullable(),
  assistants: z.strictObject({ units: z.array(id), persons: z.array(id) }),
}

/**
 * A matter entered into the register: subject = owner; by = who registers; personal = { title, source }. `kind`: a
 * time limit of the work rules. `contact`: somebody's first contact, not yet settled whose it is.
 */
export const docketRegistered = entryKind(
  'docket.registered',
  z.strictObject({
    kind: id,
    received: minute,
    clock,
    contact: z.enum(['own', 'other', 'unclear']).nullable(),
    ...owned,
  }),
)

/**
 * about = a matter that goes to somebody else; personal = { reason }. `how`: named by who names what is unclear, taken
 * over, or handed on. A first contact goes on as `kind` by its clock; null: as it was.
 */
export const docketPlaced = entryKind(
  'docket.placed',
  z.strictObject({
    how: z.enum(['named', 'taken', 'moved']),
    kind: id.nullable(),
    clock: clock.nullable(),
    ...owned,
  }),
)

/** about = a matter that its owner says is done; personal = { note }. `done`: nobody has to confirm it. */
export const docketAnswered = entryKind(
  'docket.answered',
  z.strictObject({ late: z.boolean(), done: z.boolean() }),
)

/** about = an answered matter: it is done, or goes back; of the latter personal = { reason }. */
export const docketConfirmed = entryKind('docket.confirmed', z.strictObject({}))
export const docketSentBack = entryKind('docket.sent-back', z.strictObject({}))

/** about = a matter; its clock stands still, goes on, or ends without an answer; personal = { reason }. */
export const docketPaused = entryKind('docket.paused', z.strictObject({}))
export const docketResumed = entryKind('docket.resumed', z.strictObject({}))
export const docketDropped = entryKind('docket.dropped', z.strictObject({}))

/** about = a matter; one more file that belongs to it. */
export const docketFiled = entryKind('docket.filed', z.strictObject({ file: id }))

/**
 * A longer time asked for: about = the matter; subject = by = its owner; personal = { reason }. Without `deciding` it
 * stands at once.
 */
export const extensionAsked = entryKind(
  'extension.asked',
  z.strictObject({ to: day, deciding: z.array(id), informed: z.array(id) }),
)

/** about = an extension that was asked for. */
export const extensionChain = chainEntries('extension')

export const judgements = ['late', 'undone', 'none'] as const
/** What is proposed for a matter that is late. */
export type Judgement = (typeof judgements)[number]

/** about = a late matter: the fact that was proposed for it, or none; personal = { reason }. */
export const docketJudged = entryKind(
  'docket.judged',
  z.strictObject({ as: z.enum(judgements), fact: id.nullable() }),
)
