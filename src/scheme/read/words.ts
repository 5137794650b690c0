import type { DocumentPath } from '../../base/document.js'
import { zero } from '../../base/points.js'
import type { Amount } from '../model/rules.js'
import type { Side } from '../model/sharing.js'
import type { Reader, Word } from './reader.js'

/** Kinds of values that only schemes have; the others stand in `../language/words.ts`. */

/** The id of a part, or one fixed word. */
export function partOr(reader: Reader, fixed: string): { word: Word<string>; can: string } {
  const word: Word<string> = (raw) =>
    typeof raw === 'string' && (raw === fixed || reader.isId('part', raw)) ? raw : undefined
  return { word, can: `${fixed}、考核部分的标识` }
}

/** What a charge of steps from a norm counts, by its sign. */
export function sideOf(raw: string): Side {
  return raw.startsWith('-') ? 'worse' : raw.startsWith('+') ? 'better' : 'both'
}

const doubled = /^(-?)(\$\S+) x (\$\S+)$/

function byHand(sign: 1 | -1): Amount {
  return { kind: 'entered', sign, lowest: null, highest: null }
}

/** What a charge costs: `-$each`, `-$times x $each`, `-entered`, `all`, `none`. */
export function amountWord(
  reader: Reader,
  path: DocumentPath,
): { word: Word<Amount>; can: string } {
  const word: Word<Amount> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    if (raw === 'all' || raw === 'none') return { kind: raw }
    if (raw === 'entered' || raw === '+entered') return byHand(1)
    if (raw === '-entered') return byHand(-1)
    const [, sign, times = '', of = ''] = doubled.exec(raw) ?? []
    const use = reader.figure(sign === undefined ? raw : of, path, owners)
    const figure = use?.figure.name ?? ''
    if (sign === undefined) return { kind: 'figure', points: use?.points ?? zero, figure }
    const made = reader.points(times, path, owners).times(use?.points ?? zero)
    return { kind: 'figure', points: sign === '-' ? made.negated() : made, figure }
  }
  return { word, can: '-$名称、-$倍数 x $名称、-entered、all、none' }
}
