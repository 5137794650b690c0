import { must } from '../../base/bug.js'
import { larger, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { Target } from '../../scheme/model/counting.js'
import type { RatioPart } from '../../scheme/model/parts.js'
import { newLine } from './new-line.js'
import { isPartClosed, type Context } from '../context.js'
import {
  hasUndecided,
  counterOf,
  periodsOf,
  targetFor,
  type PeriodCount,
} from '../counting/counting.js'
import type { Assessee } from '../input.js'
import { applyLinear, mapLinear, identity, standing, text, type Interval } from '../interval.js'
import { partLine, toTotal, type PartLine } from './line.js'
import type { Line } from '../statement.js'

/** How far one target is reached, as a multiple of it. */
interface Reached {
  target: Target
  multiple: Interval
  count: number
}

/**
 * Points by how far targets are reached. Counts only grow while facts may come, so what is reached is the
 * least, and the top of every target the most.
 */
export function ratioLine(context: Context, part: RatioPart, assessee: Assessee): PartLine {
  const closed = isPartClosed(context, part)
  const reached = part.targets.flatMap((id) => reachedOf(context, part, { id, assessee, closed }))
  const whole = { settled: part.whole, lowest: part.whole, highest: part.whole }
  const own = reached.length === 0 ? whole : meanOf(reached, part.whole)
  const most = part.whole.times(reached.length === 0 ? 1 : part.top.value)
  return partLine(context, part, {
    own,
    scale: { from: zero, to: most },
    operation: 'ratio',
    settings: [part.top, part.partly],
    closed,
    lines: () => reached.map((one) => targetLine(part, one, reached.length)),
  })
}

/** The points by the mean of multiples; the division comes last. */
function meanOf(reached: readonly Reached[], whole: Points): Interval {
  const each = (pick: (one: Interval) => Points | null): Points =>
    sum(reached.map(({ multiple }) => pick(multiple) ?? zero))
      .times(whole)
      .dividedBy(reached.length)
  return {
    settled: each((one) => one.settled),
    lowest: each((one) => one.lowest),
    highest: each((one) => one.highest),
  }
}

function reachedOf(
  context: Context,
  part: RatioPart,
  of: { id: string; assessee: Assessee; closed: boolean },
): Reached[] {
  const target = must(
    context.input.scheme.targets.find((one) => one.id === of.id),
    `no target ${of.id}`,
  )
  const need = targetFor(target, of.assessee)
  if (need === null) return []
  const counter = counterOf(context, target.counter)
  const base = { counter, assessee: of.assessee }
  const now = periodsOf(context, target, base)
  const all = periodsOf(context, target, { ...base, undecidedToo: true })
  const settled = multipleOf(part, now, need)
  const grows = counter.takes.value === 'sum' || counter.takes.value === 'highest'
  const known = of.closed && (grows || !hasUndecided(context, counter, of.assessee.id))
  const highest = known ? multipleOf(part, all, need) : part.top.value
  const lowest = known || grows ? settled : zero
  const count = now.reduce((facts, one) => facts + one.facts.length, 0)
  return [{ target, count, multiple: { settled, lowest, highest } }]
}

/** The mean over the periods of count ÷ need, each between nothing and the top. */
function multipleOf(part: RatioPart, periods: readonly PeriodCount[], need: Points): Points {
  if (periods.length === 0) return zero
  const each = periods.map(({ count, carried }): Points => {
    const have = count.plus(carried)
    if (!part.partly.value) return have.lessThan(need) ? zero : points(1)
    if (need.isZero()) return points(1)
    return smaller(larger(have.dividedBy(need), zero), part.top.value)
  })
  return sum(each).dividedBy(periods.length)
}

function targetLine(part: RatioPart, one: Reached, of: number): Line {
  const share = { ...identity, times: part.whole, over: points(of) }
  const own = mapLinear(one.multiple, share)
  const toEach = (value: Points): Points => applyLinear(value, toTotal(part))
  return newLine({
    id: `${part.id}/${one.target.id}`,
    kind: 'target',
    name: one.target.name,
    clause: one.target.clause,
    says: one.target.says.text,
    operation: 'ratio',
    own: standing(own),
    points: standing({
      settled: toEach(own.settled),
      lowest: toEach(own.lowest ?? own.settled),
      highest: toEach(own.highest ?? own.settled),
    }),
    pointsMax: text(toEach(part.whole.times(part.top.value).dividedBy(of))),
    closed: one.multiple.lowest?.equals(one.multiple.highest ?? zero) ?? false,
    count: one.count,
  })
}
