import { z } from 'zod'

/**
 * The shape of the files: which words stand where. Figures and choices are still text here (`$each`,
 * `choice routine-scale`); `build.ts` resolves them.
 */

const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, { error: '标识用英文字母开头，只含字母、数字和连字符' })
const text = z.string().min(1, { error: '这里不能空着' })
const says = text
const ids = z.array(id).min(1, { error: '至少写一项' })
const yearText = z.string().regex(/^\d{4}$/, { error: '年份写四位数字，如 2012' })

const role = z.strictObject({ role: id, name: text })
const tier = z.strictObject({
  tier: id,
  name: text,
  clause: text,
  says,
  'posts-left-out': z.union([text, z.array(text)]).optional(),
})
const band = z.strictObject({ band: id, name: text, from: text, to: text, midpoint: text })
const scale = z.strictObject({
  scale: id,
  name: text,
  clause: text,
  says,
  lowest: text,
  highest: text,
  dimensions: z.array(text).default([]),
  edge: text,
  'band-only': text,
  bands: z.array(band).min(1),
})
const procedure = z.strictObject({
  procedure: id,
  name: text,
  clause: text,
  occasion: id.optional(),
  'recorded-by': ids,
  'verified-by': id.optional(),
  'approved-by': id,
  'filed-with': id.optional(),
})

const partBase = { part: id, name: text, clause: text, says, weight: text, round: text.optional() }
const deduction = z.strictObject({
  ...partBase,
  kind: z.literal('deduction'),
  start: text,
  floor: text,
  scale: text,
  'same-matter': z.strictObject({ clause: text, says, counts: text, among: text }),
  'same-person': text,
  jointly: text,
})
const entered = z.strictObject({
  ...partBase,
  kind: z.literal('entered'),
  lowest: text,
  highest: text,
  'entered-by': id,
  'reviewed-by': id.optional(),
  'filed-with': id.optional(),
})
const raters = z.strictObject({ assessees: id, bodies: ids, combine: text })
const ratings = z.strictObject({
  ...partBase,
  kind: z.literal('ratings'),
  scale: id,
  periods: z.enum(['quarters', 'months', 'year']),
  'period-weight': text,
  'missing-period': text,
  raters: z.array(raters).min(1),
})
const votes = z.strictObject({
  ...partBase,
  kind: z.literal('votes'),
  scale: id,
  voters: id,
  'ballots-min': text,
})
/** A node above others, as written. */
export interface WeightedDraft {
  kind: 'weighted'
  part: string
  name: string
  clause: string
  says: string
  weight: string
  round?: string | undefined
  parts: PartDraft[]
}
/** A part as written. */
export type PartDraft =
  | WeightedDraft
  | z.output<typeof deduction>
  | z.output<typeof entered>
  | z.output<typeof ratings>
  | z.output<typeof votes>

const weighted: z.ZodType<WeightedDraft> = z.lazy(() =>
  z.strictObject({ ...partBase, kind: z.literal('weighted'), parts: z.array(part).min(1) }),
)
const part: z.ZodType<PartDraft> = z.lazy(() => {
  const node = z.strictObject({
    ...partBase,
    kind: z.literal('weighted'),
    parts: z.array(part).min(1),
  })
  return z.discriminatedUnion('kind', [node, deduction, entered, ratings, votes])
})

const charge = z.strictObject({ to: text, points: text, 'in-force': text.optional() })
const condition = z.strictObject({
  condition: id,
  asks: text,
  otherwise: id.optional(),
  'in-force': text,
})
const named = z.strictObject({ id, name: text })
const rule = z.strictObject({
  rule: id,
  name: text,
  clause: text,
  says,
  kind: z.enum(['points', 'veto', 'bar', 'record']).default('points'),
  part: id.optional(),
  per: z.enum(['occurrence', 'person-time']).default('occurrence'),
  charges: z.array(charge).default([]),
  together: text.optional(),
  condition: condition.optional(),
  quantity: named.optional(),
  sorts: z.array(named).default([]),
  procedures: ids,
  evidence: z.enum(['required', 'optional']),
})

const ranking = z.strictObject({ clause: text, within: text })
const quota = z.strictObject({
  quota: id,
  name: text,
  clause: text,
  says,
  grade: id,
  per: z.literal('tier'),
  top: text,
  barred: text,
  tie: text,
  criteria: z.array(id).default([]),
  'decided-by': id,
})

const voteShare = z.strictObject({
  kind: z.literal('vote-share'),
  part: id,
  bands: ids,
  share: text,
  edge: text,
  of: text,
})
const totalBelow = z.strictObject({ kind: z.literal('total-below'), points: text, edge: text })
const gradeBase = { grade: id, name: text, clause: text, says, 'decided-by': id }
const grade = z.discriminatedUnion('reached', [
  z.strictObject({ ...gradeBase, reached: z.literal('quota'), quota: id }),
  z.strictObject({
    ...gradeBase,
    reached: z.literal('conditions'),
    all: z.array(z.discriminatedUnion('kind', [voteShare, totalBelow])).min(1),
  }),
  z.strictObject({ ...gradeBase, reached: z.literal('otherwise') }),
])
const grading = z.strictObject({ 'total-alone': text, several: text })

const barBase = {
  bar: id,
  name: text,
  clause: text,
  says,
  from: id,
  'falls-on': z.union([text, ids]),
  'in-force': text.optional(),
  rules: ids,
}
const bar = z.discriminatedUnion('kind', [
  z.strictObject({ ...barBase, kind: z.literal('fact') }),
  z.strictObject({
    ...barBase,
    kind: z.literal('count'),
    counts: z.enum(['times', 'quantity']),
    limit: text,
    edge: text,
    sorts: text.optional(),
    of: text,
  }),
])

const windows = z.strictObject({ objection: text, review: text, publicity: text })
const alternative = z.strictObject({ says, sets: z.union([text, z.array(text)]).optional() })
const choice = z.strictObject({
  choice: id,
  name: text,
  clause: text,
  point: text.optional(),
  asks: text,
  'decided-by': id,
  answer: text,
  alternatives: z.record(id, alternative),
})
const consequence = z.strictObject({
  consequence: id,
  name: text,
  clause: text,
  says,
  grade: id,
  years: text.optional(),
})
const note = z.strictObject({ point: text.optional(), clause: text.optional(), says: text })

/** Every section of a scheme; a folder's files together hold each exactly once. */
export const sections = {
  title: text,
  'short-title': text,
  issuer: text,
  year: yearText,
  assessee: z.enum(['person', 'unit']),
  clauses: z.record(text, text),
  roles: z.array(role).min(1),
  tiers: z.array(tier).min(1),
  scales: z.array(scale).default([]),
  procedures: z.array(procedure).min(1),
  total: weighted,
  rules: z.array(rule).min(1),
  ranking,
  quotas: z.array(quota).default([]),
  grades: z.array(grade).min(1),
  grading,
  bars: z.array(bar).default([]),
  windows,
  choices: z.array(choice).default([]),
  consequences: z.array(consequence).default([]),
  notes: z.array(note).default([]),
}

/** One file: any of the sections. */
export const fileShape = z.strictObject(sections).partial()

/** The whole folder. */
export const schemeShape = z.strictObject(sections)

export type Draft = z.output<typeof schemeShape>
export type RuleDraft = Draft['rules'][number]
export type ScaleDraft = Draft['scales'][number]
export type GradeDraft = Draft['grades'][number]
export type BarDraft = Draft['bars'][number]
export type ChoiceDraft = Draft['choices'][number]
