import { yearSpan } from '../base/assessment-year.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { z } from 'zod'
import { day, isDay, type Day } from '../base/day.js'
import { parseYaml, readDocument, type YamlDocument } from '../base/document.js'
import { isFigure } from '../base/points.js'
import { figureOf } from '../scheme/language/figures.js'

/**
 * The facts file: all that a score depends on besides the scheme, for scoring without a server, for
 * cases and for what no flow collects. YAML or JSON; every scalar is read as text.
 */

/** More than any regulation writes, and few enough that every sum stays exact. */
const digitsMax = 24

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*$/, {
  error: ({ input }) => (input === '' ? '编号不能空着' : '编号只用字母、数字和 - _ . : 这几个符号'),
})
/** A fact's; what stands differently for those whom it charges is exported once for each state, as `id/state`. */
const factId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]*(\/[a-z]+)?$/, {
  error: ({ input }) => (input === '' ? '编号不能空着' : '编号只用字母、数字和 - _ . : 这几个符号'),
})
const text = z.string().min(1, { error: '这里不能空着' })
const figure = z
  .string()
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?$/, { abort: true, error: ({ input }) => notFigure(input) })
  .refine((one) => isFigure(one) && one.length <= digitsMax, {
    error: `数字太长，最多 ${digitsMax} 位，请核对`,
  })
const share = z
  .string()
  .regex(/^(\d{1,3}(\.\d+)?%|[1-9]\d{0,5}\/[1-9]\d{0,5})$/, {
    error: '份额写百分数或分数，如 50%、1/3',
  })
  .refine((one) => figureOf('share', one) !== null, { error: '份额写百分数或分数，如 50%、1/3' })
const count = z.string().regex(/^(0|[1-9]\d{0,6})$/, { error: ({ input }) => notCount(input) })
const dayText = z
  .string()
  .refine(isDay, { error: ({ input }) => notDay(input) })
  .meta({ format: 'date' })
const moment = z
  .string()
  .refine((one) => /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(one) && isDay(one.slice(0, 10)), {
    error: '请写日期和时间，如 2018-05-07T16:10',
  })
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: '请写时间，如 08:30' })
const yearText = z.string().regex(/^\d{4}$/, { error: '年份写四位数字，如 2025' })
const yesNo = z.enum(['yes', 'no'])
const state = z.enum(['proposed', 'objected', 'effective', 'reversed', 'withdrawn'])
const charged = z.enum(['person', 'head', 'members', 'unit'])

