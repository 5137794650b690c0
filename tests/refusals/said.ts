import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { packagePath } from '../../src/base/package-root.js'

const file = readFileSync(packagePath('cards', 'sayings.yaml'), 'utf8')

/** Every sentence as it stands in its file, by code. */
export const sayings: Readonly<Record<string, string>> = parse(file, { schema: 'failsafe' })

const patterns = Object.entries(sayings)
  .filter(([code]) => code !== 'said')
  .map(([code, text]) => [code, patternOf(text)] as const)

function patternOf(text: string): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`)
}

/**
 * The code of what was said to somebody; of a form with several faults that of the first. Throws for a sentence that is
 * none of the file's. `flow`: whose code it is where several flows say the same.
 */
export function codeOfSaying(said: string, flow = ''): string {
  const several = /^有\d+处要改，没有提交，您填写的内容都还在。第1处：([\s\S]*)$/.exec(said)?.[1]
  const text = several ?? said
  const fits = patterns.filter(([, pattern]) => pattern.test(text))
  // The one with most words of its own.
  const own = (code: string): number => (code.startsWith(`${flow}-`) ? 0 : 1)
  const [best] = fits.sort(
    ([one, a], [other, b]) => own(one) - own(other) || b.source.length - a.source.length,
  )
  if (!best) throw new Error(`no sentence of ours: ${said}`)
  return best[0]
}
