import { Amount } from './amount.js'

/** An exact amount of points (分). Immutable. */
export type Points = Amount

const written = /^-?(0|[1-9]\d*)(\.\d+)?$/

/** Whether `text` is a figure as we accept it: ASCII digits, optional sign and fraction, nothing else. */
export function isFigure(text: string): boolean {
  return written.test(text)
}

/**
 * Points from their decimal text, e.g. `'0.05'`, or from a whole number.
 * Throws a RangeError for anything else: commas, full-width digits, exponents, binary fractions.
 */
export function points(value: string | number): Points {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`)
    return Amount.of(value)
  }
  return readFigure(value)
}

function readFigure(value: string): Points {
  const before = read.get(value)
  if (before !== undefined) return before
  if (!written.test(value)) throw new RangeError(`not a decimal figure: ${JSON.stringify(value)}`)
  const figure = Amount.read(value)
  if (value.length > longestKept) return figure
  if (read.size === mostRead) read.clear()
  read.set(value, figure)
  return figure
}

/** What was read lately: people type the same few thousand figures again and again. */
const read = new Map<string, Points>()
const mostRead = 16_384
/** A longer text may be a piece of a whole file, which would stay in memory with it. */
const longestKept = 12

export const zero: Points = points(0)

/** Whether it is 1. */
export function isOne(value: Points): boolean {
  return value.equals(1)
}

/** The exact sum of any number of points, 0 for none. */
export function sum(values: Iterable<Points>): Points {
  let total = zero
  for (const value of values) total = total.plus(value)
  return total
}

/**
 * The exact sum of figures as written, each taken so many times (ballots that gave it), e.g. `{'95': 20, '86': 25}`.
 * Throws a RangeError as {@link points} does, and for times that are no whole number.
 */
export function sumOfTimes(rows: Readonly<Record<string, number>>): Points {
  let total = zero
  for (const figure of Object.keys(rows)) {
    const times = rows[figure] ?? 0
    if (!Number.isSafeInteger(times)) throw new RangeError(`not a whole number: ${times}`)
    total = total.plusTimes(readFigure(figure), times)
  }
  return total
}

/** The larger of two. */
export function larger(a: Points, b: Points): Points {
  return a.lessThan(b) ? b : a
}

/** The smaller of two. */
export function smaller(a: Points, b: Points): Points {
  return b.lessThan(a) ? b : a
}

/**
 * Orders two results by their exact value: -1, 0 or 1.
 * Results are sums of products of typed figures and a few means; quotients over fewer than 10^12
 * items that differ, differ before the 25th decimal, and two computations of the same quotient agree
 * beyond the 50th. So comparing at 30 decimals is exact comparison of the fractions.
 */
export function compareExact(a: Points, b: Points): -1 | 0 | 1 {
  if (a === b) return 0
  const exact = a.isFraction() && b.isFraction()
  const order = exact ? a.comparedTo(b) : at30(a).comparedTo(at30(b))
  return order < 0 ? -1 : order > 0 ? 1 : 0
}

function at30(value: Points): Points {
  return value.decimalPlaces() > 30 ? value.toDecimalPlaces(30) : value
}

/** What {@link compareExact} compares of a value: who compares one often, as a sort does, takes it once. */
export function comparable(value: Points): Points {
  return value.isFraction() ? value : at30(value)
}

/**
 * Half up to `decimals` places, the only rounding there is; display and where a scheme says so. A sum of means
 * that do not terminate may lie a hair below or above the half that it exactly is: what stands behind the 45th
 * decimal is no part of the value.
 */
export function roundHalfUp(value: Points, decimals: number): Points {
  return settled(value).toDecimalPlaces(decimals)
}

/** The whole part towards zero of a quotient, which may lie a hair below the whole number that it exactly is. */
export function wholePart(value: Points): Points {
  return settled(value).trunc()
}

/** The next whole number away from zero; a quotient that is a hair past a whole number is that number. */
export function awayFromZero(value: Points): Points {
  const exact = settled(value)
  return exact.isNegative() ? exact.floor() : exact.ceil()
}

function settled(value: Points): Points {
  if (value.isFraction()) return value
  return value.decimalPlaces() > 45 ? value.toDecimalPlaces(45) : value
}

/** Exact text; a quotient that does not terminate to 40 decimals. */
export function longText(value: Points): string {
  const endless = value.endlessText()
  if (endless !== null) return endless
  return exactText(value.decimalPlaces() > 40 ? roundHalfUp(value, 40) : value)
}

/** Full exact decimal text without exponent, e.g. `'92.875'`; for files, the database and hashes. */
export function exactText(value: Points): string {
  return value.isZero() ? '0' : value.toFixed()
}

/** Half-up text with exactly `decimals` places, e.g. `'92.88'`; for people. */
export function shownText(value: Points, decimals = 2): string {
  return roundHalfUp(value, decimals).toFixed(decimals)
}

/** A signed change for people: `−0.05`, `+3`, `0`, with the decimals it has (at most `decimals`). */
export function changeText(value: Points, decimals = 4): string {
  const rounded = roundHalfUp(value, decimals)
  if (rounded.isZero()) return '0'
  return `${rounded.isNegative() ? '−' : '+'}${rounded.abs().toFixed()}`
}
