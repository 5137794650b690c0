import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { workRulesJsonSchema } from '../../src/workrules/json-schema.js'

const shipped: unknown = JSON.parse(readFileSync('workrules/workrules.schema.json', 'utf8'))

test('the JSON Schema of work rules that ships is the one that their reader has', () => {
  expect(shipped).toEqual(workRulesJsonSchema())
})

test('every word of work rules is described in Chinese, but for titles and names', () => {
  const bareIn = (node: unknown): string[] => {
    if (typeof node !== 'object' || node === null) return []
    const own: unknown = Reflect.get(node, 'properties')
    const words = typeof own === 'object' && own !== null ? Object.entries(own) : []
    const bare = words.flatMap(([word, one]: [string, unknown]) =>
      typeof one === 'object' &&
      one !== null &&
      /\p{Script=Han}/u.test(String(Reflect.get(one, 'description')))
        ? []
        : [word],
    )
    return [...bare, ...Object.values(node).flatMap(bareIn)]
  }
  const plain = ['title', 'short-title', 'issuer', 'name']
  expect([...new Set(bareIn(shipped))].filter((word) => !plain.includes(word))).toEqual([])
})

test.each(['wuhan', 'hexi-district'])(
  'every file of %s names its schema in the first line',
  (rules) => {
    const files = readdirSync(`workrules/${rules}`).filter((name) => name.endsWith('.yaml'))
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const [first] = readFileSync(`workrules/${rules}/${file}`, 'utf8').split('\n')
      expect([file, first]).toEqual([
        file,
        '# yaml-language-server: $schema=../workrules.schema.json',
      ])
    }
  },
)