const held = z.strictObject({
  role: id,
  unit: id.optional(),
  from: dayText.optional(),
  to: dayText.optional(),
})
const unit = z.strictObject({
  id,
  name: text.optional(),
  heads: z
    .array(
      z.union([
        id,
        z.strictObject({ person: id, from: dayText.optional(), to: dayText.optional() }),
      ]),
    )
    .default([])
    .describe('负责人：只写编号表示全年，或写 {person, from, to}'),
  tier: id.optional().describe('考核对象是单位时：层次，不写即第一个'),
  group: id.optional().describe('考核对象是单位时：由谁扎口，不写即考核办法里的'),
  traits: z.array(id).optional().describe('目标表所看的条件，如有大篷车'),
  branch: id.optional().describe('考核对象是单位时：所在的支部'),
})
const person = z.strictObject({
  id,
  name: text.optional(),
  unit: id.optional(),
  tier: id.optional().describe('层次，考核办法里的编号；考核对象是单位时不写'),
  post: text.optional(),
  affiliated: yesNo.default('no').describe('参公单位的岗位'),
  traits: z.array(id).optional(),
  roles: z
    .array(z.union([id, held]))
    .default([])
    .describe('只写角色表示全年，或写 {role, unit, from, to}'),
  from: dayText.optional().describe('年中进入的第一天'),
  to: dayText.optional().describe('年中离开的最后一天'),
  leaving: id.optional().describe('离开的原因，考核办法 service 里的标识，如退休'),
  memberships: z
    .array(z.strictObject({ unit: id, from: dayText.optional(), to: dayText.optional() }))
    .min(1)
    .optional()
    .describe('换过处室的：先后在哪个处室、从哪天到哪天'),
})
const fact = z.strictObject({
  id: factId,
  rule: id.describe('计分规则，考核办法里的编号'),
  day: dayText.describe('发生的日期'),
  state: state.optional().describe('不写即 effective（已生效）'),
  history: z
    .array(z.strictObject({ on: dayText, state }))
    .min(1)
    .optional()
    .describe('状态的经过，代替 state；按 --as-of 的日期取最后一个'),
  persons: z.array(id).default([]).describe('责任人'),
  unit: id.optional().describe('责任处室；不写即责任人所在处室'),
  head: id.optional().describe('承担减分的负责人；不写即处室当日的负责人，none 表示没有'),
  matter: text.optional().describe('事项：同一事项只取最高'),
  joint: z
    .array(
      z.strictObject({
        who: id,
        as: id.optional().describe('在其中的作用，考核办法 joint-roles 里的编号'),
        share: share.optional().describe('所占的份额，如 50% 或 1/3；各份合计要等于整件事'),
      }),
    )
    .min(1)
    .optional()
    .describe('几个考核对象共同的事：各写一行，代替 unit'),
  occasion: id.optional(),
  answers: z.record(id, yesNo).optional().describe('规则所问条件的回答，不写即 yes'),
  sort: id.optional(),
  points: z
    .partialRecord(charged, figure)
    .optional()
    .describe('由人定的分值，不带正负号，如 {person: 1.2}'),
  quantity: figure.optional().describe('规则计量的数，如请假天数 15.5'),
  times: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: '次数写大于零的整数，如 20' })
    .optional()
    .describe('一行写几次一样的事，如迟到 20 次；按人次计而不记名的，是几人次'),
  levels: z.array(id).min(1).optional().describe('在哪几级被采用、表彰'),
  sent: moment.optional().describe('送出、报送的时间'),
  done: moment.optional().describe('签收、办完的时间；不写即还没有'),
  note: text.optional(),
  evidence: z.array(text).optional(),
  'recorded-by': text.optional(),
  'approved-by': text.optional(),
  sequence: count.optional(),
})
const rating = z.strictObject({
  part: id,
  period: id.describe('如 2025-Q3'),
  assessee: id,
  assessor: id,
  body: id.describe('以什么身份评价，考核办法里的角色'),
  points: figure,
})
const ballot = z.strictObject({
  assessor: id,
  body: id.describe('以什么身份评价，考核办法里的角色'),
  assessee: id,
  period: id.optional().describe('如 2025-Q3；不写即全年一次'),
  points: z.record(id, figure).describe('这张表上的各项：考核部分: 分数'),
})
const tally = z.strictObject({
  part: id,
  assessee: id,
  voters: id.optional().describe('哪一类投票人的票，只在办法给各类写了权重时写：一类一行'),
  values: z.record(figure, count).optional().describe('分数: 票数'),
  grades: z.record(id, count).optional().describe('档次: 票数；不写即按分数归档'),
  own: z
    .strictObject({ value: figure.optional(), grade: id.optional() })
    .optional()
    .describe('其中本人投给自己的一票，统计时知道才写：{value: 70} 或 {grade: excellent}'),
  issued: count.optional().describe('发出的票数'),
})
const entered = z.strictObject({
  part: id,
  assessee: id,
  points: figure,
  by: text.optional(),
  note: text.optional(),
})
const task = z.strictObject({
  part: id,
  assessee: id,
  id: id.describe('任务的编号；办法里列了任务的，写那里的标识'),
  name: text.optional().describe('办法里列了任务的不写'),
  points: figure.optional().describe('年初定的分值；办法里列了任务的不写'),
  result: z.enum(['done', 'not-done', 'excused']).optional().describe('不写即还没有定'),
  target: figure.optional().describe('按完成的比例得分的：要完成多少，代替 result'),
  done: figure.optional().describe('按完成的比例得分的：完成了多少'),
  granted: figure.optional().describe('有特殊情况时考核科室定的分'),
  reason: text.optional(),
})
const periodGrade = z.strictObject({
  part: id,
  period: id.describe('如 2025-Q3'),
  assessee: id,
  level: id.describe('等次，考核办法里的标识'),
  body: id.describe('以什么身份评定，考核办法里的角色'),
  remark: text.optional().describe('说明理由，有的等次必须写'),
})
const otherResult = z.strictObject({
  result: id.describe('别处的结果，考核办法里的标识'),
  of: id.describe('谁的结果：人或处室的编号'),
  year: yearText.optional().describe('哪一年，不写即考核年度'),
  level: id.optional(),
  points: figure.optional(),
})
const decided = z.strictObject({
  assessee: id,
  grade: id.describe('等次，考核办法里的标识'),
  quota: id.optional().describe('名额末位同分，定的是给谁：名额的标识；不写就是直接定等次'),
  by: id.optional().describe('由谁定的，考核办法里的角色'),
  reference: text.optional().describe('会议纪要或文件编号'),
  reason: text.optional(),
})
const withoutCase = z.strictObject({ part: id, assessee: id })
const workingTime = z.strictObject({
  holidays: z.array(z.strictObject({ from: dayText, to: dayText })).default([]),
  workdays: z.array(dayText).default([]).describe('要上班的周六、周日'),
  hours: z
    .array(z.strictObject({ from: time, to: time }))
    .min(1)
    .describe('一个工作日的各段'),
})
const closing = z.strictObject({
  what: z.enum(['year', 'facts', 'part', 'period']),
  part: id.optional(),
  period: id.optional(),
  on: dayText.optional().describe('哪天截止；不写即已截止'),
})

