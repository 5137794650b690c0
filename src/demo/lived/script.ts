import { z } from 'zod'
import { isDay } from '../../base/day.js'

const text = z.string().min(1, '不能空着')
const onDay = z.string().refine(isDay, '不是存在的日期')
const list = z.array(text)
const byId = z.record(text, z.string())
const when = {
  on: onDay,
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .default('10:30'),
}

/**
 * What a demonstration has lived before its start, `past.yaml` in its folder. Each step is a press of somebody (`by`, a
 * person's id) on a day; what waits for others after it (verifying, approving, being told) they do by themselves a day later.
 *
 *   year: "2025"
 *   opens: 2025-01-03            # the office opens a cycle of each of the bureau's regulations
 *   steps:
 *     - { on: 2025-03-04, by: w12, record: late, whom: [w20], note: … }     # a fact; further words as the form has them
 *     - { on: 2025-04-02, rates: Q1 }                                       # everybody who rates a period of that name
 *     - { on: 2025-04-15, closes: Q1 }                                      # the office closes it
 *     - { on: 2025-02-10, by: w12, letter: u-office, scheme: …, part: …, tasks: [名称 60 10, …] }
 *     - { on: 2025-07-01, by: w12, decides: u-office, scheme: …, part: …, results: { "1": done, "2": "6" } }
 *     - { on: 2025-05-06, by: w20, does: leave.submit, with: { … } }        # any other press, as its card sends it
 */
const step = z.union([
  z.strictObject({
    ...when,
    by: text,
    record: text,
    whom: list,
    /** The day it happened; that of the press when left out. */
    day: onDay.optional(),
    note: text,
    files: list.default([]),
    levels: list.optional(),
    answers: byId.optional(),
    amounts: byId.optional(),
    points: byId.optional(),
    as: byId.optional(),
    share: byId.optional(),
    occasion: text.optional(),
    sort: text.optional(),
    quantity: text.optional(),
    sent: text.optional(),
    done: text.optional(),
    newMatter: text.optional(),
  }),
  z.strictObject({ ...when, rates: text }),
  z.strictObject({ ...when, closes: text }),
  z.strictObject({ ...when, by: text, letter: text, scheme: text, part: text, tasks: list }),
  z.strictObject({ ...when, by: text, decides: text, scheme: text, part: text, results: byId }),
  z.strictObject({
    ...when,
    by: text,
    does: text,
    /** A word `$kind` stands for the last entry of that kind by or about the same person. */
    with: z.record(text, z.unknown()).default({}),
  }),
])

/** Shape of a demonstration's past. */
export const pastShape = z.strictObject({
  year: z.string().regex(/^\d{4}$/),
  opens: onDay,
  steps: z.array(step),
})

export type Past = z.output<typeof pastShape>
export type Step = Past['steps'][number]
