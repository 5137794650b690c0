import { z } from 'zod'
import { yearCalendarSchema } from '../calendar/year.js'
import { dayText, id, ids, text } from '../scheme/shape/words.js'
import { accountabilityCase } from './accountability-shape.js'
import { majorCase } from './major-shape.js'
import { meetingCase } from './meetings-shape.js'

/** The shape of case files beside work rules: what happens, and what must follow. */

const span = {
  from: dayText,
  to: dayText.optional().describe('最后一天；不写就是一天'),
  starts: z.literal('noon').optional().describe('从下午开始'),
  ends: z.literal('noon').optional().describe('到中午为止'),
}
const steps = z.union([z.enum(['outside', 'self']), ids])
/** Days with halves, as people write them: 3, 0.5. */
const due = z.union([z.literal('none'), dayText])
const days = z.string().regex(/^\d+(\.5)?$/, { error: '天数写整天或半天，如 3、0.5' })

/** Leave, trip or outing of somebody of a rank. */
const away = z.strictObject({
  matter: z.enum(['leave', 'trip', 'outing', 'extension', 'meeting']),
  rank: id,
  ...span,
  expect: z.strictObject({
    'working-days': days.optional(),
    'calendar-days': days.optional(),
    steps: steps.optional().describe('经过谁'),
    decides: ids.optional().describe('由谁批准'),
    back: due.optional().describe('最晚销假'),
    does: z.enum(['approve', 'are-told']).optional().describe('批，还是只报告'),
    without: z.array(id).optional().describe('没有批准的后果'),
    'erased-after': z.string().optional().describe('几个月后删去事由'),
    slip: dayText.optional().describe('电话请假的假条最晚补'),
    'tell-b': dayText.optional().describe('最晚告知接替的人'),
  }),
})
const limit = z.strictObject({
  limit: id,
  on: dayText,
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  explicit: dayText.optional(),
  expect: z.strictObject({
    due: due.optional(),
    extended: due.optional().describe('延期最长到哪天；不能延期的写 none'),
    'due-at': z
      .string()
      .regex(/^\d{2}:\d{2}$/)
      .optional(),
    registered: z.array(id).optional().describe('谁登记'),
    supervised: z.array(id).optional(),
    confirmed: z.array(id).optional().describe('谁确认办结'),
    contact: z.enum(['own', 'other', 'unclear', 'none']).optional(),
    becomes: z
      .union([z.literal('none'), id])
      .optional()
      .describe('首问接办以后按哪种时限'),
    named: z.array(id).optional().describe('归口不明的由谁明确'),
    late: z
      .union([z.literal('none'), id])
      .optional()
      .describe('超期办结成为的事项'),
    undone: z
      .union([z.literal('none'), id])
      .optional()
      .describe('没有办成为的事项'),
    from: z.enum(['receipt', 'event', 'knowledge']).optional(),
  }),
})
const report = z.strictObject({
  report: id,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  expect: z.strictObject({
    due: dayText.optional(),
    signs: ids.optional(),
    files: id.optional(),
    reads: ids.optional(),
    late: id.optional(),
    missing: id.optional(),
    returned: id.optional(),
  }),
})
const table = z.strictObject({
  table: id,
  period: z.string().regex(/^\d{4}(-\d{2}|-Q[1-4])?$/),
  expect: z.strictObject({
    due: dayText.optional(),
    columns: ids.optional(),
    files: id.optional(),
  }),
})
const finding = z.strictObject({
  finding: id,
  occasion: id,
  expect: z.strictObject({ fact: id.optional(), records: ids.optional() }),
})
const kind = z.strictObject({
  leave: id,
  expect: z.strictObject({
    sort: id.optional(),
    papers: z.array(text).optional(),
    'papers-follow': z.enum(['yes', 'no']).optional(),
    'at-most': z.string().optional(),
    'erased-after': z.string().optional(),
    counted: z.enum(['working-days', 'calendar-days']).optional(),
    halves: z.enum(['yes', 'no']).optional(),
  }),
})
const handover = z.strictObject({
  handover: z.enum(['leave', 'trip']),
  expect: z.strictObject({
    appoints: id.optional(),
    missing: z.enum(['appoint-another', 'may-not-leave']).optional(),
    matters: ids.optional(),
  }),
})
const complaint = z.strictObject({
  complaint: z.literal('received'),
  on: dayText,
  expect: z.strictObject({
    due: due.optional(),
    heard: z.array(id).optional(),
    facts: z.array(id).optional(),
    'erased-after': z.string().optional(),
  }),
})
const single = z.union([
  away,
  limit,
  report,
  table,
  finding,
  kind,
  handover,
  complaint,
  meetingCase,
  majorCase,
  accountabilityCase,
])
export type Happening = z.output<typeof single>

const caseShape = z.strictObject({
  case: text.describe('这个案例说明什么'),
  clauses: z.array(text).default([]),
  choices: z.record(id, id).optional(),
  all: z.array(single).min(1, { error: '至少写一件事' }),
})
export type WorkCase = z.output<typeof caseShape>

/** A case file: the calendar it is reckoned by, and cases. */
export const casesShape = z.strictObject({
  calendar: z.array(yearCalendarSchema).default([]),
  cases: z.array(caseShape).min(1),
})
export type CasesFile = z.output<typeof casesShape>
