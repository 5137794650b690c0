import { roundHalfUp, type Points } from '../../base/points.js'
import type { Part } from '../../scheme/model/parts.js'
import type { Setting } from '../../scheme/model/words.js'
import { choicesOf, type Context } from '../context.js'
import { conversionOf } from '../../scheme/model/conversion.js'
import { once } from '../../base/lookups.js'
import { newLine } from './new-line.js'
import {
  certain,
  compose,
  identity,
  isCertain,
  mapLinear,
  standing,
  text,
  type Interval,
  type Linear,
} from '../interval.js'
import type { Line } from '../statement.js'

/** A part for one assessee: its exact contribution to the total at once, its line when somebody asks. */
export interface PartLine {
  /** The part's id. */
  id: string
  points: Interval
  /** Nothing about it can change any more. */
  closed: boolean
  /** The scale that the part is on has no lower end. */
  endless: boolean
  /** The most it can contribute; null without limit. */
  pointsMax: () => Points | null
  line: () => Line
}

/** A part's value on its own scale, and what made it. */
export interface PartValue {
  own: Interval
  scale: { from: Points | null; to: Points | null }
  operation: Line['operation']
  /** From the own scale to the score that is weighted; the same scale when absent. */
  toScore?: Linear
  settings?: () => readonly Setting<unknown>[]
  /** Nothing may come any more. */
  closed: boolean
  missing?: boolean
  floored?: boolean
  exhausted?: boolean
  lost?: string | null
  count?: number | null
  warnings?: Line['warnings']
  notCounted?: () => Line['notCounted']
  /** The lines below. */
  lines?: () => readonly Line[]
}

/** Half up to the decimals that a part is rounded to; unchanged where it is exact. */
export function rounded(one: Interval, decimals: number | null): Interval {
  if (decimals === null) return one
  return {
    settled: roundHalfUp(one.settled, decimals),
    lowest: one.lowest === null ? null : roundHalfUp(one.lowest, decimals),
    highest: one.highest === null ? null : roundHalfUp(one.highest, decimals),
  }
}

/** From the scale of an entered, rated or voted part to its score. */
export function scored(context: Context, part: Part): Linear {
  const conversion = conversionOf(part, context.input.scheme.scales)
  return conversion === null ? identity : { ...identity, ...conversion }
}

/** The linear way from a part's own scale to the total, rounding aside. */
export function toTotal(part: Part, toScore: Linear = identity): Linear {
  const weighed = weighing(part)
  return toScore === identity ? weighed : compose(weighed, toScore)
}

const weighing = once((part: Part): Linear => ({ ...identity, times: part.weight }))

/** The contribution of a value on a part's own scale: scaled, rounded where the scheme says, weighted. */
export function contribution(part: Part, own: Interval, toScore: Linear = identity): Interval {
  const decimals = part.round.value
  if (decimals === null) return mapLinear(own, toTotal(part, toScore))
  return mapLinear(rounded(mapLinear(own, toScore), decimals), toTotal(part))
}

/** A part from its value. */
export function partLine(context: Context, part: Part, value: PartValue): PartLine {
  const points = contribution(part, value.own, value.toScore)
  const closed = value.closed && isCertain(value.own)
  const { from, to } = value.scale
  const pointsMax = (): Points | null =>
    to === null ? null : contribution(part, certain(to), value.toScore).highest
  return {
    id: part.id,
    points,
    closed,
    endless: from === null,
    pointsMax,
    line: () => lineOf(context, part, { value, points, closed, most: pointsMax() }),
  }
}

function lineOf(
  context: Context,
  part: Part,
  of: { value: PartValue; points: Interval; closed: boolean; most: Points | null },
): Line {
  const { value, points, closed, most } = of
  const { from, to } = value.scale
  return newLine({
    id: part.id,
    kind: 'part',
    name: part.name,
    clause: part.clause,
    says: part.says.text,
    operation: value.operation,
    own: standing(value.own),
    scale: { from: from === null ? null : text(from), to: to === null ? null : text(to) },
    points: standing(points),
    pointsMax: most === null ? null : text(most),
    closed,
    missing: value.missing ?? false,
    floored: value.floored ?? false,
    exhausted: value.exhausted ?? false,
    lost: value.lost ?? null,
    scoredBy: part.scoredBy,
    choices: choicesOf(context, [...(value.settings?.() ?? []), part.round]),
    count: value.count ?? null,
    notCounted: value.notCounted?.() ?? [],
    warnings: value.warnings ?? [],
    lines: value.lines?.() ?? [],
  })
}
