import { compareExact, longText, isOne, points, zero, type Points } from '../base/points.js'
import type { Standing } from './statement.js'

/**
 * A value with what it may still become: `lowest` ≤ final ≤ `highest` for every way that the open
 * inputs may turn out. Each word of the scheme language has its function here; all are monotone, so
 * bounds of the parts give bounds of the whole. `highest: null` is no limit.
 */
export interface Interval {
  /** The value if nothing more came in: open parts count nothing. */
  settled: Points
  lowest: Points | null
  highest: Points | null
}

/** A value that can no longer change. */
export function certain(value: Points): Interval {
  return { settled: value, lowest: value, highest: value }
}

/** Nothing known yet on a scale; a missing end is no limit. */
export function unknown(from: Points | null, to: Points | null): Interval {
  return { settled: zero, lowest: from, highest: to }
}

/** Whether it was made as one figure. */
function isSame(one: Interval): boolean {
  return one.lowest === one.settled && one.highest === one.settled
}

/** The sum of parts. */
export function addAll(all: readonly Interval[]): Interval {
  if (all.every(isSame)) {
    let figure = zero
    for (const one of all) figure = figure.plus(one.settled)
    return certain(figure)
  }
  let total = certain(zero)
  for (const one of all) {
    total = {
      settled: total.settled.plus(one.settled),
      lowest: plusOrNone(total.lowest, one.lowest),
      highest: plusOrNone(total.highest, one.highest),
    }
  }
  return total
}

function plusOrNone(a: Points | null, b: Points | null): Points | null {
  return a === null || b === null ? null : a.plus(b)
}

/** `value × times / over + plus`, for a factor that is not negative. */
export interface Linear {
  times: Points
  over: Points
  plus: Points
}

/** Changes nothing. */
export const identity: Linear = { times: points(1), over: points(1), plus: zero }

/** One figure on another scale; the division comes last, so that what terminates stays exact. */
export function applyLinear(value: Points, linear: Linear): Points {
  const product = isOne(linear.times) ? value : value.times(linear.times)
  const quotient = isOne(linear.over) ? product : product.dividedBy(linear.over)
  return linear.plus.isZero() ? quotient : quotient.plus(linear.plus)
}

/** A linear map with a factor that is not negative, on all three figures. */
export function mapLinear(one: Interval, linear: Linear): Interval {
  if (isSame(one)) return certain(applyLinear(one.settled, linear))
  return {
    settled: applyLinear(one.settled, linear),
    lowest: one.lowest === null ? null : applyLinear(one.lowest, linear),
    highest: one.highest === null ? null : applyLinear(one.highest, linear),
  }
}

/** First `inner`, then `outer`. */
export function compose(outer: Linear, inner: Linear): Linear {
  if (inner === identity) return outer
  return {
    times: outer.times.times(inner.times),
    over: outer.over.times(inner.over),
    plus: applyLinear(inner.plus, outer),
  }
}

/** Whether nothing is open: the bounds meet. */
export function isCertain(one: Interval): boolean {
  return one.lowest !== null && one.highest !== null && compareExact(one.lowest, one.highest) === 0
}

/** Exact text; a quotient that does not terminate to 40 decimals. */
export function text(value: Points): string {
  return longText(value)
}

/** As a statement carries it. */
export function standing(one: Interval): Standing {
  if (isSame(one)) {
    const figure = text(one.settled)
    return { settled: figure, lowest: figure, highest: figure }
  }
  return {
    settled: text(one.settled),
    lowest: one.lowest === null ? null : text(one.lowest),
    highest: one.highest === null ? null : text(one.highest),
  }
}
