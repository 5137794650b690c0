import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { schemeJsonSchema } from '../../src/scheme/shape/json-schema.js'

const shipped: unknown = JSON.parse(readFileSync('schemes/scheme.schema.json', 'utf8'))
const readme = readFileSync('schemes/README.md', 'utf8')

/** Every word of the language: the names of properties anywhere in its JSON Schema. */
function wordsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const properties: unknown = Reflect.get(node, 'properties')
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  return [...own, ...Object.values(node).flatMap(wordsIn)]
}

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

  test('explains every word in the README', () => {
    const words = [...new Set(wordsIn(shipped))]
    const explained = (word: string) =>
      readme.includes(`\`${word}\``) || new RegExp(`(^|[\\s{,\`])${word}: `, 'm').test(readme)
    expect(words.length).toBeGreaterThan(100)
    expect(words.filter((word) => !explained(word))).toEqual([])
  })

  test('has only examples in the README that are YAML of known words', () => {
    const words = new Set(wordsIn(shipped))
    const blocks = readme.split('```yaml').slice(1, -1)
    const keys = blocks
      .map((block) => block.split('```')[0] ?? '')
      .filter((block) => !block.includes('cases:') && !block.includes('form:'))
      .flatMap((block) => [...block.matchAll(/^\s*(?:- )?([a-z-]+):/gm)].map((one) => one[1] ?? ''))
    expect(keys.length).toBeGreaterThan(80)
    const free = new Set(['one-cap', 'carried', 'none', 'five'])
    expect(keys.filter((key) => !words.has(key) && !free.has(key))).toEqual([])
  })
})
