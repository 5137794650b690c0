import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { descriptions } from '../scheme/shape/descriptions.js'

/** The words of the scheme language: where each may stand, and where the schemes that ship use it. */

type Node = Readonly<Record<string, unknown>>

/** A word with the keys under which it may stand, and how often each scheme writes it. */
export interface WordUse {
  word: string
  /** What it means, as editors show it; empty for ids and names. */
  means: string
  under: string[]
  uses: ReadonlyMap<string, number>
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function nodesIn(value: unknown): Node[] {
  return isNode(value) ? Object.values(value).filter(isNode) : []
}

/** Every word of a JSON Schema of the language, in order, with its uses in the folders of schemes. */
export function wordsOf(schema: unknown, folders: readonly string[]): WordUse[] {
  const root = isNode(schema) ? schema : {}
  const under = new Map<string, Set<string>>()
  const uses = new Map<string, Map<string, number>>()
  const means = new Map<string, Set<string>>()
  gather(root, '', { root, under, means, seen: new Set() })
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      if (!/^(?!example-).*\.yaml$/.test(name)) continue
      const text = readFileSync(join(folder, name), 'utf8')
      const content: unknown = parse(text, { schema: 'failsafe' })
      count(content, [root], { root, uses, scheme: basename(folder) })
    }
  }
  return [...under.keys()].sort().map((word) => ({
    word,
    means: descriptions[word] ?? [...(means.get(word) ?? [])].join('；'),
    under: [...(under.get(word) ?? [])].sort(),
    uses: uses.get(word) ?? new Map(),
  }))
}

function resolved(node: Node, root: Node): Node {
  const ref = node.$ref
  if (typeof ref !== 'string') return node
  const steps = ref.split('/').slice(1)
  const found = steps.reduce<unknown>((at, step) => (isNode(at) ? at[step] : undefined), root)
  return isNode(found) ? resolved(found, root) : {}
}

/** A shape with those it may be one of. */
function branchesOf(node: Node, root: Node): Node[] {
  const whole = resolved(node, root)
  const more = [whole.anyOf, whole.oneOf, whole.allOf].flatMap((all) =>
    Array.isArray(all) ? all.filter(isNode) : [],
  )
  return [whole, ...more.flatMap((one) => branchesOf(one, root))]
}

function gather(
  node: Node,
  key: string,
  of: {
    root: Node
    under: Map<string, Set<string>>
    means: Map<string, Set<string>>
    seen: Set<Node>
  },
): void {
  for (const one of branchesOf(node, of.root)) {
    const properties = isNode(one.properties) ? one.properties : {}
    const place = 'any' in properties && 'not' in properties ? 'when' : key
    for (const word of Object.keys(properties)) {
      of.under.set(word, (of.under.get(word) ?? new Set()).add(place))
      const said = isNode(properties[word]) ? properties[word].description : undefined
      if (typeof said === 'string') of.means.set(word, (of.means.get(word) ?? new Set()).add(said))
    }
    if (of.seen.has(one)) continue
    of.seen.add(one)
    for (const [word, below] of Object.entries(properties)) {
      if (isNode(below)) gather(below, word, of)
    }
    for (const below of [one.items, one.additionalProperties]) {
      if (isNode(below)) gather(below, place, of)
    }
  }
}

function count(
  value: unknown,
  shapes: readonly Node[],
  of: { root: Node; uses: Map<string, Map<string, number>>; scheme: string },
): void {
  const branches = shapes.flatMap((one) => branchesOf(one, of.root))
  if (Array.isArray(value)) {
    const items = branches.flatMap(({ items }) => (isNode(items) ? [items] : []))
    for (const one of value) count(one, items, of)
  }
  if (!isNode(value)) return
  const free = branches.flatMap((one) => nodesIn({ free: one.additionalProperties }))
  for (const [key, below] of Object.entries(value)) {
    const own = branches.flatMap(({ properties }) =>
      nodesIn({ own: isNode(properties) ? properties[key] : null }),
    )
    if (own.length > 0) {
      const known = of.uses.get(key) ?? new Map<string, number>()
      of.uses.set(key, known.set(of.scheme, (known.get(of.scheme) ?? 0) + 1))
    }
    count(below, own.length > 0 ? own : free, of)
  }
}

/** The table at the end of `schemes/README.md`: each word, what it means, under what it stands, how often schemes use it. */
export function wordTable(words: readonly WordUse[]): string {
  const rows = words.map(({ word, means, under, uses }) => {
    const places = under.map((one) => (one === '' ? '最外' : `\`${one}\``)).join(' ')
    return `| \`${word}\` | ${means || '标识、名称'} | ${places} | ${usesText(uses)} |`
  })
  return ['| 词 | 意思 | 写在哪里 | 现成的办法里 |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  )
}

function usesText(uses: WordUse['uses']): string {
  const all = [...uses.values()].reduce((sum, one) => sum + one, 0)
  const [only] = uses.keys()
  if (only === undefined) return '没有用'
  return uses.size === 1 ? `${all} 处，只有 ${only}` : `${all} 处，${uses.size} 份`
}
