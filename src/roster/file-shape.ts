import { z } from 'zod'
import { isDay } from '../base/day.js'

const text = z.string().min(1, '不能空着')
const onDay = z.string().refine(isDay, '不是存在的日期，应写成 2025-03-01')
const span = { from: onDay.optional(), to: onDay.optional() }

const role = z.union([
  text,
  z.strictObject({ role: text, unit: text.optional(), units: z.array(text).optional(), ...span }),
])

/** Several tiers: one in each regulation. */
const severalTiers = z.array(text).min(1, '至少写一个')

const person = z.strictObject({
  id: text,
  name: text,
  employeeNo: text,
  userId: text.optional(),
  tier: z.union([z.string(), severalTiers]).optional(),
  post: z.string().default(''),
  affiliated: z.enum(['yes', 'no'], '只能写 yes 或 no').default('no'),
  traits: z.array(text).optional(),
  unit: text.optional(),
  ...span,
  memberships: z.array(z.strictObject({ unit: text, ...span })).optional(),
  roles: z.array(role).default([]),
})

/** Shape of a roster file. What the words mean stands at the head of roster-file.ts. */
export const rosterFileShape = z.strictObject({
  bureau: z.strictObject({ id: text, name: text }),
  from: onDay,
  tiers: z.record(z.string(), text),
  roles: z.record(z.string(), text).default({}),
  units: z
    .array(
      z.strictObject({
        id: text,
        name: text,
        kind: text,
        department: text.optional(),
        posts: z
          .string()
          .regex(/^\d{1,4}$/, '编制要写整数')
          .optional(),
        tier: z.union([text, severalTiers]).optional(),
        traits: z.array(text).optional(),
        branch: text.optional(),
        ...span,
      }),
    )
    .min(1, '至少要有一个处室'),
  people: z.array(person).min(1, '至少要有一个人'),
})

export type RosterFile = z.infer<typeof rosterFileShape>
export type PersonInFile = RosterFile['people'][number]
