import { isFigure, points, type Points, zero } from '../../base/points.js'
import { type Fault, fault } from '../../base/refusal.js'
import { shorten } from '../../base/text.js'
import { figureLimits, quantityLimits } from '../limits.js'
import { type Cell, isSame } from './cells.js'

/** What was filled in for a row; '' for nothing. `lacks`: it had no case in the year. */
export interface RowWords {
  figure: string
  reason: string
  lacks: boolean
}

/** Which row of a sheet it is, in sentences. */
export interface Named {
  id: string
  /** Its place on the sheet, from 1. */
  number: string
}

/** A figure as it was typed, in plain digits and without needless zeros; the text itself where it is none. */
export function plainFigure(typed: string): string {
  const bare = typed.normalize('NFKC').replaceAll('−', '-').trim()
  return isFigure(bare) ? points(bare).toFixed() : typed
}

/** A figure as people read it: two decimals are enough to see where it stands. */
export function shortFigure(figure: string): string {
  return points(figure).toDP(2).toFixed()
}

/** The lowest and highest that may be typed for a row. */
export function endsOf({ range, amount }: Pick<Cell, 'range' | 'amount'>): {
  lowest: Points
  highest: Points
} {
  const limit = points(figureLimits.whole)
  const highest = amount ? points(quantityLimits.whole) : limit
  return { lowest: range.lowest ?? zero.minus(limit), highest: range.highest ?? highest }
}

/** What is wrong with a figure: none, too many decimals, out of its range. Codes: `item-figure`, `item-decimals`, `item-range`. */
export function figureFault(cell: Cell, { id, number }: Named, typed: string): Fault | null {
  const figure = plainFigure(typed)
  const wrong = (code: string, values: Record<string, string> = {}): Fault =>
    fault(`figure.${id}`, code, { number, ...values })
  if (!isFigure(figure)) return wrong('item-figure', { text: shorten(typed, 10) })
  const { lowest, highest } = endsOf(cell)
  const value = points(figure)
  // An end of many decimals is shown, and typed, with two.
  const isEnd = [lowest, highest].some((end) => isSame(end.toFixed(), figure))
  if (!isEnd && (value.lessThan(lowest) || value.greaterThan(highest))) {
    const ends = { from: lowest.toFixed(), to: highest.toFixed(), clause: cell.row.part.clause }
    return wrong('item-range', ends)
  }
  const decimals = cell.amount ? quantityLimits.decimals : figureLimits.decimals
  return value.decimalPlaces() > decimals
    ? wrong('item-decimals', { decimals: `${decimals}` })
    : null
}

/**
 * Whether a figure lies within the last tenth of its range, on the side away from what is expected: such a one is asked
 * about once more.
 */
export function isNearEnd(cell: Cell, figure: string): boolean {
  const { lowest, highest } = cell.range
  if (lowest === null || highest === null || cell.amount) return false
  const value = points(figure)
  const near = highest.minus(lowest).dividedBy(10)
  const expected = points(cell.expected ?? cell.whole?.toFixed() ?? '0')
  if (isSame(figure, expected.toFixed())) return false
  if (value.lessThan(expected)) return value.lessThanOrEqualTo(lowest.plus(near))
  if (value.greaterThan(expected)) return value.greaterThanOrEqualTo(highest.minus(near))
  return false
}
