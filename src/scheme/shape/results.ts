import { z } from 'zod'
import { cited, id, ids, named, text } from './words.js'

/** Results of other schemes, part of a year, states of a grade, and conditions on these, as they are written. */

export const otherResult = z.strictObject({
  result: id,
  ...cited,
  of: z.enum(['assessee', 'unit']),
  scheme: id.optional(),
  levels: z.array(named).default([]),
  lowest: text.optional(),
  highest: text.optional(),
})

const leaving = z.strictObject({
  ground: id,
  name: text,
  by: z.strictObject({ month: text, day: text }),
  'up-to': text,
  later: text,
})
export const service = z.strictObject({
  ...cited,
  month: text,
  day: text.optional(),
  leaving: z.array(leaving).default([]),
})

const stateBase = {
  state: id,
  ...cited,
  kind: z.enum(['not-assessed', 'comment-only', 'undetermined']),
  ranked: text,
}
export const state = z.discriminatedUnion('ground', [
  z.strictObject({
    ...stateBase,
    ground: z.literal('fact'),
    rules: ids,
    'lifted-by': ids.optional(),
  }),
  z.strictObject({ ...stateBase, ground: z.literal('served'), months: text, edge: text }),
])

export const periodsCondition = z.strictObject({
  kind: z.literal('periods'),
  part: id,
  levels: ids,
  'at-least': text,
  edge: text.default('inclusive'),
  of: text.default('rated'),
})
export const resultCondition = z.strictObject({
  kind: z.literal('result'),
  result: id,
  levels: ids,
  as: text,
  years: text.optional(),
})

/** Objections against a line, or against what came by a procedure. */
export const objection = z.strictObject({ days: text, measure: text.default('working-days') })

export type OtherResultDraft = z.output<typeof otherResult>
export type ServiceDraft = z.output<typeof service>
export type StateDraft = z.output<typeof state>
export type PeriodsConditionDraft = z.output<typeof periodsCondition>
export type ResultConditionDraft = z.output<typeof resultCondition>
export type ObjectionDraft = z.output<typeof objection>
