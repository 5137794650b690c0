import { z } from 'zod'
import { condition } from './conditions.js'
import { id, ids, text } from './words.js'

/** Parts that carry grades or results instead of ratings, as they are written; `base` is what every part has. */

const periodLevel = z.strictObject({
  level: id,
  name: text,
  because: z.enum(['required', 'optional']).default('optional'),
})
const periodLimit = z.strictObject({
  level: id,
  places: text,
  per: text,
  rounding: text.default('down'),
})

export const periodGradesShape = {
  kind: z.literal('period-grades'),
  periods: z.enum(['quarters', 'half-years', 'months', 'year']),
  levels: z.array(periodLevel).min(2),
  raters: z.array(z.strictObject({ assessees: id, bodies: ids })).min(1),
  'at-most': z.array(periodLimit).default([]),
  forced: z.array(z.strictObject({ level: id, when: condition })).default([]),
}

export const resultShape = {
  kind: z.literal('result'),
  result: id,
  points: z.union([text, z.record(id, text)]).optional(),
  takes: text.default('last'),
}
