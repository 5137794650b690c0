import { isFigure, points, roundHalfUp, shownText } from '../src/base/points.js'
import type { Standing } from '../src/scoring/statement.js'

/** A score for people: at least two decimals; three where the exact value has them, e.g. 92.875. */
export function scoreText(exact: string): string {
  if (!isFigure(exact)) return exact
  const value = points(exact)
  const decimals = Math.min(3, Math.max(2, value.decimalPlaces()))
  return value.decimalPlaces() > 3 ? shownText(value, 2) : value.toFixed(decimals)
}

/** A signed change: `−0.05`, `+3`; `0` when nothing changes. */
export function signedText(exact: string): string {
  const value = points(exact)
  if (value.isZero()) return '0'
  const rounded = roundHalfUp(value.abs(), 4)
  return `${value.isNegative() ? '−' : '+'}${rounded.toFixed()}`
}

/**
 * A running score in bold behind its word: 已定 where nothing can take it away any more, 目前 where it can still
 * fall (a part that begins full and loses points).
 */
export function settledText(standing: Standing): string {
  const { settled, lowest } = standing
  const mayFall = lowest === null || points(lowest).lessThan(points(settled))
  return `${mayFall ? '目前' : '已定'} **${scoreText(settled)}**`
}

/** `57.85 ～ 97.85`; no limit is 不设上限. */
export function boundsText(standing: Standing): string {
  const lowest = standing.lowest === null ? '不设下限' : scoreText(standing.lowest)
  const highest = standing.highest === null ? '不设上限' : scoreText(standing.highest)
  return `仍可能 ${lowest} ～ ${highest}`
}
