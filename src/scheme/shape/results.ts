import { z } from 'zod'
import { cited, id, ids, text } from './words.js'

/** Results of other schemes, part of a year, and windows of objection, as they are written. */

export const otherResult = z.strictObject({
  result: id,
  ...cited,
  of: z.enum(['assessee', 'unit']),
  scheme: id.optional(),
  levels: z
    .array(z.strictObject({ level: id, name: text, rank: text.optional(), grades: ids.optional() }))
    .default([]),
  from: text.optional(),
  to: text.optional(),
})

const leaving = z.strictObject({
  leaving: id,
  name: text,
  until: z.strictObject({ month: text, day: text }),
  share: text,
  otherwise: text,
})
export const service = z.strictObject({
  ...cited,
  month: text,
  day: text.optional(),
  leaving: z.array(leaving).default([]),
})

/** A stretch of time: objections against a line, or how long a step may take. */
export const objection = z.strictObject({ limit: text, measure: text.default('working-days') })

export type OtherResultDraft = z.output<typeof otherResult>
export type ServiceDraft = z.output<typeof service>
export type ObjectionDraft = z.output<typeof objection>
