import { isFigure, larger, points, roundHalfUp, shownText, zero } from '../src/base/points.js'
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

/** Blocks of a picture of what a score is made of. */
const blocks = 20

/**
 * What a running score is made of, as a picture and in words: what it will be at least (保底), what it has and may
 * still lose, what may still come; the three together are the highest. Two lines of markdown; null where an end is open.
 */
export function prospectText({ settled, lowest, highest }: Standing): string | null {
  if (lowest === null || highest === null) return null
  const [so, least, most] = [points(settled), larger(zero, points(lowest)), points(highest)]
  const reached = larger(so, least)
  const [atRisk, open] = [reached.minus(least), most.minus(reached)]
  if (!most.greaterThan(0)) return null
  const upTo = (value: typeof so): number =>
    Math.max(0, Math.min(blocks, value.times(blocks).dividedBy(most).toDP(0).toNumber()))
  const [a, b] = [upTo(least), upTo(reached)]
  const bar = [
    `<font color='blue'>${'█'.repeat(a)}</font>`,
    `<font color='orange'>${'▓'.repeat(b - a)}</font>`,
    `<font color='grey'>${'░'.repeat(blocks - b)}</font>`,
  ]
  const words = [
    `<font color='blue'>█</font> 保底 ${scoreText(least.toFixed())}`,
    ...(atRisk.isZero()
      ? []
      : [`<font color='orange'>▓</font> 可能被扣 ${scoreText(atRisk.toFixed())}`]),
    ...(open.isZero() ? [] : [`<font color='grey'>░</font> 还可能得 ${scoreText(open.toFixed())}`]),
  ]
  return `${bar.join('')}\n${words.join('　')}`
}

/** Decimals beyond which totals are not told apart on a card. */
const decimalsMax = 8

/**
 * Totals of one ranking, all with the same decimals: two, or as many as it takes for different ones to read
 * differently; `decimals` says how many that is.
 */
export function rankedTexts(totals: readonly string[]): { texts: string[]; decimals: number } {
  const exact = totals.map((total) => points(total))
  const different = new Set(exact.map((value) => value.toFixed())).size
  let decimals = 2
  const texts = (): string[] => exact.map((value) => shownText(value, decimals))
  while (decimals < decimalsMax && new Set(texts()).size < different) decimals++
  return { texts: texts(), decimals }
}

/** What is said where there are no points. */
export const gradesOnly = '只定等次，不计分'
