import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { formDrafts } from '../form-draft.js'

const text = z.string()
const place = z.object({ total: text, rank: z.number().nullable(), grade: text.nullable() })

/** Somebody who stands otherwise, with the lines that make it: name, clause, and what they give before and after. */
const mover = z.object({
  ...{ id: text, name: text, before: place, after: place, change: text },
  why: z.array(
    z.object({ name: text, clause: text, before: text.nullable(), after: text.nullable() }),
  ),
})

/** What somebody last tried in a cycle, and what came of it; no entry of the ledger, and gone with the next. */
const tried = z.object({
  /** Names the run that works it out. */
  run: text,
  choice: text,
  alternative: text,
  /** Null while it is being worked out. */
  found: z
    .object({
      asOf: text.refine(isDay),
      people: z.number(),
      moved: z.number(),
      /** The first of them: whose grade changes, then by places and points. */
      first: z.array(mover),
    })
    .nullable(),
})

export type Mover = z.output<typeof mover>

/** What each member of the office tried last, by cycle. */
export const triedDrafts = formDrafts('what-if', tried)
