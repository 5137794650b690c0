import type { z } from 'zod'
import { isWritten, meantWord, unknownKey, visible, type Words } from './document-words.js'

/** A schema's refusal, still without file and position. */
export interface Found {
  code: string
  message: string
  path: (string | number)[]
  atKey: boolean
}

/** What the YAML parser refuses: a place in the text and what to do. */
export interface Refused {
  offset: number
  code: 'bad-yaml' | 'duplicate-key'
  message: string
}

/** The parser's errors and warnings as people read them; what follows from one fault at one place is said once. */
export function yamlProblems(
  errors: readonly { code: string; pos: readonly [number, number] }[],
  source: string,
): Refused[] {
  const found = new Map<string, Refused>()
  for (const error of errors) {
    const [offset] = error.pos
    const word = source.slice(offset, offset + 200).match(/^[^\s:,\]}]+/)?.[0] ?? ''
    const code = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'bad-yaml'
    const message = wideColon(source, offset) ?? yamlMessage(error.code, word)
    // Of one line the first fault is said: the others mostly follow from it. Keys written twice each stand.
    const line = code === 'bad-yaml' ? `line ${source.lastIndexOf('\n', offset - 1)}` : `${offset}`
    if (!found.has(line)) found.set(line, { offset, code, message })
  }
  return [...found.values()]
}

/** A key before a full-width colon on the line of a refusal, or on the one before: what people type by mistake. */
function wideColon(source: string, offset: number): string | null {
  const start = source.lastIndexOf('\n', source.lastIndexOf('\n', offset - 1) - 1) + 1
  const end = source.indexOf('\n', offset)
  const lines = source.slice(start, end < 0 ? source.length : end)
  const key = lines.match(/^[ ]*(?:- )?([A-Za-z-]+)：/m)?.[1]
  return key === undefined ? null : `“${key}”后面的冒号是全角的，请改成半角冒号加一个空格`
}

/** Chinese sentences for the YAML parser's error codes; `word` is what stands at the place. */
function yamlMessage(code: string, word: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `键“${word}”写了两次，只能留一个`
    case 'BAD_INDENT':
      return '缩进不齐：同一层的各行必须从同一列开始，括号里的各行要比外面缩进'
    case 'TAB_AS_INDENT':
      return '缩进用了制表符，请改用空格'
    case 'MULTIPLE_DOCS':
      return '一个文件只能有一份内容，请删去 --- 之后的部分或另存一个文件'
    case 'TAG_RESOLVE_FAILED':
      return '不接受类型标签（!…），请删去'
    case 'MISSING_CHAR':
      return '这里以前有引号或括号没有收尾，或少了逗号、冒号，请补上'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return '一行里不能有两个“键: 值”；文字里有冒号加空格的，整段加引号'
    case 'BAD_SCALAR_START':
      return `文字不能以“${word.slice(0, 1)}”开头，请加引号`
    default:
      return `这里不是合法的 YAML（${code}）：请检查冒号后的空格、引号和括号是否成对`
  }
}

/** What a kind of file says of a form that people write by mistake, and the word that they mean; null: nothing. */
export type Hint = (fault: {
  path: readonly (string | number)[]
  /** The key that has no place there; null when the value is wrong. */
  key: string | null
  value: unknown
}) => { message: string; means?: string } | null

/** What is asked of the schema and of the kind of file to word a refusal. */
export interface Wording {
  raw: unknown
  words: () => Words
  hint: Hint
}

/**
 * Flattens zod's issues into what people read: each with a code, a Chinese sentence and a path. A word that is
 * missing because it is misspelt is said once.
 */
export function zodProblems(issues: readonly z.core.$ZodIssue[], of: Wording): Found[] {
  const found = innerIssues(issues).flatMap((issue) => foundOf(issue, of))
  const means = new Set(found.flatMap(({ path, means }) => (means ? [placed(path, means)] : [])))
  return found
    .filter(({ code, path }) => {
      const key = path.at(-1)
      return code !== 'missing-key' || key === undefined || !means.has(placed(path, String(key)))
    })
    .map(({ code, message, path, atKey }) => ({ code, message, path, atKey }))
}

/** A word beside the last step of a path. */
function placed(path: readonly (string | number)[], word: string): string {
  return JSON.stringify([...path.slice(0, -1), word])
}

/** Issues with each refused union replaced by what is wrong with the one alternative that was meant. */
export function innerIssues(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    const meant = issue.code === 'invalid_union' ? meantBranch(issue.errors) : null
    if (meant === null) return [issue]
    return innerIssues(meant.map((one) => ({ ...one, path: [...issue.path, ...one.path] })))
  })
}

