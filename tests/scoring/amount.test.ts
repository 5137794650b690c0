import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareExact, longText, points, roundHalfUp, type Points } from '../../src/base/points.js'
import { compare, dividedBy, type Fraction, fraction, isText, minus, parse } from './fraction.js'
import { plus, times } from './fraction.js'

const Wide = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP })

interface Both {
  figure: Points
  exact: Fraction
}

const operations = {
  plus: (a: Both, b: Both): Both => ({
    figure: a.figure.plus(b.figure),
    exact: plus(a.exact, b.exact),
  }),
  minus: (a: Both, b: Both): Both => ({
    figure: a.figure.minus(b.figure),
    exact: minus(a.exact, b.exact),
  }),
  times: (a: Both, b: Both): Both => ({
    figure: a.figure.times(b.figure),
    exact: times(a.exact, b.exact),
  }),
  dividedBy: (a: Both, b: Both): Both =>
    b.exact.top === 0n
      ? a
      : { figure: a.figure.dividedBy(b.figure), exact: dividedBy(a.exact, b.exact) },
} as const

const typed = fc
  .tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 4 }))
  .map(([value, decimals]) => new Wide(value).dividedBy(10 ** decimals).toFixed())
const long = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((one) => `${one}`)
const steps = fc.tuple(
  fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])),
  typed,
)

function read(text: string): Both {
  return { figure: points(text), exact: parse(text) }
}

function made(first: string, rest: readonly (readonly [keyof typeof operations, string])[]): Both {
  return rest.reduce((so, [name, text]) => operations[name](so, read(text)), read(first))
}

describe('figures calculated with one another', () => {
  test('come to what fractions come to, however many', () => {
    fc.assert(
      fc.property(typed, fc.array(steps, { maxLength: 7 }), (first, rest) => {
        const { figure, exact } = made(first, rest)
        expect(isText(exact, longText(figure))).toBe(true)
        expect(Math.sign(figure.comparedTo(0))).toBe(compare(exact, fraction(0n)))
        expect(figure.isInteger()).toBe(exact.top % exact.over === 0n)
        const [low, high] = [figure.floor(), figure.ceil()]
        expect(compareExact(low, figure)).not.toBe(1)
        expect(compareExact(figure, high)).not.toBe(1)
        expect(high.minus(low).equals(figure.isInteger() ? 0 : 1)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('are rounded, cut and written as decimals of 64 digits are', () => {
    fc.assert(
      fc.property(typed, typed, fc.integer({ min: 0, max: 6 }), (a, b, decimals) => {
        fc.pre(!points(b).isZero())
        const [own, other] = [points(a).dividedBy(points(b)), new Wide(a).dividedBy(b)]
        const plainly = other.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).plus(0)
        expect(roundHalfUp(own, decimals).toFixed()).toBe(plainly.toFixed().replace(/^-0$/, '0'))
        expect(own.trunc().toFixed()).toBe(other.trunc().plus(0).toFixed().replace(/^-0$/, '0'))
        const forty = other.toDecimalPlaces(45).toDecimalPlaces(40).toFixed()
        expect(longText(own)).toBe(forty.replace(/^-0$/, '0'))
      }),
      { numRuns: 300 },
    )
  })

  test('keep 64 digits where they are too long for whole numbers', () => {
    fc.assert(
      fc.property(long, long, steps, (a, b, [name, text]) => {
        fc.pre(b !== '0' && text !== '0')
        const first = made(a, [
          ['dividedBy', text],
          ['times', b],
          [name, text],
        ])
        const size =
          first.exact.top < 0n ? fraction(-first.exact.top, first.exact.over) : first.exact
        const off = minus(parse(new Decimal(first.figure.toFixed()).toFixed()), first.exact)
        const distance = off.top < 0n ? fraction(-off.top, off.over) : off
        const hair = times(plus(size, parse('100000')), fraction(1n, 10n ** 50n))
        expect(compare(distance, hair)).not.toBe(1)
      }),
      { numRuns: 200 },
    )
  })

  test('order as fractions do, also where they are long', () => {
    fc.assert(
      fc.property(fc.oneof(typed, long), fc.oneof(typed, long), typed, (a, b, c) => {
        fc.pre(c !== '0')
        const [x, y] = [made(a, [['dividedBy', c]]), made(b, [['dividedBy', c]])]
        expect(compareExact(x.figure, y.figure)).toBe(compare(x.exact, y.exact))
      }),
      { numRuns: 200 },
    )
  })

  test('have no zero below zero, and one text for one figure', () => {
    expect(points('-0.0').toFixed()).toBe('0')
    expect(points(0).negated().isNegative()).toBe(false)
    expect(points('-3').times(0).toFixed()).toBe('0')
    expect(points('0.50').toFixed()).toBe('0.5')
    expect(JSON.stringify({ a: points('12.30') })).toBe('{"a":"12.3"}')
    expect(points('6').dividedBy(points('4')).toFixed()).toBe('1.5')
    expect(points('100').times(0.5).toFixed()).toBe('50')
  })
})
