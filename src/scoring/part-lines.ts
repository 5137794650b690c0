import { must } from '../base/bug.js'
import { sum, zero, type Points } from '../base/points.js'
import type { Part, SumPart } from '../scheme/model-parts.js'
import { bareLine } from './bare-line.js'
import { choicesOf, type Context } from './context.js'
import { deductionLine } from './deduction.js'
import { enteredLine, enteredOf } from './entered.js'
import type { Assessee } from './input.js'
import { addAll, identity, mapLinear, standing, text } from './interval.js'
import { contribution, type PartLine } from './line.js'
import { resultLine } from './other-results.js'
import { periodGradesLine } from './period-grades.js'
import { byService } from './service.js'
import { ratioLine } from './ratio.js'
import { ratingsLine } from './ratings.js'
import { spread, withoutCase } from './no-case.js'
import { tasksLine } from './tasks.js'
import { votesLine } from './votes.js'

/** The line of a part for one assessee, with all that is below it, for the share of the year served. */
export function lineOf(context: Context, part: Part, assessee: Assessee): PartLine {
  return byService(context, part, { assessee, whole: wholeLine(context, part, assessee) })
}

function wholeLine(context: Context, part: Part, assessee: Assessee): PartLine {
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

/** The sum of the parts below; its own value is on the scale of its weight (a total on 100). */
function sumLine(context: Context, part: SumPart, assessee: Assessee): PartLine {
  const empty = withoutCase(context, part, assessee.id)
  const below = spread(
    part,
    empty,
    part.children.map((child) => lineOf(context, child, assessee)),
  )
  const together = addAll(below.map(({ points }) => points))
  const own = mapLinear(together, { ...identity, over: part.weight })
  const points = part.round.value === null ? together : contribution(part, own)
  const tops = below.flatMap(({ pointsMax }) => pointsMax ?? [])
  const pointsMax = tops.length === below.length ? sum(tops) : null
  const line: PartLine['line'] = {
    ...bareLine,
    id: part.id,
    kind: 'part',
    name: part.name,
    clause: part.clause,
    says: part.says.text,
    operation: 'sum',
    own: standing(own),
    scale: { from: lowestEnd(below), to: highestEnd(part, pointsMax) },
    points: standing(points),
    pointsMax: pointsMax === null ? null : text(pointsMax),
    closed: below.every(({ line }) => line.closed),
    scoredBy: part.scoredBy,
    choices: choicesOf(context, [part.round, ...(empty.length > 0 ? [part.noCase] : [])]),
    lines: below.map(({ line }) => line),
  }
  return { line, points, pointsMax }
}

/** Nothing, or no end where something below has none. */
function lowestEnd(below: readonly PartLine[]): string | null {
  return below.some(({ line }) => line.scale?.from === null) ? null : text(zero)
}

function highestEnd(part: SumPart, pointsMax: Points | null): string | null {
  return pointsMax === null ? null : text(pointsMax.dividedBy(part.weight))
}
