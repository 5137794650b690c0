import { must } from '../../base/bug.js'
import { compareExact, larger, smaller, sum, zero, type Points } from '../../base/points.js'
import { isOneOf } from '../../scheme/model/for-whom.js'
import type { Part, SumPart } from '../../scheme/model/parts.js'
import { newLine } from './new-line.js'
import { choicesOf, type Context } from '../context.js'
import { deductionLine } from '../facts/deduction.js'
import { enteredOf } from './assessed.js'
import { enteredLine } from './entered.js'
import type { Assessee } from '../input.js'
import { addAll, certain, identity, mapLinear, standing, text, type Interval } from '../interval.js'
import { contribution, type PartLine } from './line.js'
import { resultLine } from './other-results.js'
import { periodGradesLine } from '../ratings/period-grades.js'
import { byService } from './service.js'
import { ratioLine } from './ratio.js'
import { ratingsLine } from '../ratings/ratings.js'
import { spread, withoutCase } from './no-case.js'
import type { Line } from '../statement.js'
import { tasksLine } from './tasks.js'
import { votesLine } from '../votes/votes.js'

/** A part for one assessee, with all that is below it, for the share of the year served. */
export function partOf(context: Context, part: Part, assessee: Assessee): PartLine {
  return byService(context, part, { assessee, whole: wholePart(context, part, assessee) })
}

function wholePart(context: Context, part: Part, assessee: Assessee): PartLine {
  switch (part.kind) {
    case 'sum':
      return sumLine(context, part, assessee)
    case 'deduction':
      return deductionLine(context, part, assessee.id)
    case 'tasks':
      return tasksLine(context, part, assessee.id)
    case 'ratio':
      return ratioLine(context, part, assessee)
    case 'period-grades':
      return periodGradesLine(context, part, assessee)
    case 'result':
      return resultLine(context, part, assessee)
    case 'entered':
      return enteredLine(context, part, {
        assessee: assessee.id,
        ends: { from: part.lowest, to: part.highest },
      })
    case 'ratings':
    case 'votes': {
      if (enteredOf(context, part.id, assessee.id) !== null) {
        const scale = must(context.scales.get(part.scale), `no scale ${part.scale}`)
        const ends = { from: scale.lowest, to: scale.highest }
        return enteredLine(context, part, { assessee: assessee.id, ends })
      }
      return part.kind === 'votes'
        ? votesLine(context, part, assessee.id)
        : ratingsLine(context, part, assessee)
    }
  }
}

/** The sum of the parts below that the assessee has; its own value is on the scale of its weight (a total on 100). */
function sumLine(context: Context, whole: SumPart, assessee: Assessee): PartLine {
  const part = partFor(whole, assessee)
  const empty = withoutCase(context, part, assessee.id)
  const below = spread(
    part,
    empty,
    part.children.map((child) => partOf(context, child, assessee)),
  )
  const isShown = (index: number): boolean => part.children[index]?.adds.value === 'shown'
  const isAllAdded = part.children.every((child) => child.adds.value !== 'shown')
  const added = isAllAdded ? below : below.filter((_, index) => !isShown(index))
  const together = addAll(added.map(({ points }) => points))
  const free = (): Interval => mapLinear(together, { ...identity, over: part.weight })
  const bounded = part.floor.value !== null || part.cap.value !== null
  const own = (): Interval => (bounded ? keptWithin(part, free()) : free())
  const points = part.round.value === null && !bounded ? together : contribution(part, own())
  const closed = added.every((one) => one.closed)
  const endless = part.floor.value === null && added.some((one) => one.endless)
  const pointsMax = (): Points | null => {
    const tops = added.flatMap((one) => one.pointsMax() ?? [])
    const cap = part.cap.value?.times(part.weight) ?? null
    if (tops.length < added.length) return cap
    return cap === null ? sum(tops) : smaller(cap, sum(tops))
  }
  const line = (): Line => {
    const most = pointsMax()
    const to = most === null ? null : text(most.dividedBy(part.weight))
    return newLine({
      id: part.id,
      kind: 'part',
      name: part.name,
      clause: part.clause,
      says: part.says.text,
      operation: 'sum',
      own: standing(own()),
      scale: { from: endless ? null : text(zero), to },
      points: standing(points),
      pointsMax: most === null ? null : text(most),
      closed,
      floored: bounded && compareExact(own().settled, free().settled) > 0,
      scoredBy: part.scoredBy,
      choices: choicesOf(context, [
        part.round,
        part.floor,
        part.cap,
        ...(empty.length > 0 ? [part.noCase] : []),
        ...part.children.map((child) => child.adds),
      ]),
      lines: [
        ...below.map((one, index) => (isShown(index) ? withoutWarnings(one.line()) : one.line())),
        ...(bounded ? cutLine(part, own().settled.minus(free().settled)) : []),
      ],
    })
  }
  return { id: part.id, points, closed, endless, pointsMax, line }
}

/** The part with the children that are there for an assessee. */
function partFor(whole: SumPart, assessee: Assessee): SumPart {
  const isThere = (child: Part): boolean => isOneOf(child.onlyFor, assessee)
  if (whole.children.every(isThere)) return whole
  return { ...whole, children: whole.children.filter(isThere) }
}

/** What is only shown lacks nothing: no warning of it or of what is below. */
function withoutWarnings(line: Line): Line {
  return { ...line, warnings: [], lines: line.lines.map(withoutWarnings) }
}

/** What the parts below make together, kept between the floor and the cap: the more they make, the more is left. */
function keptWithin({ floor, cap }: SumPart, one: Interval): Interval {
  const kept = (value: Points): Points => {
    const least = floor.value === null ? value : larger(value, floor.value)
    return cap.value === null ? least : smaller(least, cap.value)
  }
  return {
    settled: kept(one.settled),
    lowest: one.lowest === null ? floor.value : kept(one.lowest),
    highest: one.highest === null ? cap.value : kept(one.highest),
  }
}

/** What floor or cap of a sum took back, where they took anything. */
function cutLine(part: SumPart, by: Points): Line[] {
  if (by.isZero()) return []
  return [
    newLine({
      id: `${part.id}/limit`,
      kind: 'limit',
      name: part.name,
      clause: part.clause,
      says: part.says.text,
      operation: 'limit',
      own: standing(certain(by)),
      points: standing(certain(by.times(part.weight))),
    }),
  ]
}
