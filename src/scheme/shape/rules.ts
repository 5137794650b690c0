import { z } from 'zod'
import { objection } from './results.js'
import { cited, dayText, id, ids, idsOrWord, named, scores, text } from './words.js'

/** Rules, and what is counted and timed, as they are written. */

const charge = z.strictObject({
  to: text,
  points: text,
  'at-least': text.optional(),
  'at-most': text.optional(),
  'in-force': text.optional(),
})
const against = z.strictObject({
  is: text,
  step: text,
  rounding: text.default('down'),
})
const question = z.strictObject({
  question: id,
  asks: text,
  otherwise: id.optional(),
  only: idsOrWord.optional(),
  'in-force': text,
})
const stretch = z.enum(['matter', 'day', 'week', 'month', 'quarter', 'half-year', 'year'])
const onceWith = z.strictObject({ by: stretch, with: ids, takes: text })
const once = z.union([text, onceWith, z.array(z.union([text, onceWith])).min(1)])
const derived = z.union([
  z.strictObject({ target: id, counters: idsOrWord.optional(), per: text }),
  z.strictObject({ clock: id, facts: id, only: ids.optional() }),
])

export const rule = z.strictObject({
  rule: id,
  ...cited,
  kind: z.enum(['points', 'veto', 'bar', 'record']).default('points'),
  facts: ids.optional(),
  part: text.optional(),
  per: text.default('occurrence'),
  each: text.optional(),
  charges: z.array(charge).default([]),
  together: text.optional(),
  jointly: text.optional(),
  against: against.optional(),
  question: question.optional(),
  quantity: z
    .strictObject({ id, name: text, measure: z.literal('calendar-days').optional() })
    .optional(),
  sorts: z.array(named).default([]),
  only: idsOrWord.optional(),
  levels: z.array(z.strictObject({ level: id, name: text })).default([]),
  once: once.optional(),
  exhausts: text.optional(),
  carry: text.optional(),
  derived: derived.optional(),
  by: scores.optional(),
  from: dayText.optional(),
  until: dayText.optional(),
  watches: text.optional(),
  because: text.optional(),
  source: text.default('people'),
  procedures: ids,
  evidence: z.enum(['required', 'optional']),
  objection: objection.optional(),
})

/** Of one fact its extras, of one matter its facts: what of them counts. */
const countedOnceBy = z.union([
  z.strictObject({ by: z.literal('fact'), takes: text }),
  z.strictObject({ by: z.literal('matter'), takes: text }),
])
const countedOnce = z.union([countedOnceBy, z.array(countedOnceBy).min(1)])

export const counter = z.strictObject({
  counter: id,
  ...cited,
  rules: idsOrWord,
  each: text,
  month: idsOrWord.optional(),
  year: idsOrWord.optional(),
  on: text.optional(),
  extras: z.array(z.strictObject({ level: id, only: ids.optional(), adds: text })).default([]),
  once: countedOnce.optional(),
  takes: text.optional(),
  as: text.optional(),
})

/** A figure of the regulation's own table, one of its sentence, or `none`. */
const tableFigure = z.string().regex(/^(none|0|[1-9]\d*(\.\d+)?|0\.\d+|\$\S+|choice \S+)$/, {
  error: '表里写数字、$名称、choice 标识，或 none（没有目标）',
})
export const target = z.strictObject({
  target: id,
  ...cited,
  counter: id.optional(),
  rules: idsOrWord.optional(),
  each: text.optional(),
  on: text.optional(),
  takes: text.optional(),
  as: text.optional(),
  once: countedOnce.optional(),
  per: z.enum(['month', 'quarter', 'half-year', 'year']),
  'at-least': z.record(id, tableFigure),
  'at-most': text.optional(),
  carry: text.optional(),
  extras: text.optional(),
})

const longer = z.strictObject({ question: id, asks: text, limit: text })
export const clock = z.strictObject({
  clock: id,
  ...cited,
  limit: text,
  measure: text,
  carry: text.optional(),
  question: longer.optional(),
})
