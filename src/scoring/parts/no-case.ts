import { sum, zero, type Points } from '../../base/points.js'
import type { Part, SumPart } from '../../scheme/model/parts.js'
import type { Context } from '../context.js'
import { certain, identity, mapLinear, type Linear } from '../interval.js'
import type { PartLine } from './line.js'
import { groupedBy, once } from '../../base/lookups.js'
import type { Exact } from '../input.js'
import type { Line, Standing } from '../statement.js'
import { points } from '../../base/points.js'
import { applyLinear, standing, text } from '../interval.js'

/** The children of a part in which an assessee had no case this year. */
export function withoutCase(context: Context, part: SumPart, assessee: string): readonly string[] {
  const all = noCaseByAssessee(context).get(assessee)
  if (all === undefined) return none
  return part.children
    .filter((child) => all.some((one) => one.part === child.id))
    .map((one) => one.id)
}

const none: readonly string[] = []

const noCaseByAssessee = once((context: Context) =>
  groupedBy(context.input.noCase ?? [], (one) => one.assessee),
)

/**
 * Parts without a case keep their points and are marked, or (`re-split`) count nothing while the others are
 * stretched to the points of all.
 */
export function spread(
  part: SumPart,
  empty: readonly string[],
  below: readonly PartLine[],
): readonly PartLine[] {
  if (empty.length === 0) return below
  const isEmpty = (one: PartLine): boolean => empty.includes(one.id)
  const marked = (one: PartLine): PartLine => ({
    ...one,
    line: () => ({ ...one.line(), noCase: true }),
  })
  const childOf = (one: PartLine) => part.children.find((child) => child.id === one.id)
  if (part.noCase.value === 'full') {
    return below.map((one) => (isEmpty(one) ? full(marked(one), childOf(one)) : one))
  }
  const shares = part.children.filter((child) => child.adds.value === 'inside')
  const share = (id: string): Points => {
    const child = part.children.find((one) => one.id === id)
    return child?.points ?? child?.weight ?? zero
  }
  const all = sum(shares.map((child) => share(child.id)))
  const left = all.minus(
    sum(shares.filter((child) => empty.includes(child.id)).map((child) => share(child.id))),
  )
  const stretch: Linear = left.isZero() ? identity : { ...identity, times: all, over: left }
  const outside = new Set(
    part.children.filter((child) => child.adds.value !== 'inside').map((one) => one.id),
  )
  return below.map((one) =>
    isEmpty(one) ? nothing(marked(one)) : outside.has(one.id) ? one : stretched(one, stretch),
  )
}

/** All its points; a part that starts with them loses what facts take all the same. */
function full(one: PartLine, child: Part | undefined): PartLine {
  const most = child?.points?.times(child.weight) ?? one.pointsMax()
  if (child === undefined || child.kind === 'deduction' || most === null) return one
  return {
    ...one,
    points: certain(most),
    closed: true,
    line: () => {
      const line = one.line()
      const own = child.points === null ? (line.scale?.to ?? '0') : text(child.points)
      return {
        ...line,
        own: { settled: own, lowest: own, highest: own },
        points: standing(certain(most)),
        closed: true,
        missing: false,
        warnings: [],
      }
    },
  }
}

function nothing(one: PartLine): PartLine {
  const none: Standing = { settled: '0', lowest: '0', highest: '0' }
  return {
    ...one,
    points: certain(zero),
    closed: true,
    pointsMax: () => zero,
    line: () => ({ ...one.line(), closed: true, points: none, pointsMax: '0' }),
  }
}

/** A line and all below it on another scale, by a factor that is not negative. */
export function stretched(one: PartLine, by: Linear): PartLine {
  return {
    ...one,
    points: mapLinear(one.points, by),
    pointsMax: () => {
      const most = one.pointsMax()
      return most === null ? null : applyLinear(most, by)
    },
    line: () => stretchedLine(one.line(), by),
  }
}

function stretchedLine(line: Line, by: Linear): Line {
  const each = (value: Exact): Exact => text(applyLinear(points(value), by))
  const orNull = (value: Exact | null): Exact | null => (value === null ? null : each(value))
  const { settled, lowest, highest } = line.points
  return {
    ...line,
    points: { settled: each(settled), lowest: orNull(lowest), highest: orNull(highest) },
    pointsMax: orNull(line.pointsMax),
    lines: line.lines.map((below) => stretchedLine(below, by)),
  }
}
