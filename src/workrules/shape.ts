import { z } from 'zod'
import { choice } from '../scheme/language/choice-shape.js'
import { cited, id, ids, idsOrWord, says, text, yearText } from '../scheme/shape/words.js'
import { accountability } from './accountability-shape.js'
import { major } from './major-shape.js'
import { meetings } from './meetings-shape.js'

/**
 * The shape of work rules in files: which words stand where. Figures and choices are still text here (`$one`,
 * `choice first-limit`); `read.ts` resolves them.
 */

const rank = z.strictObject({ rank: id, name: text, clause: text, roles: ids })
const leaveKind = z.strictObject({
  leave: id,
  ...cited,
  halves: text.default('yes'),
  counted: text.default('working-days'),
  'at-most': text.default('none'),
  papers: z.array(text).default([]),
  'papers-follow': text.default('yes'),
  sort: id.optional(),
  'erased-after': text,
})
const leave = z.strictObject({
  clause: text,
  says,
  fact: id.optional(),
  back: text,
  'by-telephone': z.strictObject({
    clause: text,
    says,
    by: z.strictObject({ enters: ids }),
    slip: text,
  }),
  kinds: z.array(leaveKind).min(1, { error: '至少写一种假' }),
})
const row = z.strictObject({
  rank: id,
  'up-to': text.optional(),
  measured: text.default('working-days'),
  steps: idsOrWord,
})
const consequence = z.strictObject({ consequence: id, ...cited, fact: id.optional() })
const chain = z.strictObject({
  chain: id,
  matter: z.enum(['leave', 'trip', 'outing', 'extension', 'meeting']),
  ...cited,
  steps: z.enum(['approve', 'are-told']).default('approve'),
  levels: text.default('each'),
  back: text.default('none'),
  'erased-after': text.optional(),
  rows: z.array(row).min(1, { error: '至少写一行' }),
  without: z.array(consequence).default([]),
})
const limit = z.strictObject({
  limit: id,
  ...cited,
  within: text,
  from: text.default('receipt'),
  'first-day': text.default('next-day'),
  'last-day': text.default('as-is'),
  beside: z.strictObject({ limit: id, takes: text }).optional(),
  extension: z.strictObject({ chain: id, 'at-most': text, tells: text }).optional(),
  contact: z.strictObject({ is: z.enum(['own', 'other', 'unclear']), becomes: id }).optional(),
  facts: z.strictObject({ late: id.optional(), undone: id.optional() }).optional(),
  by: z
    .strictObject({
      registers: ids.optional(),
      supervises: ids.optional(),
      confirms: idsOrWord.optional(),
      names: ids.optional(),
    })
    .optional(),
})
const complaints = z.strictObject({
  clause: text,
  says,
  within: text,
  'first-day': text.default('next-day'),
  facts: z.array(id).default([]),
  'erased-after': text,
  by: z.strictObject({ hears: ids }),
})
const report = z.strictObject({
  report: id,
  ...cited,
  of: z.enum(['person', 'unit']),
  due: text,
  edge: text.default('counted'),
  shifts: text.default('no'),
  contents: z.array(text).min(1),
  by: z.strictObject({
    signs: z.array(id).default([]),
    files: id,
    reads: z.array(id).default([]),
  }),
  facts: z
    .strictObject({ late: id.optional(), missing: id.optional(), returned: id.optional() })
    .default({}),
})
const table = z.strictObject({
  table: id,
  ...cited,
  each: z.enum(['month', 'quarter', 'year']),
  columns: ids,
  due: text,
  by: z.strictObject({ compiles: id, files: id }),
})
const attendance = z.strictObject({
  occasions: z
    .array(
      z.strictObject({
        occasion: id,
        name: text,
        clause: text,
        by: z.strictObject({ records: idsOrWord }),
      }),
    )
    .min(1),
  findings: z.array(z.strictObject({ finding: id, ...cited, fact: id, occasions: ids })).min(1),
})
const handover = z.strictObject({
  clause: text,
  says,
  matters: z.array(z.enum(['leave', 'trip'])).min(1),
  before: text,
  measured: text,
  missing: text,
  by: z.strictObject({ appoints: id }),
})
const note = z.strictObject({ point: text.optional(), clause: text.optional(), says: text })

/** Every section of work rules; a folder's files together hold each exactly once. */
const sections = {
  title: text,
  'short-title': text,
  issuer: text,
  year: yearText,
  clauses: z.record(text, text),
  roles: z.array(z.strictObject({ role: id, name: text })).min(1),
  ranks: z.array(rank).min(1),
  leave,
  chains: z.array(chain).min(1),
  limits: z.array(limit).default([]),
  reports: z.array(report).default([]),
  tables: z.array(table).default([]),
  attendance: attendance.optional(),
  handover: handover.optional(),
  complaints: complaints.optional(),
  meetings: meetings.optional(),
  major: major.optional(),
  accountability: accountability.optional(),
  choices: z.array(choice).default([]),
  notes: z.array(note).default([]),
}

/** One file: any of the sections. */
export const fileShape = z.strictObject(sections).partial()

/** The whole folder. */
export const workRulesShape = z.strictObject(sections)

export type Draft = z.output<typeof workRulesShape>