/** The one alternative that fits as a whole and has the least wrong inside; null when none stands out. */
function meantBranch(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | null {
  const other = new Set(['invalid_type', 'invalid_value'])
  const fit = branches
    .filter((one) => !one.some(({ path, code }) => path.length === 0 && other.has(code)))
    .sort((a, b) => a.length - b.length)
  const [first, second] = fit
  if (first === undefined || first.length === 0) return null
  return second === undefined || first.length < second.length ? first : null
}

function foundOf(issue: z.core.$ZodIssue, of: Wording): (Found & { means?: string })[] {
  const { raw } = of
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const hint = of.hint({ path, key, value: valueAt(raw, [...path, key]) })
      const words = of.words()
      const open = words.at(path, raw).filter((one) => !isWritten(one, { path, raw }))
      const means = hint === null ? meantWord(key, open) : hint.means
      const message = hint?.message ?? unknownKey(key, { path, raw, words })
      const found = { code: 'unknown-key', message, path: [...path, key], atKey: true }
      return means === undefined ? found : { ...found, means }
    })
  }
  if (issue.code === 'invalid_key') {
    const message = issue.issues[0]?.message ?? '这个键不合规矩，请改正'
    return [{ code: 'bad-value', message, path, atKey: true }]
  }
  const value = valueAt(raw, path)
  if (value === undefined && issue.code !== 'custom') {
    const key = path.at(-1) ?? ''
    return [{ code: 'missing-key', message: `缺少“${key}”，请补上`, path, atKey: false }]
  }
  if (issue.code === 'custom') {
    return [{ code: 'bad-value', message: issue.message, path, atKey: false }]
  }
  const hint = of.hint({ path, key: null, value })
  const message = hint?.message ?? messageOf(issue, value, () => of.words().at(path, raw))
  return [{ code: 'bad-value', message, path, atKey: false }]
}

function messageOf(issue: z.core.$ZodIssue, value: unknown, can: () => string[]): string {
  const shown =
    typeof value === 'string'
      ? `“${shortened(value)}”`
      : Array.isArray(value)
        ? '一个列表'
        : '一组键'
  if (issue.code === 'invalid_value') {
    return `${shown}不是这里能用的词，可用：${issue.values.map(String).join('、')}`
  }
  if (issue.code === 'invalid_type') {
    const wanted = typeName(issue.expected)
    if (value === '') return `这里要${wanted}，现在空着；没有内容就把这个键删去`
    const wide = typeof value === 'string' && /^[A-Za-z-]+：/.test(value)
    if (wide) return `这里要${wanted}，写的是${shown}：冒号是全角的，请改成半角冒号加一个空格`
    if (issue.expected === 'array' && typeof value === 'string') {
      return `这里要${wanted}，写的是${shown}：只有一项也写成 [${shortened(value)}]`
    }
    const map = issue.expected === 'object' || issue.expected === 'record'
    const keys = map ? can() : []
    const write = keys.length === 0 || keys.length > 12 ? '' : `；可写的键：${keys.join('、')}`
    return `这里要${wanted}，写的是${shown}${write}`
  }
  if (issue.code === 'invalid_union') {
    const words = 'options' in issue && Array.isArray(issue.options) ? issue.options : []
    if (words.length > 0) return `${shown}不是这里能用的词，可用：${words.map(String).join('、')}`
    return `${shown}不合这里的任何一种写法，请对照 schemes/README.md`
  }
  if (typeof value === 'string' && visible(value) !== value) {
    return `${shown}里有看不见的字符（尖括号里的），请删去`
  }
  return issue.message
}

/** What people wrote, at most a line of it. */
function shortened(text: string): string {
  const chars = Array.from(visible(text).replace(/\s+/g, ' '))
  return chars.length <= 40 ? chars.join('') : `${chars.slice(0, 40).join('')}…`
}

function typeName(expected: string): string {
  const names: Record<string, string> = {
    string: '一段文字',
    array: '一个列表',
    object: '一组键',
    record: '一组键',
  }
  return names[expected] ?? expected
}

function valueAt(raw: unknown, path: readonly (string | number)[]): unknown {
  let node: unknown = raw
  for (const step of path) {
    if (typeof node !== 'object' || node === null) return undefined
    node = Object.hasOwn(node, step) ? Reflect.get(node, step) : undefined
  }
  return node
}
