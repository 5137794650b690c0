import { points, sum, type Points } from '../../base/points.js'
import { bug } from '../../base/bug.js'
import type { RaterRule, RatingsPart } from '../../scheme/model/parts.js'
import { choicesOf, isPeriodClosed, type Context } from '../context.js'
import { leastOf } from './counted-ratings.js'
import { newLine } from '../parts/new-line.js'
import {
  applyLinear,
  certain,
  mapLinear,
  standing,
  text,
  type Interval,
  type Linear,
} from '../interval.js'
import { partLine, scored, toTotal, type PartLine } from '../parts/line.js'
import { once } from '../../base/lookups.js'
import { periodId, type Span, spanOf } from '../../base/assessment-year.js'
import { bodyMeans, combined, portionOf, raterRule, type BodyMean } from './rater-bodies.js'
import type { Assessee } from '../input.js'
import type { Line } from '../statement.js'

/** One period for one assessee. `mean: null` while open, or when nobody rated. */
interface Period {
  id: string
  label: string
  /** The assessee is a member on some day of it. */
  eligible: boolean
  closed: boolean
  mean: Points | null
  rule: RaterRule
  bodies: readonly BodyMean[]
}

/** Ratings by period, for one assessee: nothing of a period shows before it is closed. */
export function ratingsLine(context: Context, part: RatingsPart, assessee: Assessee): PartLine {
  const scale = context.scales.get(part.scale) ?? bug(`no scale ${part.scale}`)
  const ends = { from: leastOf(part, scale), to: scale.highest }
  const periods = part.periods.map((label) => periodOf(context, part, { label, assessee }))
  const zeros = part.missingPeriod.value === 'zero'
  const all = zeros || periods.every((one) => one.eligible)
  const counted = all ? periods : periods.filter((one) => one.eligible)
  const closed = counted.every((one) => isDone(one))
  const known = counted.flatMap((one) => one.mean ?? [])
  const open = counted.filter((one) => !isDone(one)).length
  const own = zeros
    ? meanOfAll(known, { open, all: periods.length, ends })
    : meanOfKnown(known, { open, ends })
  const missing = closed && known.length === 0
  const toScore = scored(context, part)
  const shares = { zeros, known: known.length, open, all: periods.length, ends, toScore }
  return partLine(context, part, {
    own,
    scale: ends,
    operation: zeros ? 'mean-of-all' : 'mean',
    toScore,
    settings: () => [part.missingPeriod],
    closed,
    missing,
    count: known.length,
    warnings: missing ? ['nothing-entered'] : [],
    lines: () => counted.map((one) => periodLine(context, part, one, shares)),
  })
}

function isDone(one: Period): boolean {
  return one.closed || !one.eligible
}

interface Ends {
  from: Points
  to: Points
}

/** Missing periods count zero: known ones stand, each open one is anything, or missing. */
function meanOfAll(
  known: readonly Points[],
  of: { open: number; all: number; ends: Ends },
): Interval {
  const so = sum(known)
  const least = of.ends.from.isNegative() ? of.ends.from : points(0)
  return {
    settled: so.dividedBy(of.all),
    lowest: so.plus(least.times(of.open)).dividedBy(of.all),
    highest: so.plus(of.ends.to.times(of.open)).dividedBy(of.all),
  }
}

/**
 * Missing periods fall out of the mean. With k known and m open the mean is lowest when all open ones
 * come at the scale's lowest, highest when all come at its highest; one that is missing moves it less.
 */
function meanOfKnown(known: readonly Points[], of: { open: number; ends: Ends }): Interval {
  const { from, to } = of.ends
  if (known.length === 0) return { settled: points(0), lowest: from, highest: to }
  const so = sum(known)
  if (of.open === 0) return certain(so.dividedBy(known.length))
  const all = known.length + of.open
  return {
    settled: so.dividedBy(all),
    lowest: so.plus(from.times(of.open)).dividedBy(all),
    highest: so.plus(to.times(of.open)).dividedBy(all),
  }
}

function periodOf(
  context: Context,
  part: RatingsPart,
  of: { label: string; assessee: Assessee },
): Period {
  const { label, assessee } = of
  const { id, span } = periodsNamed(context)(label)
  const began = assessee.from === undefined || assessee.from <= span.to
  const eligible = began && (assessee.to === undefined || span.from <= assessee.to)
  const closed = isPeriodClosed(context, part, id)
  const last = assessee.to !== undefined && assessee.to < span.to ? assessee.to : span.to
  const rule = raterRule(part, assessee, last)
  const bodies =
    closed && eligible ? bodyMeans(context, { part: part.id, period: id, assessee, rule }) : none
  const mean = bodies.length === 0 ? null : combined(rule, bodies)
  return { id, label, eligible, closed, mean, rule, bodies }
}

