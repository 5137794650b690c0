import { z } from 'zod'
import { condition } from './conditions.js'
import { periodGradesShape, resultShape } from './grade-parts.js'
import { cited, id, ids, idsOrWord, says, scores, text } from './words.js'

/** The tree of parts as it is written. */

const partBase = {
  part: id,
  ...cited,
  weight: text.optional(),
  points: text.optional(),
  adds: text.default('inside'),
  for: ids.optional(),
  'pro-rata': text.optional(),
  round: text.optional(),
}
const limit = z.strictObject({
  limit: id,
  ...cited,
  rules: idsOrWord,
  'at-least': text.optional(),
  'at-most': text.optional(),
})
/** What of several charges of one fact, or of several facts of one matter, counts. */
const onceOfPart = z.union([
  z.strictObject({ by: z.literal('fact'), takes: text }),
  z.strictObject({
    by: z.literal('matter').default('matter'),
    clause: text,
    says,
    takes: text,
    among: text,
    compares: text.optional(),
  }),
])
const deduction = z.strictObject({
  ...partBase,
  kind: z.literal('deduction'),
  from: text.optional(),
  by: scores.optional(),
  'at-least': text,
  'at-most': text.optional(),
  overflow: text.optional(),
  'after-lost': text.optional(),
  combine: text.optional(),
  scale: text.optional(),
  once: z.union([onceOfPart, z.array(onceOfPart).min(1)]).optional(),
  jointly: text.optional(),
  roles: z
    .array(z.strictObject({ role: id, name: text, share: text, together: text.optional() }))
    .default([]),
  limits: z.array(limit).default([]),
})
const entered = z.strictObject({
  ...partBase,
  kind: z.literal('entered'),
  from: text.optional(),
  to: text.optional(),
  by: z.strictObject({
    scores: ids.optional(),
    records: id,
    verifies: id.optional(),
    files: id.optional(),
  }),
})
const listed = z.strictObject({
  task: id,
  ...cited,
  points: text.optional(),
  'in-force': text.optional(),
  needs: condition.optional(),
})
const tasks = z.strictObject({
  ...partBase,
  kind: z.literal('tasks'),
  by: scores.optional(),
  excused: text,
  partly: text.default('no'),
  'at-most': text.optional(),
  tasks: z.array(listed).default([]),
})
const ratio = z.strictObject({
  ...partBase,
  kind: z.literal('ratio'),
  by: scores.optional(),
  targets: idsOrWord,
  'at-most': text,
  partly: text.default('yes'),
  'no-case': text.optional(),
  takes: text.optional(),
  tasks: z.array(listed).default([]),
  excused: text.optional(),
})
const raters = z.strictObject({
  assessees: id,
  bodies: ids,
  observers: ids.optional(),
  with: text.optional(),
  outside: z.record(id, text).optional(),
  combine: text,
  weights: z.array(text).optional(),
  missing: text.optional(),
  own: text.optional(),
  trim: text.optional(),
  round: text.optional(),
})
/** Who rates and when: written at the part, or once at a sum above it for all of those below. */
const judged = {
  periods: z.enum(['quarters', 'half-years', 'months', 'year']).optional(),
  missing: text.optional(),
  raters: z.array(raters).min(1).optional(),
  panel: z
    .strictObject({
      presentation: text.optional(),
      questions: text.optional(),
      sheets: text.optional(),
    })
    .optional(),
}
const ratings = z.strictObject({
  ...partBase,
  kind: z.literal('ratings'),
  by: scores.optional(),
  scale: id,
  ...judged,
  weights: text.optional(),
})
const votes = z.strictObject({
  ...partBase,
  kind: z.literal('votes'),
  scale: id,
  by: z.strictObject({ scores: ids.optional(), votes: z.union([id, ids]) }),
  weights: z.array(text).min(1).optional(),
  'at-most': z
    .array(z.strictObject({ level: id, places: text, rounding: text.default('down') }))
    .default([]),
  quorum: text.optional(),
  own: text.optional(),
})
const periodGrades = z.strictObject({ ...partBase, by: scores.optional(), ...periodGradesShape })
const result = z.strictObject({ ...partBase, by: scores.optional(), ...resultShape })
/** A node above others, as written. */
export interface SumDraft {
  kind: 'sum'
  part: string
  name: string
  clause: string
  says: string
  weight?: string | undefined
  points?: string | undefined
  adds: string
  for?: string[] | undefined
  by?: { scores: string[] } | undefined
  'pro-rata'?: string | undefined
  round?: string | undefined
  'no-case'?: string | undefined
  'at-least'?: string | undefined
  'at-most'?: string | undefined
  periods?: z.output<typeof judged.periods>
  missing?: string | undefined
  raters?: z.output<typeof judged.raters>
  panel?: z.output<typeof judged.panel>
  parts: PartDraft[]
}
/** A part as written. */
export type PartDraft =
  | SumDraft
  | z.output<typeof deduction>
  | z.output<typeof entered>
  | z.output<typeof ratings>
  | z.output<typeof votes>
  | z.output<typeof tasks>
  | z.output<typeof ratio>
  | z.output<typeof periodGrades>
  | z.output<typeof result>

/** A node above others: the root, or one below it. */
export const sumPart: z.ZodType<SumDraft> = z.lazy(() =>
  z.strictObject({
    ...partBase,
    kind: z.literal('sum'),
    by: scores.optional(),
    'no-case': text.optional(),
    'at-least': text.optional(),
    'at-most': text.optional(),
    ...judged,
    parts: z.array(part).min(1),
  }),
)
const part: z.ZodType<PartDraft> = z.lazy(() => {
  const node = z.strictObject({
    ...partBase,
    kind: z.literal('sum'),
    by: scores.optional(),
    'no-case': text.optional(),
    'at-least': text.optional(),
    'at-most': text.optional(),
    ...judged,
    parts: z.array(part).min(1),
  })
  const leaves = [deduction, entered, ratings, votes, tasks, ratio, periodGrades, result] as const
  return z.discriminatedUnion('kind', [node, ...leaves])
})
