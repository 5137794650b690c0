import { must } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { points, roundHalfUp, sum, type Points } from '../../base/points.js'
import type { RaterRule } from '../../scheme/model/parts.js'
import { holds, type Context } from '../context.js'
import { countedRatings, weighedPortion } from './counted-ratings.js'
import type { Assessee, Rating } from '../input.js'
import { groupedBy, once } from '../../base/lookups.js'

/** What one body's ratings of one period give. */
export interface BodyMean {
  body: string
  mean: Points
  count: number
  /** Given, but left out of the mean: of oneself, or the highest and lowest. */
  leftOut: number
}

/** Who rates the assessee, by its tier, or the role held on the period's last day. */
export function raterRule<T extends Pick<RaterRule, 'assessees' | 'bodies'>>(
  part: { id: string; raters: readonly T[] },
  assessee: Pick<Assessee, 'id' | 'roles' | 'tier'>,
  on: Day,
): T {
  const fits = (rule: T): boolean =>
    rule.assessees === 'everyone' ||
    rule.assessees === assessee.tier ||
    holds(assessee.roles, rule.assessees, on)
  return must(part.raters.find(fits), `part ${part.id}: nobody rates ${assessee.id}`)
}

const ratingsByAssessee = once((context: Context) =>
  groupedBy(context.input.ratings, (rating) => rating.assessee),
)

/** The mean of each body that rated, in the rule's order; bodies without ratings are left out. */
export function bodyMeans(
  context: Context,
  of: { part: string; period: string; assessee: Assessee; rule: RaterRule },
): BodyMean[] {
  const mine = (ratingsByAssessee(context).get(of.assessee.id) ?? []).filter(
    (rating) => rating.part === of.part && rating.period === of.period,
  )
  const { bodies, observers, observersWith, round } = of.rule
  const bodyOf = ({ raterClass }: Rating): string | null =>
    observers.includes(raterClass) ? observersWith.value : raterClass
  const asked = of.rule.combine.value === 'joint' ? bodies.slice(0, 1) : bodies
  return asked.flatMap((body) => {
    const given = mine.filter((rating) => bodyOf(rating) === body)
    const counted = countedRatings(context, given, of)
    if (counted.length === 0) return []
    const leftOut = given.length - counted.length
    const exact = meanOfGiven(counted)
    const mean = round.value === null ? exact : roundHalfUp(exact, round.value)
    return [{ body, mean, count: counted.length, leftOut }]
  })
}

function meanOfGiven(given: readonly Rating[]): Points {
  const all = sum(given.map((rating) => points(rating.points)))
  return given.length === 1 ? all : all.dividedBy(given.length)
}

/** A period's value from its bodies' means. */
export function combined(rule: RaterRule, bodies: readonly BodyMean[]): Points {
  return sum(bodies.map((body) => portionOf(rule, body, bodies)))
}

/** What one body adds to a period's value. */
export function portionOf(rule: RaterRule, body: BodyMean, bodies: readonly BodyMean[]): Points {
  if (bodies.length === 1 && rule.missingBody.value !== 'zero') return body.mean
  if (rule.combine.value === 'mean-of-raters') {
    const raters = bodies.reduce((count, other) => count + other.count, 0)
    return body.mean.times(body.count).dividedBy(raters)
  }
  return weighedPortion(rule, body, bodies)
}
