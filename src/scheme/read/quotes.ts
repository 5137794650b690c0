import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentPath } from '../../base/document.js'
import { textOf } from '../../base/document-text.js'
import type { Problem } from '../../base/problem.js'
import { marksOf } from './marks.js'
import { readSource } from './source.js'

/** What was read, and where faults go. */
interface Quoting {
  draft: unknown
  problem(path: DocumentPath, code: 'not-in-source', message: string, look: { text: string }): void
}

const bytesMax = 4 * 1024 * 1024

/**
 * Checks quotations against the official document, when it lies beside the scheme as `source.md`: what stands
 * between “ and ” in a sentence or a question must stand in it, white space and the width of digits aside; what
 * is left out of a quotation is written ……. Returns what is wrong with the document itself.
 */
export function checkQuotes(reader: Quoting, folder: string): Problem[] {
  const file = join(folder, 'source.md')
  if (!existsSync(file)) return []
  const refused = (code: string, message: string, line = 1, column = 1): Problem[] => [
    { code, level: 'error', message, file, line, column },
  ]
  if (!statSync(file).isFile()) return refused('unreadable-file', 'source.md 应当是文本文件')
  if (statSync(file).size > bytesMax) {
    return refused('file-too-large', '原文超过 4 MB，没有读；请只留办法的文字，去掉图片')
  }
  const text = textOf(readFileSync(file))
  if (typeof text !== 'string') return refused(text.code, text.message, text.line, text.column)
  const whole = evened(text)
  for (const { path, quote } of quotesIn(reader.draft, [])) {
    if (isIn(whole, quote)) continue
    const message = `“${quote}”在 source.md 里找不到：请照原文改正，或去掉引号用自己的话说`
    reader.problem(path, 'not-in-source', message, { text: quote })
  }
  return []
}

/**
 * Figures of the official document, when it lies beside the scheme, that no sentence marks: each once, as a warning at
 * its first place. Years, dates and the numbers of list items are left out.
 */
export function unmarkedFigures(folder: string): Problem[] {
  const file = join(folder, 'source.md')
  const { draft } = readSource(folder)
  if (draft === null || !existsSync(file) || !statSync(file).isFile()) return []
  const text = textOf(readFileSync(file))
  if (typeof text !== 'string') return []
  const marked = new Set(marksOf(draft).map(({ figure }) => figure))
  for (const row of draft.targets) {
    for (const figure of Object.values(row['at-least'])) marked.add(figure)
  }
  const seen = new Set<string>()
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(figures)].flatMap((found): Problem[] => {
      const figure = found[0].normalize('NFKC')
      if (marked.has(figure) || seen.has(figure)) return []
      seen.add(figure)
      const message = `原文里的数字 ${found[0]} 没有哪一句标记：要用它就写进句子 {名称=${figure}}，不用就写进 notes 说明`
      const place = { file, line: index + 1, column: found.index + 1 }
      return [{ code: 'not-in-source', level: 'warning', message, ...place }]
    }),
  )
}

/** A figure that is no year, no date, no clause number in brackets and no number of a list item. */
const figures =
  /(?<![\d.〔（(第年月.])(?!(?:19|20)\d\d(?!\d))\d+(?:\.\d+)?(?:%|％|\/\d+)?(?![\d.、．)）号年月日条章])/g

/** Text without marks, white space and Markdown's own signs, digits and punctuation half-width. */
function evened(text: string): string {
  const unmarked = text.replace(/\{[a-z][a-z0-9-]*=([^{}]*)\}/g, '$1')
  return unmarked.normalize('NFKC').replace(/[\s*_#>|\\]/g, '')
}

function isIn(whole: string, quote: string): boolean {
  let from = 0
  for (const piece of quote.split(/…+|\.{3,}/).map(evened)) {
    const at = whole.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return true
}

/** Everything between “ and ” in sentences and questions, with its path. */
function* quotesIn(
  node: unknown,
  path: DocumentPath,
): Generator<{ path: DocumentPath; quote: string }> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    const at = [...path, Array.isArray(node) ? Number.parseInt(key, 10) : key]
    if ((key === 'says' || key === 'asks') && typeof value === 'string') {
      for (const found of value.matchAll(/“([^“”]+)”/g)) yield { path: at, quote: found[1] ?? '' }
    } else yield* quotesIn(value, at)
  }
}
