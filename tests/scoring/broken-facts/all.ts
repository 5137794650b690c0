import { inFacts } from './facts.js'
import { type BrokenFacts, head } from './frame.js'
import { inResults } from './results.js'
import { inFrame, inRoster } from './roster.js'
import { inText } from './text.js'

/** Broken facts by what is wrong with them, for the small office. */
export const subjects = { inFacts, inResults, inRoster, inFrame, inText }
export const brokenFacts: BrokenFacts[] = Object.values(subjects).flat()

/** The file's text without marks, and `line:column` of each mark. */
export function contentOf(one: BrokenFacts): { content: string; places: string[] } {
  const marked = typeof one.whole === 'string' ? one.whole : `${head}${one.lines ?? ''}\n`
  const pieces = marked.split('▲')
  const places = pieces.slice(0, -1).map((_, at) => {
    const before = pieces
      .slice(0, at + 1)
      .join('')
      .split('\n')
    return `${before.length}:${Array.from(before.at(-1) ?? '').length + 1}`
  })
  return { content: pieces.join(''), places }
}
