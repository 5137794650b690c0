import type { z } from 'zod'

/** A schema's refusal, still without file and position. */
export interface Found {
  code: string
  message: string
  path: (string | number)[]
  atKey: boolean
}

/** Chinese sentences for the YAML parser's error codes; `word` is what stands at the place. */
export function yamlMessage(code: string, word: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `键“${word}”写了两次，只能留一个`
    case 'BAD_INDENT':
      return '缩进不齐：同一层的各行必须从同一列开始'
    case 'TAB_AS_INDENT':
      return '缩进用了制表符，请改用空格'
    case 'MULTIPLE_DOCS':
      return '一个文件只能有一份内容，请删去 --- 之后的部分或另存一个文件'
    case 'BAD_ALIAS':
      return '引用（*）的锚点（&）不存在'
    case 'TAG_RESOLVE_FAILED':
      return '不接受类型标签（!…），请删去'
    default:
      return `这里不是合法的 YAML（${code}）：请检查冒号后的空格、引号和括号是否成对`
  }
}

/** Flattens zod's issues into what people read: each with a code, a Chinese sentence and a path. */
export function zodProblems(issues: readonly z.core.$ZodIssue[], raw: unknown): Found[] {
  return issues.flatMap((issue) => foundOf(issue, raw))
}

function foundOf(issue: z.core.$ZodIssue, raw: unknown): Found[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      message: `没有“${key}”这个词，请检查拼写或删去`,
      path: [...path, key],
      atKey: true,
    }))
  }
  const value = valueAt(raw, path)
  if (value === undefined && issue.code !== 'custom') {
    const key = path.at(-1) ?? ''
    return [{ code: 'missing-key', message: `缺少“${key}”，请补上`, path, atKey: false }]
  }
  if (issue.code === 'custom') {
    return [{ code: 'bad-value', message: issue.message, path, atKey: false }]
  }
  return [{ code: 'bad-value', message: messageOf(issue, value), path, atKey: false }]
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const shown =
    typeof value === 'string' ? `“${value}”` : Array.isArray(value) ? '一个列表' : '一组键'
  if (issue.code === 'invalid_value') {
    return `${shown}不是这里能用的词，可用：${issue.values.map(String).join('、')}`
  }
  if (issue.code === 'invalid_type') return `这里要${typeName(issue.expected)}，写的是${shown}`
  if (issue.code === 'invalid_union') {
    return `${shown}不合这里的任何一种写法，请对照 schemes/README.md`
  }
  return issue.message
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
