import { z } from 'zod'
import { sumPart } from './parts.js'
import {
  objection,
  otherResult,
  periodsCondition,
  resultCondition,
  service,
  state,
} from './results.js'
import { clock, counter, rule, target } from './rules.js'
import { id, ids, says, text, yearText } from './words.js'

/**
 * The shape of the files: which words stand where. Figures and choices are still text here (`$each`,
 * `choice routine-scale`); `read.ts` resolves them.
 */

const role = z.strictObject({ role: id, name: text })
const tier = z.strictObject({
  tier: id,
  name: text,
  clause: text,
  says,
  'posts-left-out': z.union([text, z.array(text)]).optional(),
})
const schemeUnit = z.strictObject({
  unit: id,
  name: text,
  also: z.array(text).default([]),
  'gathered-by': id.optional(),
})
const band = z.strictObject({
  band: id,
  name: text,
  is: text.optional(),
  from: text.optional(),
  to: text.optional(),
  midpoint: text.optional(),
})
const scale = z.strictObject({
  scale: id,
  name: text,
  clause: text,
  says,
  lowest: text.optional(),
  highest: text.optional(),
  dimensions: z.array(text).default([]),
  edge: text.optional(),
  'band-only': text.optional(),
  bands: z.array(band).default([]),
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
  objection: objection.optional(),
})

const ranking = z.strictObject({ clause: text, within: text })
const quota = z.strictObject({
  quota: id,
  name: text,
  clause: text,
  says,
  grade: id,
  per: z.literal('tier'),
  top: z.union([text, z.record(id, text)]),
  rounding: text.optional(),
  after: id.optional(),
  automatic: z.strictObject({ trait: id, counts: text }).optional(),
  'total-min': text.optional(),
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
const prerequisite = z.discriminatedUnion('kind', [voteShare, periodsCondition, resultCondition])
const condition = z.discriminatedUnion('kind', [
  voteShare,
  totalBelow,
  periodsCondition,
  resultCondition,
])
const gradeBase = {
  grade: id,
  name: text,
  clause: text,
  says,
  'decided-by': id,
  needs: z.array(prerequisite).default([]),
}
const grade = z.discriminatedUnion('reached', [
  z.strictObject({ ...gradeBase, reached: z.literal('quota'), quota: id }),
  z.strictObject({
    ...gradeBase,
    reached: z.literal('conditions'),
    all: z.array(condition).min(1),
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

const windows = z.strictObject({
  clause: text.optional(),
  says: says.optional(),
  objection: text,
  review: text,
  publicity: text,
})
const word = z.union([text, z.array(text)])
const alternative = z.strictObject({
  says,
  sets: z.union([word, z.record(id, word)]).optional(),
})
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
  earlier: id.optional(),
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
  units: z.array(schemeUnit).default([]),
  traits: z.array(z.strictObject({ trait: id, name: text })).default([]),
  scales: z.array(scale).default([]),
  procedures: z.array(procedure),
  total: sumPart,
  rules: z.array(rule),
  counters: z.array(counter).default([]),
  targets: z.array(target).default([]),
  clocks: z.array(clock).default([]),
  results: z.array(otherResult).default([]),
  service: service.optional(),
  ranking,
  quotas: z.array(quota).default([]),
  grades: z.union([
    z.literal('none').transform((): z.output<typeof grade>[] => []),
    z.array(grade).min(1),
  ]),
  grading: grading.default({ 'total-alone': 'otherwise', several: 'lowest' }),
  bars: z.array(bar).default([]),
  states: z.array(state).default([]),
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
export type CounterDraft = Draft['counters'][number]
export type TargetDraft = Draft['targets'][number]
export type ClockDraft = Draft['clocks'][number]
export type ScaleDraft = Draft['scales'][number]
export type GradeDraft = Draft['grades'][number]
export type ConditionDraft = z.output<typeof condition>
export type BarDraft = Draft['bars'][number]
export type ChoiceDraft = Draft['choices'][number]
