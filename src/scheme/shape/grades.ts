import { z } from 'zod'
import { condition } from './conditions.js'
import { cited, decides, id, ids, idsOrWord, text } from './words.js'

/** Order, places, grades and what keeps from them, as they are written. */

export const ranking = z.strictObject({
  clause: text,
  within: text,
  ties: idsOrWord.optional(),
})
export const quota = z.strictObject({
  quota: id,
  ...cited,
  grade: id,
  places: z.union([text, z.record(id, text)]),
  per: text.optional(),
  rounding: text.optional(),
  after: id.optional(),
  automatic: z.strictObject({ when: condition, places: text }).optional(),
  barred: text,
  'other-grade': text.optional(),
  ties: idsOrWord.optional(),
  by: decides,
})
export const grade = z.strictObject({
  grade: id,
  ...cited,
  quota: id.optional(),
  when: z.union([text, condition]).optional(),
  needs: condition.optional(),
  by: decides,
})
export const bar = z.strictObject({
  bar: id,
  ...cited,
  from: id,
  to: z.union([text, ids]),
  when: condition,
})
export const state = z.strictObject({
  state: id,
  ...cited,
  kind: z.enum(['not-assessed', 'comment-only', 'undetermined', 'disqualified']),
  when: condition,
  ranked: text,
})

export type QuotaDraft = z.output<typeof quota>
export type GradeDraft = z.output<typeof grade>
export type BarDraft = z.output<typeof bar>
export type StateDraft = z.output<typeof state>
