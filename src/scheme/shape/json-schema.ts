import { z } from 'zod'
import { descriptions } from './descriptions.js'
import { fileShape } from './scheme.js'

/**
 * The JSON Schema of a scheme's files, for editors: one file may hold any of the sections, what is read as
 * text may be written without quotes, and each word says in Chinese what it is and what it may be.
 */
export function schemeJsonSchema(): unknown {
  const schema = jsonSchemaOf(fileShape, descriptions)
  return choosable(schema, stringsIn(schema))
}

/** The same of files of any shape, in which each word is described. */
export function jsonSchemaOf(shape: z.ZodType, words: Readonly<Record<string, string>>): unknown {
  const schema = z.toJSONSchema(shape, {
    io: 'input',
    reused: 'ref',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== undefined && /\\d/.test(jsonSchema.pattern)) {
        Object.assign(jsonSchema, { type: ['string', 'number'] })
      }
    },
  })
  return described(schema, words)
}

/** The definitions that are texts. */
function stringsIn(schema: unknown): ReadonlySet<string> {
  const defs: unknown =
    typeof schema === 'object' && schema !== null ? Reflect.get(schema, '$defs') : null
  const all = typeof defs === 'object' && defs !== null ? Object.entries(defs) : []
  return new Set(all.flatMap(([name, one]) => (isText(one, new Set()) ? [`#/$defs/${name}`] : [])))
}

function isText(node: unknown, texts: ReadonlySet<string>): boolean {
  if (typeof node !== 'object' || node === null) return false
  const [type, ref]: unknown[] = [Reflect.get(node, 'type'), Reflect.get(node, '$ref')]
  return (
    type === 'string' || (Array.isArray(type) && type.includes('string')) || texts.has(String(ref))
  )
}

/** A copy in which a list of words, and a word of some, may be a choice: it is answered before anything is read. */
function choosable(node: unknown, texts: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((one) => choosable(one, texts))
  if (typeof node !== 'object' || node === null) return node
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).map(([key, one]) => [key, choosable(one, texts)]),
  )
  const list = copy.type === 'array' && isText(copy.items, texts)
  if (!list && !(copy.type === 'string' && 'enum' in copy)) return copy
  const { description, ...rest } = copy
  const choice = { type: 'string', pattern: '^choice ' }
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, choice] }
}

/** A copy in which every property without a description of its own has the one of its word. */
function described(node: unknown, words: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(node)) return node.map((one) => described(one, words))
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.entries(node).map(([key, value]) => [
    key,
    key === 'properties' ? properties(value, words) : described(value, words),
  ])
  return Object.fromEntries(copy)
}

function properties(node: unknown, words: Readonly<Record<string, string>>): unknown {
  if (typeof node !== 'object' || node === null) return node
  const named = Object.entries(node).map(([word, value]: [string, unknown]) => {
    const inner = described(value, words)
    const known = Object.hasOwn(words, word) ? words[word] : undefined
    const own = typeof inner === 'object' && inner !== null && 'description' in inner
    if (known === undefined || own || typeof inner !== 'object' || inner === null)
      return [word, inner]
    return [word, { description: known, ...inner }]
  })
  return Object.fromEntries(named)
}