/** The same in half-width digits without commas and spaces, as people may have meant it. */
function plainDigits(written: unknown): string {
  if (typeof written !== 'string') return ''
  return written.normalize('NFKC').replace(/(?<=\d),(?=\d{3})|\s|分$/g, '')
}

/** Why something is no figure, with what it should be where that can be seen. */
export function notFigure(written: unknown): string {
  const rule = '请写成十进制数字，如 0.05；不用逗号、百分号和全角数字'
  const plain = plainDigits(written)
  return isFigure(plain) && plain !== written ? `${rule}：这里改成 ${plain}` : rule
}

/** Why something is no day: its form, or that there is none. */
function notDay(written: unknown): string {
  const rule = '请写存在的日期，如 2025-03-04'
  const [, year = '', month = '', on = ''] =
    /^\s*(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?\s*$/.exec(
      typeof written === 'string' ? written.normalize('NFKC') : '',
    ) ?? []
  const meant = `${year}-${month.padStart(2, '0')}-${on.padStart(2, '0')}`
  return isDay(meant) ? `日期写成年月日用横线分开、月日各两位：这里改成 ${meant}` : rule
}

function notCount(written: unknown): string {
  const rule = '请写不带小数的张数，如 20'
  const plain = plainDigits(written)
  return /^(0|[1-9]\d{0,6})$/.test(plain) && plain !== written ? `${rule}：这里改成 ${plain}` : rule
}

/** The members of a facts file; a case has the same and `expect`. */
export const factsShape = {
  $schema: z.string().optional(),
  scheme: id.optional().describe('考核办法的编号；写了就要与所用的一致'),
  year: yearText.describe('考核年度'),
  'as-of': dayText.optional().describe('计算到哪一天；不写即年度最后一天'),
  choices: z.record(id, id).optional().describe('另行决定的选择：选择: 答案'),
  roster: z.strictObject({
    units: z.array(unit).default([]),
    people: z.array(person).default([]),
  }),
  'cut-offs': z
    .record(yearText, dayText)
    .default({})
    .describe(
      '各年度的截止日（年度: 日期），以后的事按考核办法（carry: year）计入下一年度；不写即年末',
    ),
  facts: z.array(fact).default([]),
  ratings: z.array(rating).default([]),
  ballots: z
    .array(ballot)
    .default([])
    .describe('一个人给一个对象打的一整张表，一行一张；等于在 ratings 里一项一行地写'),
  tallies: z.array(tally).default([]),
  entered: z.array(entered).default([]),
  tasks: z.array(task).default([]).describe('责任书逐项赋分'),
  'no-case': z.array(withoutCase).default([]).describe('全年没有可考的事的项目'),
  assessing: z
    .array(withoutCase)
    .default([])
    .describe('考核科室还没有核定的项目：核定以前还可能另给一个分'),
  'period-grades': z.array(periodGrade).default([]).describe('分期定的等次'),
  decided: z
    .array(decided)
    .default([])
    .describe('由会议决定的：末位同分的名额给谁，或者定什么等次'),
  results: z.array(otherResult).default([]).describe('别的办法的结果，往年的也写在这里'),
  'working-time': workingTime
    .optional()
    .describe('工作时间表和放假安排；有按工作小时、工作日量的时限才要写'),
  closed: z.array(closing).default([]).describe('已截止、不会再变的部分；其余都算未定'),
}

export const factsSchema = z.strictObject(factsShape)

/** A facts file as read: shape checked, references not yet (see facts-check.ts). */
export type FactsFile = z.output<typeof factsSchema>

/** A file of 8 MB (some 100,000 facts) takes about 1 GB to read with places for every word. */
const limits = { bytesMax: 8 * 1024 * 1024 }

/** Reads a facts file's text; what is wrong in its shape is in `problems`. */
export function parseFacts(content: Uint8Array | string, file: string): YamlDocument<FactsFile> {
  return parseYaml(content, file, factsSchema, limits)
}

/** Reads a facts file; too large a one is refused by its size, before it is read. */
export function readFacts(path: string): YamlDocument<FactsFile> {
  return readDocument(path, factsSchema, limits)
}

/** The day a facts file is scored at when nothing else is asked for: its own, or the year's last. */
export function asOfDay(
  { begins }: Pick<Scheme, 'begins'>,
  facts: Pick<FactsFile, 'year' | 'as-of'>,
): Day {
  const written = facts['as-of']
  return written === undefined ? yearSpan(begins, facts.year).to : day(written)
}

/** The JSON Schema of the facts file, for editors: figures may be written without quotes. */
export function factsJsonSchema(): unknown {
  return z.toJSONSchema(factsSchema, {
    io: 'input',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined && /\\d/.test(jsonSchema.pattern)) {
        Object.assign(jsonSchema, { type: ['string', 'number'] })
      }
    },
  })
}
