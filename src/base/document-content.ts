import { type Document, isAlias, isScalar, visit } from 'yaml'

/** Something in the content that cannot be unfolded into plain maps, lists and texts. */
export interface Fault {
  offset: number
  code: 'bad-yaml' | 'too-deep' | 'too-many-aliases' | 'empty-file'
  message: string
}

/** Lists count one step each, maps two. No file of ours goes deeper than twenty. */
const stepsMax = 100
export const tooDeep =
  '括号或缩进在这里套得太深，或括号里的行没有缩进，读不下去；请照例子重写这一段'

/** Where brackets are open too deep to be read; the text's start when they are not. */
export function deepestBracket(source: string): number {
  let depth = 0
  for (const { 0: found, index } of source.matchAll(/[[{\]}]/g)) {
    depth += found === '[' || found === '{' ? 1 : -1
    if (depth > stepsMax) return index
  }
  return 0
}

/**
 * The plain content of a document: maps, lists, texts. Aliases are unfolded `aliasesMax` times at most; what
 * refers to nothing or to itself, keys that are no text, and a file without content are faults.
 */
export function unfold(
  parsed: Document.Parsed,
  aliasesMax: number,
): { raw: unknown; faults: Fault[] } {
  const faults = faultsOf(parsed)
  if (faults.length > 0) return { raw: null, faults }
  try {
    return { raw: parsed.toJS({ maxAliasCount: aliasesMax }), faults: [] }
  } catch {
    const message = '锚点（&、*）重复引用太多，展开后会过大；请把内容直接写出来'
    return {
      raw: null,
      faults: [{ offset: firstAlias(parsed), code: 'too-many-aliases', message }],
    }
  }
}

function faultsOf(parsed: Document.Parsed): Fault[] {
  const { contents } = parsed
  if (contents === null || (isScalar(contents) && contents.value === '')) {
    const message = '文件里没有内容；请照例子（example-facts.yaml、scheme.yaml）写'
    return parsed.errors.length > 0 ? [] : [{ offset: 0, code: 'empty-file', message }]
  }
  const faults: Fault[] = []
  const deep: Fault[] = []
  const add = (offset: number, message: string) =>
    faults.push({ offset, code: 'bad-yaml', message })
  // An anchor is known from where it stands, and open until its content has ended.
  const ends = new Map<string, number>()
  visit(parsed, {
    Node(key, node, path) {
      const [start = 0, , end = 0] = node.range ?? []
      if (path.length > stepsMax) {
        deep.push({ offset: start, code: 'too-deep', message: tooDeep })
        return visit.BREAK
      }
      if (isAlias(node)) {
        const known = ends.get(node.source)
        if (known === undefined)
          add(start, `引用 *${node.source} 的锚点 &${node.source} 前面没有，请直接写出内容`)
        else if (start < known)
          add(start, `引用 *${node.source} 指着它自己所在的内容，请直接写出内容`)
      } else if ('anchor' in node && typeof node.anchor === 'string') {
        ends.set(node.anchor, end)
      }
      if (key === 'key' && !isScalar(node)) add(start, '键只能是一个词，不能是列表或一组键')
    },
  })
  return deep.length > 0 ? deep : faults
}

function firstAlias(parsed: Document.Parsed): number {
  let offset = 0
  visit(parsed, {
    Alias(_, node) {
      offset = node.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}
