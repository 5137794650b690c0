import { Decimal } from 'decimal.js'

/**
 * The one decimal constructor of the program. 64 significant digits: sums and products of what people type are exact;
 * only a quotient may not terminate, and is then right to 64 digits.
 */
const Exact = Decimal.clone({
  precision: 64,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
})

const most = Number.MAX_SAFE_INTEGER
const tens45 = 10n ** 45n
const powers = Array.from({ length: 16 }, (_, at) => 10 ** at)

/**
 * An exact figure, immutable. Nearly all are a fraction of two safe whole numbers, with which a processor calculates at once
 * and without any rounding, a third as well; one that does not fit is a decimal of 64 digits. The methods are those of
 * decimal.js of the same name and give what these give.
 */
export class Amount {
  private readonly n: number
  /** Above zero; the fraction may be one that can be reduced. */
  private readonly q: number
  private readonly large: Decimal | null
  /** Its endless text, once somebody asked. */
  private endless: string | null = null

  private constructor(n: number, q: number, large: Decimal | null) {
    this.n = n
    this.q = q
    this.large = large
  }

  static of(value: number): Amount {
    return Number.isSafeInteger(value)
      ? new Amount(value + 0, 1, null)
      : new Amount(0, 1, new Exact(value))
  }

  /** From decimal text as `points` accepts it. */
  static read(text: string): Amount {
    const dot = text.indexOf('.')
    const decimals = dot === -1 ? 0 : text.length - dot - 1
    if (text.length > 15) return new Amount(0, 1, new Exact(text))
    let n = Number.parseInt(dot === -1 ? text : text.slice(0, dot) + text.slice(dot + 1), 10) + 0
    let q = power(decimals)
    while (q > 1 && n % 10 === 0) {
      n /= 10
      q /= 10
    }
    return new Amount(n, q, null)
  }

  plus(other: Amount | number): Amount {
    const b = typeof other === 'number' ? Amount.of(other) : other
    return this.sum(b, b.n) ?? new Amount(0, 1, this.decimal().plus(b.decimal()))
  }

  minus(other: Amount | number): Amount {
    const b = typeof other === 'number' ? Amount.of(other) : other
    return this.sum(b, 0 - b.n) ?? new Amount(0, 1, this.decimal().minus(b.decimal()))
  }

  /** With another's numerator, its sign as it counts; null where the result does not fit. */
  private sum(b: Amount, bn: number): Amount | null {
    if (this.large !== null || b.large !== null) return null
    if (this.q === b.q) {
      const n = this.n + bn
      return isSafe(n) ? new Amount(n, this.q, null) : null
    }
    let [up, down] = [b.q, this.q]
    if (up % down === 0) {
      up /= down
      down = 1
    } else if (down % up === 0) {
      down /= up
      up = 1
    } else {
      const common = divisor(up, down)
      up /= common
      down /= common
    }
    const [x, y, q] = [this.n * up, bn * down, this.q * up]
    const n = x + y
    return isSafe(x) && isSafe(y) && isSafe(n) && q <= most ? new Amount(n, q, null) : null
  }

  /** With another added so many times. */
  plusTimes(other: Amount, times: number): Amount {
    if (this.large === null && other.large === null && this.q === other.q) {
      const more = other.n * times
      const n = this.n + more
      if (isSafe(more) && isSafe(n)) return new Amount(n, this.q, null)
    }
    return this.plus(other.times(times))
  }

  times(other: Amount | number): Amount {
    const b = typeof other === 'number' ? Amount.of(other) : other
    if (this.large === null && b.large === null) {
      const made = product(this.n, this.q, b.n, b.q)
      if (made !== null) return new Amount(made.n, made.q, null)
    }
    return new Amount(0, 1, this.decimal().times(b.decimal()))
  }

  dividedBy(other: Amount | number): Amount {
    const b = typeof other === 'number' ? Amount.of(other) : other
    if (this.large === null && b.large === null && b.n !== 0) {
      const sign = b.n < 0 ? -1 : 1
      const made = product(this.n, this.q, sign * b.q, sign * b.n)
      if (made !== null) return new Amount(made.n, made.q, null)
    }
    return new Amount(0, 1, this.decimal().dividedBy(b.decimal()))
  }

  /** How often another goes into it as a whole, towards zero. */
  dividedToIntegerBy(other: Amount): Amount {
    const exact = this.dividedBy(other)
    return exact.large === null
      ? exact.trunc()
      : new Amount(0, 1, this.decimal().dividedToIntegerBy(other.decimal()))
  }

  pow(exponent: number): Amount {
    return new Amount(0, 1, this.decimal().pow(exponent))
  }

  logarithm(base: number): Amount {
    return new Amount(0, 1, this.decimal().logarithm(base))
  }

  negated(): Amount {
    return this.large === null
      ? new Amount(0 - this.n, this.q, null)
      : new Amount(0, 1, this.large.negated())
  }

  abs(): Amount {
    return this.isNegative() ? this.negated() : this
  }

  isZero(): boolean {
    return this.large === null ? this.n === 0 : this.large.isZero()
  }

  isNegative(): boolean {
    return this.large === null ? this.n < 0 : this.large.isNegative() && !this.large.isZero()
  }

  isInteger(): boolean {
    return this.large === null ? this.n % this.q === 0 : this.large.isInteger()
  }

  /** Whether it is kept as a fraction, without any rounding. */
  isFraction(): boolean {
    return this.large === null
  }

