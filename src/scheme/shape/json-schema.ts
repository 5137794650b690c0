import { z } from 'zod'
import { descriptions } from './descriptions.js'
import { fileShape } from './scheme.js'

/**
 * The JSON Schema of a scheme's files, for editors: one file may hold any of the sections, what is read as
 * text may be written without quotes, and each word says in Chinese what it is and what it may be.
 */
export function schemeJsonSchema(): unknown {
  const schema = z.toJSONSchema(fileShape, {
    io: 'input',
    reused: 'ref',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined && /\\d/.test(jsonSchema.pattern)) {
        Object.assign(jsonSchema, { type: ['string', 'number'] })
      }
    },
  })
  return described(schema)
}

/** A copy in which every property without a description of its own has the one of its word. */
function described(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(described)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.entries(node).map(([key, value]) => [
    key,
    key === 'properties' ? properties(value) : described(value),
  ])
  return Object.fromEntries(copy)
}

function properties(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) return node
  const named = Object.entries(node).map(([word, value]: [string, unknown]) => {
    const inner = described(value)
    const known = Object.hasOwn(descriptions, word) ? descriptions[word] : undefined
    const own = typeof inner === 'object' && inner !== null && 'description' in inner
    if (known === undefined || own || typeof inner !== 'object' || inner === null)
      return [word, inner]
    return [word, { description: known, ...inner }]
  })
  return Object.fromEntries(named)
}
