import { z } from 'zod'
import { cited, dayText, id, ids, says, text } from '../scheme/shape/words.js'

/** The shape of what work rules say of accountability. */
export const accountability = z.strictObject({
  clause: text,
  says,
  situations: z.array(z.strictObject({ situation: id, ...cited })).min(1),
  forms: z.array(z.strictObject({ form: id, ...cited, fact: id.optional() })).min(1),
  by: z.strictObject({ opens: ids, decides: ids, reviews: ids }),
  statement: z.strictObject({ clause: text, says, within: text }),
  review: z.strictObject({ limit: id, answer: id, suspends: text.default('no') }),
  'erased-after': text,
})

/** A decision of a case, and what must follow. */
export const accountabilityCase = z.strictObject({
  accountability: dayText.describe('事实告知本人的那天'),
  served: dayText.optional().describe('决定送达的那天'),
  asked: dayText.optional().describe('收到复核申请的那天'),
  form: id.optional(),
  expect: z.strictObject({
    'statement-by': dayText.optional(),
    'review-by': dayText.optional(),
    'answer-by': dayText.optional(),
    suspends: z.enum(['yes', 'no']).optional(),
    opens: ids.optional(),
    decides: ids.optional(),
    reviews: ids.optional(),
    fact: id.optional(),
    'erased-after': z.string().optional(),
  }),
})
