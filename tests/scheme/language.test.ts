import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { wordsOf, wordTable } from '../../src/cli/words.js'
import { schemeJsonSchema } from '../../src/scheme/shape/json-schema.js'

const shipped: unknown = JSON.parse(readFileSync('schemes/scheme.schema.json', 'utf8'))
const readme = readFileSync('schemes/README.md', 'utf8')

const folders = readdirSync('schemes', { withFileTypes: true }).filter((one) => one.isDirectory())
const words = wordsOf(
  shipped,
  folders.map((one) => `schemes/${one.name}`),
)

describe('the scheme language', () => {
  test('ships the JSON Schema that its reader has', () => {
    expect(shipped).toEqual(schemeJsonSchema())
  })

  test('names its schema in the first line of every file that ships', () => {
    for (const scheme of ['wuhan-civil-servants', 'wujin-departments']) {
      const files = readdirSync(`schemes/${scheme}`).filter((name) =>
        /^(?!example).*\.yaml$/.test(name),
      )
      for (const file of files) {
        const [first] = readFileSync(`schemes/${scheme}/${file}`, 'utf8').split('\n')
        expect([file, first]).toEqual([
          file,
          '# yaml-language-server: $schema=../scheme.schema.json',
        ])
      }
    }
  })

  test('describes every word in Chinese for editors, but for ids and names', () => {
    const described = (node: unknown): string[] => {
      if (typeof node !== 'object' || node === null) return []
      const own: unknown = Reflect.get(node, 'properties')
      const bare =
        typeof own === 'object' && own !== null
          ? Object.entries(own).flatMap(([word, one]: [string, unknown]) =>
              typeof one === 'object' && one !== null && 'description' in one ? [] : [word],
            )
          : []
      return [...bare, ...Object.values(node).flatMap(described)]
    }
    const plain = ['id', 'name', 'title', 'short-title', 'issuer', 'day']
    const ids = ['role', 'tier', 'scale', 'band', 'procedure', 'unit', 'trait', 'target', 'clock']
    const more = ['bar', 'state', 'choice', 'consequence', 'level', 'scheme', 'of']
    const bare = new Set(described(shipped))
    expect([...bare].filter((word) => ![...plain, ...ids, ...more].includes(word))).toEqual([])
  })

  test('has so many words, and the table of them at the end of the README', () => {
    // One more word is one more to learn: say here why no two general ones say it.
    // `outside`: raters of whom the roster has nobody, which neither `observers` nor a role says.
    expect(words.length).toBe(166)
    expect(readme.endsWith(`${wordTable(words).trimEnd()}\n`)).toBe(true)
  })

  test('gives each word in an example of the README, and no example has another', () => {
    const blocks = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']): unknown =>
      parse(block, { schema: 'failsafe' }),
    )
    const shown = new Set(blocks.filter(ofScheme).flatMap((block) => [...keysIn(block)]))
    const known = new Set(words.map(({ word }) => word))
    expect([...known].filter((word) => !shown.has(word))).toEqual([])
    expect([...shown].filter((word) => !known.has(word))).toEqual([])
  })
})

/** Examples of cases and of forms have words of their own. */
function ofScheme(block: unknown): boolean {
  return typeof block !== 'object' || block === null || !('cases' in block || 'form' in block)
}

/** Tables whose keys are ids. */
const tables = new Set([
  ...['clauses', 'alternatives', 'sets', 'at-least', 'places', 'points', 'outside'],
])

function* keysIn(node: unknown, under = ''): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, below] of Object.entries(node)) {
    const own = !Array.isArray(node) && (!tables.has(under) || key === 'says')
    if (own) yield key
    yield* keysIn(below, own ? key : Array.isArray(node) ? under : '')
  }
}
