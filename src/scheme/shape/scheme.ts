import { z } from 'zod'
import { sumPart } from './parts.js'
import { condition } from './conditions.js'
import { bar, grade, quota, ranking, state } from './grades.js'
import { objection, otherResult, service } from './results.js'
import { clock, counter, rule, target } from './rules.js'
import { choice } from '../language/choice-shape.js'
import { decides, id, ids, says, text, yearText } from './words.js'

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
  by: z.strictObject({ files: id }).optional(),
})
const band = z.strictObject({
  level: id,
  name: text,
  from: text.optional(),
  to: text.optional(),
  points: text.optional(),
})
const scale = z.strictObject({
  scale: id,
  name: text,
  clause: text,
  says,
  from: text.optional(),
  to: text.optional(),
  dimensions: z.array(text).default([]),
  edge: text.optional(),
  levels: z.array(band).default([]),
})
const procedure = z.strictObject({
  procedure: id,
  name: text,
  clause: text,
  only: id.optional(),
  by: z.strictObject({
    records: ids,
    verifies: id.optional(),
    decides: id,
    files: id.optional(),
  }),
  within: z
    .strictObject({
      records: objection.optional(),
      verifies: objection.optional(),
      decides: objection.optional(),
      files: objection.optional(),
    })
    .optional(),
  objection: objection.optional(),
})

const windows = z.strictObject({
  clause: text.optional(),
  says: says.optional(),
  objection: text,
  review: text,
  publicity: text,
  answer: text.optional(),
  appeal: text.optional(),
  by: decides.optional(),
})
const consequence = z.strictObject({
  consequence: id,
  name: text,
  clause: text,
  says,
  when: condition,
})
/** A year that does not begin in January. */
const assessmentYear = z.strictObject({
  of: yearText,
  clause: text,
  says,
  month: text,
})
const note = z.strictObject({ point: text.optional(), clause: text.optional(), says: text })

/** Every section of a scheme; a folder's files together hold each exactly once. */
export const sections = {
  title: text,
  'short-title': text,
  issuer: text,
  year: z.union([yearText, assessmentYear]),
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
  'several-grades': text.default('lowest'),
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
