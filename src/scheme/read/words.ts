import type { DocumentPath } from '../../base/document.js'
import { type Points, zero } from '../../base/points.js'
import type { Amount } from '../model/rules.js'
import type { Reader, Word } from './reader.js'

/** Kinds of values that settings can have, each as a reader of its words. */

/** One of some fixed words. */
export function oneOf<T extends string>(...words: readonly T[]): { word: Word<T>; can: string } {
  return { word: (raw) => words.find((one) => one === raw), can: words.join('、') }
}

/** `yes` or `no`. */
export const yesOrNo: { word: Word<boolean>; can: string } = {
  word: (raw) => (raw === 'yes' ? true : raw === 'no' ? false : undefined),
  can: 'yes、no',
}

/** A list of some fixed words; one word may stand alone. */
export function listOf<T extends string>(...words: readonly T[]): { word: Word<T[]>; can: string } {
  const word: Word<T[]> = (raw) => {
    const list = (typeof raw === 'string' ? [raw] : raw).map((one) => words.find((w) => w === one))
    const fit = list.filter((one) => one !== undefined)
    return fit.length === list.length ? fit : undefined
  }
  return { word, can: words.join('、') }
}

/** The id of a part, or one fixed word. */
export function partOr(reader: Reader, fixed: string): { word: Word<string>; can: string } {
  const word: Word<string> = (raw) =>
    typeof raw === 'string' && (raw === fixed || reader.isId('part', raw)) ? raw : undefined
  return { word, can: `${fixed}、考核部分的标识` }
}

/** A figure `$name`, `zero`, or `none`. */
export function figureOrNone(
  reader: Reader,
  path: DocumentPath,
): { word: Word<Points | null>; can: string } {
  const word: Word<Points | null> = (raw, owners) =>
    raw === 'none'
      ? null
      : raw === 'zero'
        ? zero
        : typeof raw === 'string'
          ? reader.points(raw, path, owners)
          : undefined
  return { word, can: 'none、zero、$名称' }
}

/** A whole number from `$name`, not negative; with a problem and 0 otherwise. */
export function wholeNumber(
  reader: Reader,
  path: DocumentPath,
): { word: Word<number>; can: string } {
  const word: Word<number> = (raw, owners) => {
    if (typeof raw !== 'string') return undefined
    const value = reader.figure(raw, path, owners)?.points
    if (value === undefined) return 0
    if (value.isInteger() && !value.isNegative()) return value.toNumber()
    reader.problem(path, 'not-whole', `这里要非负整数，${raw} 是 ${value.toString()}`)
    return 0
  }
  return { word, can: '$名称' }
}

/** A whole number as above, or `none`. */
export function wholeOrNone(
  reader: Reader,
  path: DocumentPath,
): { word: Word<number | null>; can: string } {
  const whole = wholeNumber(reader, path)
  const word: Word<number | null> = (raw, owners) =>
    raw === 'none' ? null : whole.word(raw, owners)
  return { word, can: 'none、$名称' }
}

/** A figure `$name`. */
export function figureWord(
  reader: Reader,
  path: DocumentPath,
): { word: Word<Points>; can: string } {
  const word: Word<Points> = (raw, owners) =>
    typeof raw === 'string' ? reader.points(raw, path, owners) : undefined
  return { word, can: '$名称' }
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
