import type { z } from 'zod'
import type { Day } from '../base/day.js'
import type { Json } from '../base/json.js'
import { append } from '../storage/ledger.js'
import type { Context, Writing } from './context.js'

/** The kind of the entry that says in whose place another was written. */
export const actedKind = 'post.acted'

/** An entry as it was written in this transaction, before it has a sequence. */
export interface Written {
  id: string
  kind: string
  by: string
  cycle?: string
  subject?: string
  about?: string
  period?: string
  body: Json
}

/** What goes into an entry besides its kind. */
export interface NewBody<B> {
  /** The day that it is about; today when left out. */
  day?: Day
  /** Who did it; the acting person when left out, `system` in a job. */
  by?: string
  cycle?: string
  subject?: string
  about?: string
  period?: string
  body: B
  /** Text of people, kept apart with a salt so that it can be erased. */
  personal?: Json
}

/** A kind of ledger entry: its name and the shape of what was decided. */
export interface EntryKind<B> {
  kind: string
  /** The body of an entry of this kind. A ZodError means that the ledger was written wrongly. */
  body(entry: { body: Json }): B
  /** The same; null where the entry says something that we did not write. */
  read(entry: { body: Json }): B | null
  /** Appends one in the transaction and answers its id (UUID). */
  write(ctx: Context | Writing, entry: NewBody<B>): string
}

/** Declares a kind of entry by the shape of its body; points in it are decimal text. */
export function entryKind<S extends z.ZodType>(kind: string, shape: S): EntryKind<z.infer<S>> {
  return {
    kind,
    body: (entry) => shape.parse(entry.body) as z.infer<S>,
    read: (entry) => {
      const parsed = shape.safeParse(entry.body)
      return parsed.success ? (parsed.data as z.infer<S>) : null
    },
    write: (ctx, { day, by, body, ...rest }) => {
      const actor = by ?? ('person' in ctx ? (ctx.standIn ?? ctx.person) : 'system')
      const id = append(ctx.tx, {
        bureau: ctx.bureau.id,
        kind,
        day: day ?? ctx.today,
        by: actor,
        body: JSON.parse(JSON.stringify(shape.parse(body))) as Json,
        ...rest,
      })
      if ('person' in ctx && ctx.standIn !== undefined && actor === ctx.standIn) {
        append(ctx.tx, {
          ...{ bureau: ctx.bureau.id, kind: actedKind, day: ctx.today, by: actor },
          ...{ about: id, subject: ctx.person, body: {} },
        })
      }
      return id
    },
  }
}
