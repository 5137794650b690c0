import { readFileSync, statSync } from 'node:fs'
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Pair } from 'yaml'
import { z } from 'zod'
import { yamlMessage, zodProblems } from './document-messages.js'
import { type Problem, sortProblems } from './problem.js'

/** Where something stands in a file: keys of maps and indexes of lists, from the root. */
export type DocumentPath = readonly (string | number)[]

/** 1-based, in characters. */
export interface Position {
  line: number
  column: number
}

/** What to point at inside the value at a path: its key, or a text in it (the first, or the last such). */
export interface Look {
  at?: 'key'
  text?: string
  last?: boolean
}

/** A YAML file that was read: what it says, what is wrong with it, and where each thing stands. */
export interface YamlDocument<T> {
  file: string
  /** Null when the file could not be read into the schema's shape; `problems` say why. */
  value: T | null
  /** The plain content (maps, lists, texts) before the schema; null when it is not YAML at all. */
  raw: unknown
  problems: Problem[]
  /**
   * Position of a value, or of its key with `at: 'key'`; with `text`, of that text inside the value. What does
   * not exist stands where its nearest ancestor stands.
   */
  positionOf(path: DocumentPath, look?: Look): Position
}

/** Limits of reading. */
export interface DocumentLimits {
  /** Bytes; 2 MB unless said otherwise. */
  bytesMax?: number
  /** How often anchors may be repeated; 100 unless said otherwise. */
  aliasesMax?: number
}

const chinese = z.locales.zhCN().localeError
const defaultBytesMax = 2 * 1024 * 1024

/**
 * Reads a YAML file (UTF-8, with or without BOM) by a zod schema. Scalars stay text: `0.10` is `'0.10'`, `no` is
 * `'no'`, an empty value is `''`. Nothing throws for what people may have written: unreadable file, other
 * encoding, size, duplicate and unknown keys, alias bombs and the schema's own refusals are all in `problems`.
 */
export function readDocument<S extends z.ZodType>(
  path: string,
  schema: S,
  limits: DocumentLimits & { file?: string } = {},
): YamlDocument<z.output<S>> {
  const file = limits.file ?? path
  const bytesMax = limits.bytesMax ?? defaultBytesMax
  try {
    const size = statSync(path).size
    if (size > bytesMax) return unreadable(file, tooLarge(file, size, bytesMax))
    return parseYaml(readFileSync(path), file, schema, limits)
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const why = cause === 'ENOENT' ? '文件不存在，请核对路径' : `文件读不出来（${cause}）`
    return unreadable(file, problemAt(file, 'unreadable-file', why))
  }
}

/** The same for bytes already in memory (an attachment, a test). */
export function parseYaml<S extends z.ZodType>(
  bytes: Uint8Array | string,
  file: string,
  schema: S,
  limits: DocumentLimits = {},
): YamlDocument<z.output<S>> {
  const bytesMax = limits.bytesMax ?? defaultBytesMax
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length
  if (size > bytesMax) return unreadable(file, tooLarge(file, size, bytesMax))
  const source = decode(bytes)
  if (source === null) {
    const how = '文件不是 UTF-8 编码（多半是 GB18030 或 UTF-16），请在编辑器里另存为 UTF-8'
    return unreadable(file, problemAt(file, 'not-utf-8', how))
  }
  const lines = new LineCounter()
  const parsed = parseDocument(source, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
  })
  const place = (offset: number) => positionAt(source, lines, offset)
  const problems: Problem[] = [...parsed.errors, ...parsed.warnings].map((error) => ({
    code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'bad-yaml',
    level: 'error',
    message: yamlMessage(error.code, source.slice(error.pos[0]).match(/^[^\s:,\]}]+/)?.[0] ?? ''),
    file,
    ...place(error.pos[0]),
  }))
  let raw: unknown
  try {
    raw = parsed.toJS({ maxAliasCount: limits.aliasesMax ?? 100 })
  } catch {
    const why = '锚点（&、*）重复引用太多，展开后会过大；请把内容直接写出来'
    return unreadable(file, problemAt(file, 'too-many-aliases', why))
  }
  const positionOf: YamlDocument<unknown>['positionOf'] = (path, look = {}) =>
    place(offsetOf(parsed.contents, path, source, look))
  const result = schema.safeParse(raw, { error: chinese })
  if (!result.success) {
    for (const found of zodProblems(result.error.issues, raw)) {
      const look = found.atKey ? { at: 'key' as const } : {}
      const { code, message } = found
      problems.push({ code, level: 'error', message, file, ...positionOf(found.path, look) })
    }
  }
  const value = result.success && parsed.errors.length === 0 ? result.data : null
  return { file, value, raw, problems: sortProblems(problems), positionOf }
}

function unreadable(file: string, problem: Problem): YamlDocument<never> {
  const positionOf = () => ({ line: 1, column: 1 })
  return { file, value: null, raw: null, problems: [problem], positionOf }
}

function problemAt(file: string, code: string, message: string): Problem {
  return { code, level: 'error', message, file, line: 1, column: 1 }
}

function tooLarge(file: string, size: number, bytesMax: number): Problem {
  const message = `文件有 ${size} 字节，超过上限 ${bytesMax} 字节，请拆成几个文件`
  return problemAt(file, 'file-too-large', message)
}

function decode(bytes: Uint8Array | string): string | null {
  if (typeof bytes === 'string') return bytes.replace(/^\uFEFF/, '')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? null : text
  } catch {
    return null
  }
}

function positionAt(source: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset)
  if (line === 0) return { line: 1, column: 1 }
  const before = source.slice(offset - (col - 1), offset)
  return { line, column: Array.from(before).length + 1 }
}

function offsetOf(root: Node | null, path: DocumentPath, source: string, look: Look): number {
  let node: unknown = root
  let offset = startOf(root) ?? 0
  for (const [depth, step] of path.entries()) {
    const pair = isMap(node) ? node.items.find((item) => keyOf(item) === step) : undefined
    const next = pair
      ? pair.value
      : isSeq(node) && typeof step === 'number'
        ? node.items[step]
        : undefined
    if (pair === undefined && next === undefined) return offset
    const last = depth === path.length - 1
    const keyOffset = pair ? startOf(pair.key) : undefined
    offset = (last && look.at === 'key' ? keyOffset : startOf(next)) ?? keyOffset ?? offset
    if (last && look.at === 'key') return offset
    node = next
  }
  if (look.text === undefined) return offset
  const end = isScalar(node) && node.range ? node.range[1] : source.length
  const found = look.last
    ? source.lastIndexOf(look.text, end - look.text.length)
    : source.indexOf(look.text, offset)
  return found >= offset && found < end ? found : offset
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : undefined
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined
  return Array.isArray(node.range) ? node.range[0] : undefined
}
