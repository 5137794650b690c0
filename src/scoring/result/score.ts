import { bug } from '../../base/bug.js'
import { zero, type Points } from '../../base/points.js'
import { hasPart } from '../../scheme/model/for-whom.js'
import type { Context } from '../context.js'
import type { Assessee } from '../input.js'
import { certain, identity, isCertain, mapLinear, type Interval } from '../interval.js'
import { once } from '../../base/lookups.js'
import { partOf } from '../parts/part-lines.js'

/** What ranks and grades look at. */
export interface Score {
  assessee: Assessee
  /** Exact; null while something is open. */
  total: Points | null
}

/** The totals of assessees, in their order, without the lines that explain them. */
export function scoresOf(context: Context, assessees: readonly Assessee[]): Score[] {
  return assessees.map((assessee) => {
    const { points, closed } = contributionOf(context, context.input.scheme.total.id, assessee.id)
    return { assessee, total: closed && isCertain(points) ? points.settled : null }
  })
}

type Contribution = { points: Interval; closed: boolean }

/** By part and assessee. */
const known = once((_: Context) => new Map<string, Map<string, Contribution>>())

function knownOf(context: Context, part: string): Map<string, Contribution> {
  const all = known(context)
  const found = all.get(part)
  if (found !== undefined) return found
  const made = new Map<string, Contribution>()
  all.set(part, made)
  return made
}

/** What the total came to when it was explained: for ranks and grades it is not worked out again. */
export function keepTotal(
  context: Context,
  assessee: string,
  { points, closed }: Contribution,
): void {
  knownOf(context, context.input.scheme.total.id).set(assessee, { points, closed })
}

/** What a part contributes to an assessee's total, found once; nothing where it is a part of others only. */
export function contributionOf(context: Context, part: string, assessee: string): Contribution {
  const ofPart = knownOf(context, part)
  const before = ofPart.get(assessee)
  if (before !== undefined) return before
  const whom = context.assessees.get(assessee) ?? bug(`no assessee ${assessee}`)
  const has = hasPart(context.input.scheme.total, part, whom)
  const { points, closed } = has
    ? partOf(context, context.parts.get(part) ?? bug(`no part ${part}`), whom)
    : { points: certain(zero), closed: true }
  const contribution = { points, closed }
  ofPart.set(assessee, contribution)
  return contribution
}

/** A part's score on its own scale: out of a hundred by weight, out of its points else. */
export function scoreOfPart(context: Context, part: string, assessee: string): Interval {
  const { points } = contributionOf(context, part, assessee)
  const { weight } = context.parts.get(part) ?? bug(`no part ${part}`)
  return weight.isZero() ? points : mapLinear(points, { ...identity, over: weight })
}
