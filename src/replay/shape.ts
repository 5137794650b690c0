import { z } from 'zod'
import { day, instant, isDay } from '../base/day.js'
import type { Json } from '../base/json.js'
import { cycleStates } from '../storage/cycles.js'

const json: z.ZodType<Json> = z.json()
const text = z.string().min(1)
const calendarDay = z.string().refine(isDay).transform(day)

/** An entry with what its hash covers; the personal text only by its digest. */
const entry = z.strictObject({
  ...{ sequence: z.int(), id: text, kind: text, day: calendarDay, by: text },
  ...{ cycle: text.nullable(), subject: text.nullable(), about: text.nullable() },
  ...{ period: text.nullable(), body: json, at: z.int().transform(instant) },
  ...{ personalDigest: text.nullable(), previousHash: text, hash: text },
})

/** An entry that no score is made from: only its place in the chain. */
const link = z.strictObject({ sequence: z.int(), hash: text })

/**
 * A replay pack: one publication with everything that it was computed from, so that it can be computed again on another machine,
 * without a database. It holds names and figures, and no text that people wrote.
 */
export const packShape = z.strictObject({
  pack: z.literal('kaohe-replay/1'),
  bureau: z.strictObject({ id: text, name: text }),
  cycle: z.strictObject({
    ...{ id: text, bureau: text, scheme: text, schemeVersion: text, year: z.int() },
    ...{ state: z.enum(cycleStates), binding: json, openedOn: calendarDay },
    answers: z.record(z.string(), z.string()),
  }),
  roster: z.strictObject({ revision: z.int(), body: json }),
  scheme: z.strictObject({ id: text, version: text, files: z.record(text, z.string()) }),
  ledger: z.array(z.union([entry, link])),
  publication: z.strictObject({
    ...{ id: text, version: z.int(), head: json, decided: json },
    rows: z.array(z.strictObject({ assessee: text, hash: text, statement: json })),
  }),
})

/** See {@link packShape}. */
export type Pack = z.infer<typeof packShape>

/** An entry of a pack: whole, or only its place in the chain. */
export type PackedEntry = Pack['ledger'][number]
