import { readFileSync, statSync } from 'node:fs'
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Pair,
} from 'yaml'
import { z } from 'zod'
import { deepestBracket, tooDeep, unfold } from './document-content.js'
import { notJson } from './document-json.js'
import { type Hint, yamlProblems, zodProblems } from './document-messages.js'
import { wordsOf } from './document-words.js'
import { textOf } from './document-text.js'
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
  /** Whether all that stands in the file was read as YAML; otherwise something may be missing from `raw`. */
  isWhole: boolean
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
  /** What this kind of file says of forms that people write by mistake. */
  hint?: Hint | undefined
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
    const found = statSync(path)
    if (found.isDirectory()) {
      const why = '这是一个目录，不是文件；请写出目录里的那个文件'
      return unreadable(problemAt(file, 'unreadable-file', why))
    }
    if (found.size > bytesMax) return unreadable(tooLarge(file, found.size, bytesMax))
    return parseYaml(readFileSync(path), file, schema, limits)
  } catch (error) {
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const why = reasons[cause] ?? `文件读不出来（${cause}）`
    return unreadable(problemAt(file, 'unreadable-file', why))
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: '文件不存在，请核对路径',
  ENOTDIR: '文件不存在，请核对路径',
  EACCES: '没有读这个文件的权限，请向管理员要权限',
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
  if (size > bytesMax) return unreadable(tooLarge(file, size, bytesMax))
  const source = textOf(bytes)
  if (typeof source !== 'string') return unreadable({ level: 'error', file, ...source })
  const lines = new LineCounter()
  const place = (offset: number) => positionAt(source, lines, offset)
  const at = (offset: number, code: string, message: string): Problem => ({
    code,
    level: 'error',
    message,
    file,
    ...place(offset),
  })
  const parsed = parsedYaml(source, lines)
  if (parsed === null) return unreadable(at(deepestBracket(source), 'too-deep', tooDeep))
  const problems = yamlProblems([...parsed.errors, ...parsed.warnings], source).map((one) =>
    at(one.offset, one.code, one.message),
  )
  if (problems.length === 0 && file.endsWith('.json')) {
    const fault = notJson(source)
    if (fault !== null) problems.push(at(fault.offset, 'bad-json', fault.message))
  }
  const { raw, faults } = unfold(parsed, limits.aliasesMax ?? 100)
  problems.push(...faults.map((one) => at(one.offset, one.code, one.message)))
  if (faults.length > 0) return unreadable(...sortProblems(problems))
  const positionOf: YamlDocument<unknown>['positionOf'] = (path, look = {}) =>
    place(offsetOf(parsed.contents, path, source, look))
  const result = schema.safeParse(raw, { error: chinese })
  if (!result.success) {
    const wording = { raw, words: () => wordsOf(schema), hint: limits.hint ?? (() => null) }
    for (const found of zodProblems(result.error.issues, wording)) {
      const look = found.atKey ? { at: 'key' as const } : {}
      const { code, message } = found
      problems.push({ code, level: 'error', message, file, ...positionOf(found.path, look) })
    }
  }
  const value = result.success && problems.length === 0 ? result.data : null
  const isWhole = parsed.errors.length === 0
  return { file, value, raw, problems: sortProblems(problems), isWhole, positionOf }
}

/** Null when the content is nested deeper than the parser can go. */
function parsedYaml(source: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    const parsed = parseDocument(source, { schema: 'failsafe', lineCounter, prettyErrors: false })
    return parsed.errors.some((one) => one.code === 'RESOURCE_EXHAUSTION') ? null : parsed
  } catch {
    return null
  }
}

function unreadable(...problems: Problem[]): YamlDocument<never> {
  const positionOf = () => ({ line: 1, column: 1 })
  return {
    file: problems[0]?.file ?? '',
    value: null,
    raw: null,
    problems,
    isWhole: false,
    positionOf,
  }
}

function problemAt(file: string, code: string, message: string): Problem {
  return { code, level: 'error', message, file, line: 1, column: 1 }
}

/** `50.0 MB`, `312 字节`. */
function megabytes(size: number): string {
  if (size < 100_000) return `${size} 字节`
  const tenths = Math.floor((size * 10) / (1024 * 1024))
  return `${Math.floor(tenths / 10)}.${tenths % 10} MB`
}

function tooLarge(file: string, size: number, bytesMax: number): Problem {
  const message = `文件有 ${megabytes(size)}，超过上限 ${megabytes(bytesMax)}，没有读；请核对是不是选错了文件，或拆小再用`
  return problemAt(file, 'file-too-large', message)
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
