import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { bug } from '../src/base/bug.js'
import { packagePath } from '../src/base/package-root.js'

const sentences = new Map<string, string>(
  Object.entries(
    parse(readFileSync(packagePath('cards', 'sayings.yaml'), 'utf8'), { schema: 'failsafe' }),
  ),
)

/** Every code there is a sentence for. */
export function sayingCodes(): string[] {
  return [...sentences.keys()]
}

/**
 * The Chinese sentence for a code with its `{places}` filled.
 * A code without a sentence, or a place without a value, is a bug.
 */
export function sentence(code: string, values: Record<string, string> = {}): string {
  const text = sentences.get(code) ?? bug(`no sentence for ${code}`)
  return text.replace(
    /\{(\w+)\}/g,
    (_, place: string) => values[place] ?? bug(`${code}: no ${place}`),
  )
}
