import { compareExact, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { RaterRule, RatingsPart, Scale } from '../../scheme/model/parts.js'
import { compareText, unitHeads, type Context } from '../context.js'
import type { Assessee, Rating } from '../input.js'
import { spanOf } from '../../base/assessment-year.js'

/** Of one body's ratings those that count: not of oneself, nor the highest and lowest, where the scheme says so. */
export function countedRatings(
  context: Context,
  given: readonly Rating[],
  of: { period: string; assessee: Assessee; rule: RaterRule },
): readonly Rating[] {
  const { rule, assessee, period } = of
  const others =
    rule.own.value === 'counts'
      ? given
      : given.filter((one) => !isOwn(context, one.assessor, { assessee, period }))
  const trim = rule.trim.value === 'median' ? ends(others.length) : rule.trim.value
  if (trim === 0 || others.length <= 2 * trim) return others
  return [...others].sort(byPoints).slice(trim, others.length - trim)
}

/** How many of each end leave one or two in the middle. */
function ends(count: number): number {
  return Math.max(0, (count - 2 + (count % 2)) / 2)
}

function byPoints(a: Rating, b: Rating): number {
  return compareExact(points(a.points), points(b.points)) || compareText(a.assessor, b.assessor)
}

/** Whether somebody rates oneself, or the unit that one belongs to or heads at the period's end. */
function isOwn(
  context: Context,
  assessor: string,
  of: { assessee: Assessee; period: string },
): boolean {
  const { id } = of.assessee
  if (assessor === id) return true
  if (context.input.scheme.assessee === 'person') return false
  const heads = unitHeads(context, id, spanOf(context.input.scheme.begins, of.period).to)
  return context.unitOfPerson.get(assessor) === id || heads.includes(assessor)
}

/** What one body's mean adds to a period's value: alike, or by the bodies' weights; one that is missing by choice. */
export function weighedPortion(
  rule: RaterRule,
  body: { body: string; mean: Points },
  bodies: readonly { body: string }[],
): Points {
  const asked = rule.combine.value === 'joint' ? rule.bodies.slice(0, 1) : rule.bodies
  const counted = rule.missingBody.value === 'zero' ? asked : bodies.map((one) => one.body)
  const weight = weightOf(rule)
  return body.mean.times(weight(body.body)).dividedBy(sum(counted.map(weight)))
}

/** Each body's weight as a whole number or decimal over the same denominator; 1 where nothing is weighted. */
function weightOf(rule: RaterRule): (body: string) => Points {
  if (rule.combine.value !== 'weighted') return () => points(1)
  const over = rule.weights.reduce<Points>((all, share) => all.times(share.over), points(1))
  return (body) => {
    const share = rule.weights[rule.bodies.indexOf(body)]
    return share === undefined ? zero : over.dividedBy(share.over).times(share.times)
  }
}

/** The least that a period can come to: a body that is missing may count nothing. */
export function leastOf(part: RatingsPart, scale: Scale): Points {
  const zeros = part.raters.some((rule) => rule.missingBody.value === 'zero')
  return zeros ? smaller(scale.lowest, zero) : scale.lowest
}
