import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../house/sources.js'

const row = z.record(z.string(), z.string())
const shape = z.strictObject({
  people: row,
  strangers: row,
  actions: z.record(z.string(), row),
  verbs: z.record(z.string(), row),
  cards: z.record(z.string(), row),
  commands: z.record(z.string(), row),
})

/** The table of who may what, as it is written. */
export const matrix = shape.parse(
  parse(readFileSync(join(root, 'tests/access/matrix.yaml'), 'utf8')),
)

/** Column → person. */
export const people = Object.entries(matrix.people)

/** What a row says, by column. Throws where somebody has two outcomes or none. */
export function cellsOf(of: Readonly<Record<string, string>>): Record<string, string> {
  const { others, about: _, group, ...named } = of
  const cells = new Map<string, string>()
  for (const [outcome, who] of Object.entries(named)) {
    for (const column of who.split(' ')) {
      if (cells.has(column)) throw new Error(`${column} has two outcomes`)
      if (!Object.hasOwn(matrix.people, column)) throw new Error(`nobody is called ${column}`)
      cells.set(column, outcome)
    }
  }
  for (const [column] of people) {
    if (cells.has(column)) continue
    if (others === undefined) throw new Error(`${column} has no outcome`)
    cells.set(column, others)
  }
  if (group !== undefined) cells.set('group', group)
  return Object.fromEntries(cells)
}
