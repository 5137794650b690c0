import { z } from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '标识只用小写英文字母、数字和连字符' })
const text = z.string().min(1, { error: '这里不能空着' })
const whole = z.string().regex(/^[1-9]\d{0,2}$/, { error: '这里写 1 到 999 的整数' })
const yesNo = z.enum(['yes', 'no'])

const cell = z.strictObject({
  /** Column, or first and last: `B`, `A-H`. */
  at: z.string().regex(/^[A-Z](-[A-Z])?$/, { error: '列写成 A 或 A-H' }),
  says: z.string().default(''),
  as: z.enum(['title', 'line', 'head', 'text']).default('text'),
  align: z.enum(['left', 'center', 'right']).optional(),
  rows: whole.default('1'),
  format: z
    .string()
    .regex(/^0(\.0+)?$/, { error: '数字的格式写 0、0.0、0.00 这样的' })
    .optional(),
  merged: yesNo.default('no'),
})

const block = z.strictObject({
  row: z.array(cell).min(1, { error: '一行至少有一格' }),
  height: whole.optional(),
  repeated: yesNo.default('no'),
  each: z.enum(['assessee', 'item']).optional(),
  'at-least': whole.optional(),
  who: z.enum(['heads', 'others', 'everyone']).default('everyone'),
  order: z.enum(['rank', 'roster']).default('roster'),
  below: z.array(id).default([]),
  sequence: z.array(id).default([]),
})

/** One file in a scheme's `forms/`: one official form, its layout and what stands in its cells. */
export const formShape = z.strictObject({
  form: id,
  name: text,
  words: z.array(text).min(1, { error: '至少写一个词，导出时用它来要' }),
  clause: text,
  of: z.enum(['assessee', 'unit', 'rater', 'fact', 'cycle']),
  quarterly: yesNo.default('no'),
  part: id.optional(),
  rules: z.array(id).default([]),
  page: z.enum(['portrait', 'landscape']),
  fits: z.enum(['one-page', 'width']).default('width'),
  columns: z.array(whole).min(1, { error: '至少一列' }).max(26, { error: '最多 26 列，A 到 Z' }),
  blocks: z.array(block).min(1, { error: '至少一行' }),
})

export type FormDraft = z.output<typeof formShape>
