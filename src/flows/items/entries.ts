import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)
const row = z.string().min(1)

/**
 * cycle; subject = the assessee; its self-check, all rows of it: what it gives itself, and the files that prove it. A later
 * one takes its place. personal = { reasons: row → text }.
 */
export const itemsChecked = entryKind(
  'items.checked',
  z.strictObject({
    rows: z.array(
      z.strictObject({
        ...{ row, figure },
        /** It is what facts make of it, whatever that comes to be. */
        asLedger: z.literal(true).exactOptional(),
        files: z.array(z.string()).min(1).exactOptional(),
      }),
    ),
    /** Handed in after its last day. */
    late: z.literal(true).exactOptional(),
  }),
)

/** cycle; subject = the assessee; about = its self-check, which is to be handed in anew. personal = { reason }. */
export const itemsReturned = entryKind('items.returned', z.strictObject({}))

/**
 * cycle; subject = the assessee; what an office gives some of its items: as facts make it (`ledger`), another figure
 * (`given`), no case in the year; of a task what became of it. `ledger`: what facts made of it then. personal =
 * { reasons: row → text }.
 */
export const itemsScored = entryKind(
  'items.scored',
  z.strictObject({
    rows: z
      .array(
        z.union([
          z.strictObject({
            ...{ row, part: id, as: z.literal(['ledger', 'no-case']), ledger: figure },
          }),
          z.strictObject({
            ...{ row, part: id, as: z.literal('given'), figure, ledger: figure },
          }),
          z.strictObject({
            ...{ row, part: id, task: id, as: z.literal('task'), figure },
            result: z.enum(['done', 'not-done', 'excused']).exactOptional(),
            granted: figure.exactOptional(),
            /** Where tasks count in part: how much of what is done, instead of a result. */
            target: figure.exactOptional(),
            done: figure.exactOptional(),
          }),
        ]),
      )
      .min(1),
  }),
)

/** cycle; subject = the assessee; what somebody who scores saw in a spot check, of an item or of all. personal = { note }. */
export const itemsNoted = entryKind('items.noted', z.strictObject({ row: row.exactOptional() }))

/** cycle; nothing is scored any more. `open`: rows without a score, which count as facts make them. personal = { reason }. */
export const itemsClosed = entryKind('items.closed', z.strictObject({ open: z.int().min(0) }))

/** cycle; it is scored again. personal = { reason }. */
export const itemsReopened = entryKind('items.reopened', z.strictObject({}))
