import { type Points, points } from '../src/base/points.js'
import type { RankingRow } from '../src/flows/publication/views.js'
import { barChart } from './bar-chart.js'
import { type Element, quiet } from './kit.js'
import { scoreText } from './scores.js'

/** Bars shown in a chart. */
const barsMax = 8
/** The shortest bar keeps about this share of the longest: its figure stands in it. */
const shortestShare = 0.4

/**
 * The first of a tier as bars, their figures with as many decimals as the table's. Totals lie close together: the axis begins below the lowest, so that the
 * differences show, and a line says where it begins.
 */
export function rankingChart(rows: readonly RankingRow[]): Element[] {
  const shown = rows.slice(0, barsMax)
  const from = axisStart(shown.map((row) => points(row.total)))
  const values = shown.map((row) => ({
    name: row.name,
    total: points(row.total).toNumber(),
  }))
  const decimals = Math.max(2, ...shown.map((row) => points(scoreText(row.total)).decimalPlaces()))
  return [
    barChart(values, { from: from.toNumber(), formatter: `{total:.${decimals}f}` }),
    ...(from.isZero() ? [] : [quiet(`横轴从 ${from.toFixed()} 分起，便于看出差别`)]),
  ]
}

/** Where the axis begins: 0 where all are alike or little above it, else a round figure below the lowest. */
function axisStart(totals: readonly Points[]): Points {
  const sorted = [...totals].sort((a, b) => a.comparedTo(b))
  const lowest = sorted[0] ?? points(0)
  const spread = (sorted.at(-1) ?? lowest).minus(lowest)
  const room = spread.times(shortestShare / (1 - shortestShare))
  const step = points(
    ['5', '1', '0.1'].find((each) => spread.greaterThanOrEqualTo(points(each))) ?? '0.01',
  )
  const start = lowest.minus(room).dividedBy(step).floor().times(step)
  if (spread.isZero() || (start.isNegative() && !lowest.isNegative())) return points(0)
  return start
}
