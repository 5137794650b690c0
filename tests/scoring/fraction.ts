/**
 * An exact fraction of whole numbers: arithmetic that shares nothing with the engine's decimals.
 * Always in lowest terms with a positive denominator.
 */
export interface Fraction {
  over: bigint
  top: bigint
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** top / over in lowest terms. */
export function fraction(top: bigint, over = 1n): Fraction {
  if (over === 0n) throw new RangeError('division by zero')
  const sign = over < 0n ? -1n : 1n
  const shared = gcd(top, over < 0n ? -over : over)
  const by = shared === 0n ? 1n : shared
  return { top: (sign * top) / by, over: (sign * over) / by }
}

/** From decimal text, e.g. `'-0.05'` → −1/20. */
export function parse(text: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const decimals = match[3] ?? ''
  const top = BigInt(`${match[2]}${decimals}`)
  return fraction(match[1] === '-' ? -top : top, 10n ** BigInt(decimals.length))
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.over + b.top * a.over, a.over * b.over)
export const minus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.over - b.top * a.over, a.over * b.over)
export const times = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.top, a.over * b.over)
export const dividedBy = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.over, a.over * b.top)

/** −1, 0 or 1. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = minus(a, b).top
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const most = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? b : a)
export const total = (all: readonly Fraction[]): Fraction => all.reduce(plus, fraction(0n))

/** Whether decimal text with at most 40 decimals is this fraction, rounded at the 40th: exact if it ends before. */
export function isText(value: Fraction, text: string): boolean {
  const off = minus(parse(text), value)
  const distance = off.top < 0n ? fraction(-off.top, off.over) : off
  const half = fraction(1n, 2n * 10n ** 40n)
  return compare(distance, half) <= 0
}
