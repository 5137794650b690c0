import { z } from 'zod'

const text = z.string().min(1, '不能空着')
const reason = z.string().min(2, '要写明为什么')
const leftOut = z.array(z.strictObject({ id: text, reason })).min(1, '没有不适用的就不要写')

/**
 * Shape of a bureau's `bureau.yaml`:
 *
 *   id: keji                      # never changed once the bureau runs; lower-case letters, digits, -
 *   name: 市科技局
 *   group: 市科技局全体            # the bureau's group in the chat, by its name; left out: it has none
 *   schemes:                      # ids, or folders from here on
 *     - civil-servants
 *     - ./schemes/our-departments
 *   leaves-out:                   # what a scheme names and this bureau does not have
 *     our-departments:
 *       - { id: gas, reason: 已划归燃气集团 }
 *   work-rules: city-x            # the work rules (请假、考勤、期限); left out: none
 *   # with what is called otherwise here, and what is not there:
 *   # work-rules: { rules: city-x, binds: { office: [information-office] }, leaves-out: [{ id: …, reason: … }] }
 *   # `facts: { late: discipline-late }`: what the schemes call the kinds of facts that findings of attendance make
 *   information-table: group      # the monthly table of information also goes into the group; left out: to the units alone
 *   records-kept: 30             # years for which what people wrote is kept, where no rule ends it earlier; left out: 10
 *   inputs: [year-end-facts.yaml] # facts files with the parts that no card collects yet
 */
export const bureauFileShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '编号用小写字母开头，只含小写字母、数字和 -'),
  name: text,
  group: text.optional(),
  schemes: z.array(text).min(1, '至少要写一个考核办法'),
  'leaves-out': z.record(text, leftOut).default({}),
  'work-rules': z
    .union([
      text,
      z.strictObject({
        rules: text,
        binds: z.record(text, z.array(text).min(1, '至少写一个角色')).default({}),
        facts: z.record(text, text).default({}),
        'leaves-out': leftOut.default([]),
      }),
    ])
    .optional(),
  'information-table': z.enum(['units', 'group']).default('units'),
  'records-kept': z.int('写整年数').min(3, '至少三年：一年的考核、复核和申诉都要用').default(10),
  inputs: z.array(text).default([]),
})

export type BureauFile = z.output<typeof bureauFileShape>