const none: readonly BodyMean[] = []

/** The id and the days of a period of the year, by its label. */
const periodsNamed = once((context: Context) => {
  const { year, scheme } = context.input
  const { begins } = scheme
  const known = new Map<string, { id: string; span: Span }>()
  return (label: string) => {
    const before = known.get(label)
    if (before !== undefined) return before
    const id = periodId(begins, year, label)
    const period = { id, span: spanOf(begins, id) }
    known.set(label, period)
    return period
  }
})

interface Shares {
  zeros: boolean
  known: number
  open: number
  all: number
  ends: Ends
  /** From the scale to the part's score. */
  toScore: Linear
}

/** The share of one period in the part's score: its value over how many periods count in the end. */
function periodShare(one: Period, of: Shares): Interval {
  const most = of.zeros ? of.all : Math.max(1, of.known + of.open)
  if (one.mean !== null) {
    const least = of.zeros ? of.all : of.known
    const [a, b] = [one.mean.dividedBy(most), one.mean.dividedBy(least)]
    return { settled: a, lowest: a.lessThan(b) ? a : b, highest: a.lessThan(b) ? b : a }
  }
  const none = points(0)
  if (isDone(one)) return { settled: none, lowest: none, highest: none }
  const least = of.zeros ? of.all : of.known + 1
  const lowest = of.ends.from.dividedBy(least)
  return {
    settled: none,
    lowest: lowest.isNegative() ? lowest : none,
    highest: of.ends.to.dividedBy(least),
  }
}

function periodLine(context: Context, part: RatingsPart, one: Period, shares: Shares): Line {
  const { from, to } = shares.ends
  const none = points(0)
  const value = one.mean ?? none
  const open = one.mean === null && !isDone(one)
  const weighted = mapLinear(periodShare(one, shares), toTotal(part, shares.toScore))
  const missing = isDone(one) && one.mean === null
  const short = one.bodies.length > 0 && one.bodies.length < askedBodies(one)
  return newLine({
    id: `${part.id}/${one.id}`,
    kind: 'period',
    name: one.label,
    clause: part.clause,
    operation: operations[one.rule.combine.value],
    own: standing({ settled: value, lowest: open ? from : value, highest: open ? to : value }),
    scale: { from: text(from), to: text(to) },
    points: standing(weighted),
    pointsMax: text(mostOfPeriod(part, shares)),
    closed: isDone(one),
    missing,
    choices: choicesOf(context, [
      one.rule.combine,
      one.rule.missingBody,
      one.rule.own,
      one.rule.trim,
      one.rule.round,
      one.rule.observersWith,
    ]),
    count: one.closed ? one.bodies.reduce((count, body) => count + body.count, 0) : null,
    warnings: missing && one.eligible ? ['nothing-entered'] : short ? ['body-missing'] : [],
    lines: one.bodies.map((body) => bodyLine(context, part, { one, body, shares })),
  })
}

const operations = {
  'mean-of-raters': 'rating-mean',
  'mean-of-bodies': 'mean',
  joint: 'mean',
  weighted: 'weighted-mean',
} as const

function askedBodies(one: Period): number {
  return one.rule.combine.value === 'joint' ? 1 : one.rule.bodies.length
}

/** One body's mean, and its share of the period's contribution; nobody's single rating. */
function bodyLine(
  context: Context,
  part: RatingsPart,
  of: { one: Period; body: BodyMean; shares: Shares },
): Line {
  const { one, body, shares } = of
  const mean = portionOf(one.rule, body, one.bodies)
  const share = mapLinear(periodShare({ ...one, mean }, shares), toTotal(part, shares.toScore))
  const own = text(body.mean)
  return newLine({
    id: `${part.id}/${one.id}/${body.body}`,
    kind: 'class',
    name: context.input.scheme.roles.find((role) => role.id === body.body)?.name ?? body.body,
    clause: part.clause,
    operation: 'rating-mean',
    own: { settled: own, lowest: own, highest: own },
    scale: { from: text(shares.ends.from), to: text(shares.ends.to) },
    points: standing(share),
    count: body.count,
    ...(body.leftOut === 0 ? {} : { leftOut: body.leftOut }),
  })
}

/** The most that one period contributes, all periods counted. */
function mostOfPeriod(part: RatingsPart, shares: Shares): Points {
  const whole = toTotal(part, shares.toScore)
  return applyLinear(shares.ends.to, { ...whole, over: whole.over.times(part.periods.length) })
}
