import { z } from 'zod'
import { dayText, id, ids, says, text } from '../scheme/shape/words.js'

/** The shape of what work rules say of major matters. */
export const major = z.strictObject({
  clause: text,
  says,
  kinds: z.array(text).min(1),
  limit: id,
  levels: ids,
  by: z.strictObject({ 'is-told': ids.optional() }).optional(),
  unread: text.default('waits'),
  urgent: text.default('no'),
  written: z.strictObject({ clause: text, says, due: text }).optional(),
  misreported: z
    .strictObject({ clause: text, says, fact: id, by: z.strictObject({ judges: ids }) })
    .optional(),
  'erased-after': text,
})

const time = z.string().regex(/^\d{2}:\d{2}$/)

/** A major matter of a case, and what must follow. */
export const majorCase = z.strictObject({
  major: dayText.describe('知道或发生的那天'),
  at: time,
  over: dayText.optional().describe('处置结束的那天'),
  expect: z.strictObject({
    'report-by': time.optional(),
    levels: ids.optional(),
    told: z.array(id).optional(),
    unread: z.enum(['waits', 'next-level']).optional(),
    urgent: z.enum(['yes', 'no']).optional(),
    'written-by': z.union([z.literal('none'), dayText]).optional(),
    fact: id.optional(),
    judges: ids.optional(),
    'erased-after': z.string().optional(),
  }),
})
