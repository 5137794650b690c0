import type { DocumentPath } from '../../base/document.js'
import { type Points, zero } from '../../base/points.js'
import type { FigureUse, Word } from './reader.js'

/** Kinds of values that settings can have, each as a reader of its words. */

/** What resolves references to figures. */
interface Figures {
  figure(raw: string, path: DocumentPath, owners: string[]): FigureUse | null
  points(raw: string, path: DocumentPath, owners: string[]): Points
  problem(path: DocumentPath, code: 'not-whole', message: string): void
}

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

/** A figure `$name`, `zero`, or `none`. */
export function figureOrNone(
  reader: Figures,
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
  reader: Figures,
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
  reader: Figures,
  path: DocumentPath,
): { word: Word<number | null>; can: string } {
  const whole = wholeNumber(reader, path)
  const word: Word<number | null> = (raw, owners) =>
    raw === 'none' ? null : whole.word(raw, owners)
  return { word, can: 'none、$名称' }
}

/** A figure `$name`. */
export function figureWord(
  reader: Figures,
  path: DocumentPath,
): { word: Word<Points>; can: string } {
  const word: Word<Points> = (raw, owners) =>
    typeof raw === 'string' ? reader.points(raw, path, owners) : undefined
  return { word, can: '$名称' }
}
