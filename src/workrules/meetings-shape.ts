import { z } from 'zod'
import { dayText, id, ids, idsOrWord, says, text } from '../scheme/shape/words.js'

/** The shape of what work rules say of meetings. */
export const meetings = z.strictObject({
  clause: text,
  says,
  enters: z.strictObject({ from: text, by: text }).optional(),
  'late-from': text.default('beginning'),
  occasion: id.optional(),
  marks: z
    .strictObject({ absent: text, late: text, substituted: text })
    .partial()
    .default({})
    .describe('缺席、迟到、代会各是哪一种考勤情形；none 或不写：只记下'),
  by: z.strictObject({ calls: idsOrWord }),
  'in-person': z.strictObject({ clause: text, says }).optional(),
  leave: z.strictObject({ clause: text, says, chain: id, 'erased-after': text }),
  brief: z
    .strictObject({
      clause: text,
      says,
      of: text.default('named'),
      due: text,
      by: z.strictObject({ reads: ids }),
    })
    .optional(),
})

const time = z.string().regex(/^\d{2}:\d{2}$/)

/** A meeting of a case, and what must follow. */
export const meetingCase = z.strictObject({
  meeting: dayText,
  at: time,
  rank: id.optional().describe('请假的人是哪一级'),
  expect: z.strictObject({
    'enter-from': time.optional(),
    'enter-by': time.optional(),
    'late-from': time.optional(),
    calls: ids.optional(),
    absent: id.optional(),
    late: id.optional(),
    substituted: id.optional(),
    steps: ids.optional().describe('请假经过谁'),
    decides: ids.optional(),
    'erased-after': z.string().optional(),
    'brief-of': z.enum(['named', 'each', 'none']).optional(),
    'brief-due': dayText.optional(),
    reads: ids.optional(),
  }),
})
