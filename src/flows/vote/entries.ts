import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const count = z.int().min(0)
const counts = z.record(z.string(), count)

/**
 * cycle; a vote was opened: its id is the vote's. Who may vote, by class; whom it is about, sheet by sheet; and what can be
 * given (options of the scale, best first, or whole figures from one to another) are fixed with it.
 */
export const voteOpened = entryKind(
  'vote.opened',
  z.strictObject({
    part: id,
    /** Last day for handing in. */
    due: z.string(),
    voters: z.array(z.strictObject({ class: id, people: z.array(id).min(1) })).min(1),
    sheets: z.array(z.array(id).min(1)).min(1),
    choices: z.union([
      z.strictObject({ options: z.array(id).min(1) }),
      z.strictObject({ from: z.int(), to: z.int() }),
    ]),
    /** Nobody judges oneself. */
    ownLeftOut: z.boolean(),
  }),
)

/** cycle; about = the vote; by = the voter, who handed in a sheet of the own class. Nothing of what stood on it. */
export const sheetTaken = entryKind('vote.sheet-taken', z.strictObject({ sheet: z.int().min(1) }))

/** What a vote gave for an assessee: only counts, and of too few votes only that they were too few. */
const tally = z.union([
  z.strictObject({ assessee: id, few: z.literal(true) }),
  z.strictObject({
    assessee: id,
    /** Class of voters, where there are several. */
    voters: id.exactOptional(),
    issued: count,
    values: counts.exactOptional(),
    grades: counts.exactOptional(),
  }),
])

/** cycle; about = the vote, which takes no more sheets; by = who ended it, or the system at its time. */
export const voteClosed = entryKind(
  'vote.closed',
  z.strictObject({
    part: id,
    /** Sheets handed out, handed in, and handed in without a word on anybody. */
    sheets: z.strictObject({ issued: count, taken: count, blank: count }),
    /** Voters, and who of them handed in all sheets. */
    voters: z.strictObject({ all: count, done: count }),
    tallies: z.array(tally),
  }),
)

/** cycle; about = the vote, of which nothing counts or is ever shown; personal = { reason }. */
export const voteVoided = entryKind('vote.voided', z.strictObject({ part: id }))

export type ClosedBody = ReturnType<typeof voteClosed.body>
export type OpenedBody = ReturnType<typeof voteOpened.body>
