import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

/** What is found: the appeal is right, in part, or not. */
export const findings = ['granted', 'partly', 'rejected'] as const
export type Finding = (typeof findings)[number]

/**
 * cycle; subject = whose result (person or unit); by = who asks; personal = { reason }. `line`: a part of the statement, or
 * a fact in one (`part/fact`); `publication`, `version`: the result that it is about; `until`: the last day for it as it
 * was reckoned; `further`: the review whose answer a further appeal (申诉) goes on from; `files`: ids of what proves it.
 */
export const appealMade = entryKind(
  'appeal.made',
  z.strictObject({
    publication: id,
    version: z.int(),
    line: id,
    until: day,
    further: id.nullable(),
    files: z.array(id),
  }),
)

/** about = an appeal; by = who asked, before it is answered. */
export const appealWithdrawn = entryKind('appeal.withdrawn', z.strictObject({}))

/** about = an appeal; subject = whose result; personal = { reason }. `reversed`: facts that were reversed with it. */
export const appealAnswered = entryKind(
  'appeal.answered',
  z.strictObject({ finding: z.enum(findings), reversed: z.array(id) }),
)

/** about = an appeal whose reason, answer and files are erased; by = system, once. */
export const appealErased = entryKind('appeal.erased', z.strictObject({}))