  comparedTo(other: Amount | number): number {
    const b = typeof other === 'number' ? Amount.of(other) : other
    if (this.large !== null || b.large !== null) return this.decimal().comparedTo(b.decimal())
    if (this.q === b.q) return this.n - b.n
    const [x, y] = [this.n * b.q, b.n * this.q]
    if (isSafe(x) && isSafe(y)) return x - y
    const exact = BigInt(this.n) * BigInt(b.q) - BigInt(b.n) * BigInt(this.q)
    return exact < 0n ? -1 : exact > 0n ? 1 : 0
  }

  equals(other: Amount | number): boolean {
    return this.comparedTo(other) === 0
  }

  lessThan(other: Amount | number): boolean {
    return this.comparedTo(other) < 0
  }

  lessThanOrEqualTo(other: Amount | number): boolean {
    return this.comparedTo(other) <= 0
  }

  greaterThan(other: Amount | number): boolean {
    return this.comparedTo(other) > 0
  }

  greaterThanOrEqualTo(other: Amount | number): boolean {
    return this.comparedTo(other) >= 0
  }

  floor(): Amount {
    if (this.large !== null) return new Amount(0, 1, this.large.floor())
    const rest = this.n % this.q
    return new Amount((this.n - rest) / this.q - (rest < 0 ? 1 : 0), 1, null)
  }

  ceil(): Amount {
    return this.negated().floor().negated()
  }

  trunc(): Amount {
    return this.isNegative() ? this.ceil() : this.floor()
  }

  /** How many decimals it has; 64 digits' worth where it does not terminate. */
  decimalPlaces(): number {
    if (this.large !== null) return this.large.decimalPlaces()
    return decimalsOf(this.n, this.q) ?? this.decimal().decimalPlaces()
  }

  /** Half up, as the program's decimals are rounded; unchanged where it has no more decimals. */
  toDecimalPlaces(decimals: number, rounding: Decimal.Rounding = Decimal.ROUND_HALF_UP): Amount {
    if (this.large !== null || decimals > 15 || rounding !== Decimal.ROUND_HALF_UP) {
      return new Amount(0, 1, this.decimal().toDecimalPlaces(decimals, rounding))
    }
    const [unit, size] = [power(decimals), Math.abs(this.n)]
    const scaled = size * unit
    if (!isSafe(2 * scaled)) return new Amount(0, 1, this.decimal().toDecimalPlaces(decimals))
    const rest = scaled % this.q
    const down = (scaled - rest) / this.q
    const rounded = 2 * rest >= this.q ? down + 1 : down
    return new Amount(this.n < 0 ? 0 - rounded : rounded, unit, null)
  }

  toDP(decimals: number): Amount {
    return this.toDecimalPlaces(decimals)
  }

  toNumber(): number {
    return this.large === null ? this.n / this.q : this.large.toNumber()
  }

  /** All its decimals, or half up to exactly so many. */
  toFixed(decimals?: number): string {
    if (this.large === null && decimals === undefined) {
      const places = decimalsOf(this.n, this.q)
      if (places !== null) return this.written(places)
    }
    return decimals === undefined ? this.decimal().toFixed() : this.decimal().toFixed(decimals)
  }

  /** Of a fraction that does not terminate: half up to 45 decimals, then to 40, without zeros at the end; null of any other. */
  endlessText(): string | null {
    if (this.endless !== null) return this.endless
    if (this.large !== null || decimalsOf(this.n, this.q) !== null) return null
    const q = BigInt(this.q)
    const fine = (2n * BigInt(Math.abs(this.n)) * tens45 + q) / (2n * q)
    const digits = `${(fine + 50_000n) / 100_000n}`.padStart(41, '0')
    let end = digits.length
    const at = end - 40
    while (end > at && digits.charCodeAt(end - 1) === 48) end -= 1
    const sign = this.n < 0 ? '-' : ''
    this.endless = `${sign}${digits.slice(0, at)}${end === at ? '' : `.${digits.slice(at, end)}`}`
    return this.endless
  }

  toString(): string {
    return this.large === null ? this.toFixed() : this.large.toString()
  }

  toJSON(): string {
    return this.toString()
  }

  /** Terminating with so many decimals. */
  private written(places: number): string {
    const size = Math.abs(this.n)
    if (places === 0) return `${this.n / this.q}`
    const scaled = size * power(places)
    if (!isSafe(scaled)) return this.decimal().toFixed()
    const digits = `${scaled / this.q}`.padStart(places + 1, '0')
    const at = digits.length - places
    return `${this.n < 0 ? '-' : ''}${digits.slice(0, at)}.${digits.slice(at)}`
  }

  private decimal(): Decimal {
    if (this.large !== null) return this.large
    const n = new Exact(this.n)
    return this.q === 1 ? n : n.dividedBy(this.q)
  }
}

function isSafe(value: number): boolean {
  return value <= most && value >= -most
}

function power(decimals: number): number {
  return powers[decimals] ?? 10 ** decimals
}

function product(n: number, q: number, m: number, r: number): { n: number; q: number } | null {
  const [up, down] = [n * m + 0, q * r]
  if (isSafe(up) && down <= most) return { n: up, q: down }
  const [first, second] = [divisor(Math.abs(n), r), divisor(Math.abs(m), q)]
  const reduced = { n: (n / first) * (m / second) + 0, q: (q / second) * (r / first) }
  return isSafe(reduced.n) && reduced.q <= most ? reduced : null
}

/** The greatest common divisor of two whole numbers, not both zero. */
function divisor(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return x === 0 ? 1 : x
}

/** How many decimals a fraction has; null where it does not terminate. */
function decimalsOf(n: number, q: number): number | null {
  if (n % q === 0) return 0
  let rest = q / divisor(Math.abs(n), q)
  let [twos, fives] = [0, 0]
  for (; rest % 2 === 0; twos++) rest /= 2
  for (; rest % 5 === 0; fives++) rest /= 5
  return rest === 1 ? Math.max(twos, fives) : null
}
