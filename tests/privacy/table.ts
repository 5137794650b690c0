import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../house/sources.js'

const words = z.string().transform((text) => text.split(' ').filter(Boolean))

const kept = z.strictObject({
  from: z.array(z.string()).default([]),
  sees: words,
  until: z.string(),
})

const shape = z.strictObject({
  'no-words': z.record(z.string(), z.array(z.string())),
  unfinished: z.record(z.string(), z.array(z.string())),
  stays: z.record(z.string(), z.string().min(20)),
  files: z.record(z.string(), z.array(z.string())),
  kept: z.record(z.string(), kept),
})

/** The table of what people write: from which field it comes, who sees it, and when it is gone. */
export const table = shape.parse(
  parse(readFileSync(join(root, 'tests/privacy/texts.yaml'), 'utf8')),
)

export type KeptRow = z.output<typeof kept>
