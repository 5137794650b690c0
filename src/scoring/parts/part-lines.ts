import { must } from '../../base/bug.js'
import { sum, zero, type Points } from '../../base/points.js'
import { isOneOf } from '../../scheme/model/for-whom.js'
import type { Part, SumPart } from '../../scheme/model/parts.js'
import { newLine } from './new-line.js'
import { choicesOf, type Context } from '../context.js'
import { deductionLine } from '../facts/deduction.js'
import { enteredLine, enteredOf } from './entered.js'
import type { Assessee } from '../input.js'
import { addAll, identity, mapLinear, standing, text, type Interval } from '../interval.js'
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
  const children = whole.children.filter((child) => isOneOf(child.onlyFor, assessee))
  const part = children.length === whole.children.length ? whole : { ...whole, children }
  const empty = withoutCase(context, part, assessee.id)
  const below = spread(
    part,
    empty,
    part.children.map((child) => partOf(context, child, assessee)),
  )
  const added = below.filter((_, index) => part.children[index]?.adds !== 'shown')
  const together = addAll(added.map(({ points }) => points))
  const own = (): Interval => mapLinear(together, { ...identity, over: part.weight })
  const points = part.round.value === null ? together : contribution(part, own())
  const closed = added.every((one) => one.closed)
  const endless = added.some((one) => one.endless)
  const pointsMax = (): Points | null => {
    const tops = added.flatMap((one) => one.pointsMax() ?? [])
    return tops.length === added.length ? sum(tops) : null
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
      scoredBy: part.scoredBy,
      choices: choicesOf(context, [part.round, ...(empty.length > 0 ? [part.noCase] : [])]),
      lines: below.map((one) => one.line()),
    })
  }
  return { id: part.id, points, closed, endless, pointsMax, line }
}
