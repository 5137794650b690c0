import { z } from 'zod'
import { nearestWord } from './nearest.js'

/** A schema as data: which words may stand at a place of a file, and where else a word stands. */
export interface Words {
  /** Keys that may stand in the map at a path of what is written, in the schema's order. */
  at(path: readonly (string | number)[], raw: unknown): string[]
  /** Where a word stands, as people say it: `bars`, `rules 的 against`; of many only their sections. */
  placesOf(word: string): string[]
}

interface Node {
  $ref?: string
  description?: string
  properties?: Record<string, Node>
  items?: Node
  additionalProperties?: Node | boolean
  propertyNames?: { enum?: string[] }
  anyOf?: Node[]
  oneOf?: Node[]
  allOf?: Node[]
  const?: unknown
}

const known = new WeakMap<z.ZodType, Words>()

/** The words of a schema, found when they are first asked for. */
export function wordsOf(schema: z.ZodType): Words {
  const before = known.get(schema)
  if (before !== undefined) return before
  const root = z.toJSONSchema(schema, { io: 'input', reused: 'ref', unrepresentable: 'any' })
  const words = wordsIn(root as Node)
  known.set(schema, words)
  return words
}

function wordsIn(root: Node): Words {
  const definitions = new Map(Object.entries(Reflect.get(root, '$defs') ?? {}))
  const target = (node: Node): Node => {
    const name = node.$ref?.replace('#/$defs/', '')
    if (name === undefined) return node
    return name === '#' ? root : ((definitions.get(name) as Node | undefined) ?? {})
  }
  /** A node and what it may be instead, without references. */
  const branches = (node: Node): Node[] => {
    const found = target(node)
    if (found.$ref !== undefined) {
      // What has a name of its own is called by it wherever it stands.
      return branches({ $ref: found.$ref }).map((one) => named(one, found.description))
    }
    const inner = [...(found.anyOf ?? []), ...(found.oneOf ?? []), ...(found.allOf ?? [])]
    return inner.length === 0 ? [found] : [found, ...inner.flatMap(branches)]
  }
  const names = new WeakMap<Node, Node>()
  const named = (node: Node, description: string | undefined): Node => {
    if (description === undefined || node.properties === undefined) return node
    const before = names.get(node) ?? { ...node, description }
    names.set(node, before)
    return before
  }
  const at: Words['at'] = (path, raw) => {
    let nodes = branches(root)
    let value = raw
    for (const step of path) {
      nodes = meant(nodes, value)
        .flatMap((node) => below(node, step))
        .flatMap(branches)
      value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
    }
    return [...new Set(meant(nodes, value).flatMap(wordsOfMap))]
  }
  let places: ReadonlyMap<string, readonly string[]> | null = null
  const placesOf: Words['placesOf'] = (word) => {
    places ??= placesIn(root, branches)
    const found = [...new Set(places.get(word) ?? [])]
    const sections = [...new Set(found.map((one) => one.split(' 的 ')[0] ?? one))]
    return (found.length > 3 ? sections : found).slice(0, 5)
  }
  return { at, placesOf }
}

function wordsOfMap(node: Node): string[] {
  return [...Object.keys(node.properties ?? {}), ...(node.propertyNames?.enum ?? [])]
}

function below(node: Node, step: string | number): Node[] {
  if (typeof step === 'number') return node.items === undefined ? [] : [node.items]
  const own = node.properties?.[step]
  if (own !== undefined) return [own]
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []
}

/** Of several kinds of maps the one whose fixed words (`kind: votes`) are written; all where none is. */
function meant(nodes: readonly Node[], value: unknown): readonly Node[] {
  const maps = nodes.filter((node) => node.properties !== undefined)
  const fit = maps.filter((node) =>
    Object.entries(node.properties ?? {}).every(
      ([key, one]) =>
        one.const === undefined ||
        (typeof value === 'object' && value !== null && Reflect.get(value, key) === one.const),
    ),
  )
  return fit.length > 0 ? [...fit, ...nodes.filter((node) => node.properties === undefined)] : nodes
}

/** Every word with the places where it stands; what is written in many places is called by its description. */
function placesIn(
  root: Node,
  branches: (node: Node) => Node[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const seen = new Set<Node>()
  const visit = (node: Node, place: string): void => {
    for (const one of branches(node)) {
      if (seen.has(one)) continue
      seen.add(one)
      const kind = Object.entries(one.properties ?? {}).find(([, of]) => of.const !== undefined)
      const named = one.description !== undefined && one.properties !== undefined
      const [section = ''] = place.split(' 的 ')
      const own = kind === undefined ? place : `${section} 的 ${kind[0]}: ${String(kind[1].const)}`
      const here = named ? (one.description ?? own) : own
      for (const [word, inner] of Object.entries(one.properties ?? {})) {
        found.set(word, [...(found.get(word) ?? []), here === '' ? '文件的最上一层' : here])
        visit(inner, here === '' ? word : `${here} 的 ${word}`)
      }
      if (one.items !== undefined) visit(one.items, place)
      if (typeof one.additionalProperties === 'object') visit(one.additionalProperties, place)
    }
  }
  visit(root, '')
  return found
}

const unseen = /[\p{Cf}\p{Zl}\p{Zp}\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f]/gu

/** A text with what cannot be seen in it written as its number: `rank<U+200B>ing`. */
export function visible(text: string): string {
  return text.replace(unseen, (one) => {
    const code = one.codePointAt(0) ?? 0
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** The word of a place that was meant by a key: typed wide, in capitals, with what is not seen, or with a slip. */
export function meantWord(key: string, can: readonly string[]): string | undefined {
  const plain = key.replace(unseen, '').normalize('NFKC').trim().toLowerCase().replaceAll('_', '-')
  return can.find((one) => one === plain) ?? nearestWord(plain, can)
}

/** Whether a word is written already in the map at a path: nobody means it by another key beside it. */
export function isWritten(word: string, at: { path: readonly (string | number)[]; raw: unknown }) {
  let node = at.raw
  for (const step of at.path) {
    if (typeof node !== 'object' || node === null) return false
    node = Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined
  }
  return typeof node === 'object' && node !== null && Object.hasOwn(node, word)
}

/** What is wrong with a key that has no place here, and what to write. */
export function unknownKey(
  key: string,
  at: { path: readonly (string | number)[]; raw: unknown; words: Words },
): string {
  if (key === '<<') return '不接受合并键 <<，请把内容直接写出来'
  const can = at.words.at(at.path, at.raw)
  const near = meantWord(
    key,
    can.filter((one) => !isWritten(one, at)),
  )
  if (visible(key) !== key) {
    const so = near === undefined ? '' : `，写成 ${near}`
    return `“${visible(key)}”里有看不见的字符（尖括号里的），请删去${so}`
  }
  if (near !== undefined) return `没有“${key}”这个词，是不是 ${near}？`
  const places = at.words.placesOf(key)
  const here = can.length === 0 ? '' : `；这里可写：${can.join('、')}`
  return places.length === 0
    ? `没有“${key}”这个词${here}`
    : `“${key}”写在 ${places.join('、')} 里，这里不能写${here}`
}
