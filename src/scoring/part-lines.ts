import { must } from '../base/bug.js'
import type { Part, WeightedPart } from '../scheme/model.js'
import { deductionLine } from './deduction.js'
import { enteredLine, enteredOf } from './entered.js'
import type { Assessee } from './input.js'
import type { Context } from './context.js'
import { addAll, identity, mapLinear, standing, text } from './interval.js'
import { contribution, type PartLine } from './line.js'
import { ratingsLine } from './ratings.js'
import { choicesOf } from './context.js'
import { sum } from '../base/points.js'
import { votesLine } from './votes.js'

/** The line of a part for one assessee, with all that is below it. */
export function lineOf(context: Context, part: Part, assessee: Assessee): PartLine {
  switch (part.kind) {
    case 'weighted':
      return weightedLine(context, part, assessee)
    case 'deduction':
      return deductionLine(context, part, assessee.id)
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
function weightedLine(context: Context, part: WeightedPart, assessee: Assessee): PartLine {
  const below = part.children.map((child) => lineOf(context, child, assessee))
  const together = addAll(below.map(({ points }) => points))
  const own = mapLinear(together, { ...identity, over: part.weight })
  const points = part.round.value === null ? together : contribution(part, own)
  const tops = below.flatMap(({ pointsMax }) => pointsMax ?? [])
  const pointsMax = tops.length === below.length ? sum(tops) : null
  const line: PartLine['line'] = {
    id: part.id,
    kind: 'part',
    name: part.name,
    clause: part.clause,
    says: part.says.text,
    operation: 'sum',
    own: standing(own),
    scale: {
      from: '0',
      to: pointsMax === null ? null : text(pointsMax.dividedBy(part.weight)),
    },
    points: standing(points),
    pointsMax: pointsMax === null ? null : text(pointsMax),
    closed: below.every(({ line }) => line.closed),
    missing: false,
    floored: false,
    choices: choicesOf(context, [part.round]),
    fact: null,
    count: null,
    notCounted: [],
    warnings: [],
    lines: below.map(({ line }) => line),
  }
  return { line, points, pointsMax }
}
