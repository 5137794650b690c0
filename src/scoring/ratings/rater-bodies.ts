import { must } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { points, roundHalfUp, zero, type Points } from '../../base/points.js'
import type { RaterRule } from '../../scheme/model/parts.js'
import { holds, type Context } from '../context.js'
import { countedRatings, weighedPortion } from './counted-ratings.js'
import type { Assessee, Rating } from '../input.js'
import { once } from '../../base/lookups.js'

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

/** By part and period, then by assessee. */
const ratingsGiven = once((context: Context) => {
  const given = new Map<string, Map<string, Map<string, Rating[]>>>()
  for (const rating of context.input.ratings) {
    const ofPart = inside(given, rating.part, () => new Map<string, Map<string, Rating[]>>())
    const ofPeriod = inside(ofPart, rating.period, () => new Map<string, Rating[]>())
    inside(ofPeriod, rating.assessee, (): Rating[] => []).push(rating)
  }
  return given
})

function inside<V>(of: Map<string, V>, key: string, make: () => V): V {
  const before = of.get(key)
  if (before !== undefined) return before
  const made = make()
  of.set(key, made)
  return made
}

/** The mean of each body that rated, in the rule's order; bodies without ratings are left out. */
export function bodyMeans(
  context: Context,
  of: { part: string; period: string; assessee: Assessee; rule: RaterRule },
): readonly BodyMean[] {
  const mine = ratingsGiven(context).get(of.part)?.get(of.period)?.get(of.assessee.id)
  if (mine === undefined) return none
  const { bodies, observers, observersWith, round } = of.rule
  const bodyOf = ({ raterClass }: Rating): string | null =>
    observers.includes(raterClass) ? observersWith.value : raterClass
  const asked = of.rule.combine.value === 'joint' ? bodies.slice(0, 1) : bodies
  const means: BodyMean[] = []
  for (const body of asked) {
    const isOfBody = (rating: Rating): boolean => bodyOf(rating) === body
    const given = mine.every(isOfBody) ? mine : mine.filter(isOfBody)
    const counted = countedRatings(context, given, of)
    if (counted.length === 0) continue
    const leftOut = given.length - counted.length
    const exact = meanOfGiven(counted)
    const mean = round.value === null ? exact : roundHalfUp(exact, round.value)
    means.push({ body, mean, count: counted.length, leftOut })
  }
  return means
}

const none: readonly BodyMean[] = []

function meanOfGiven(given: readonly Rating[]): Points {
  let all = zero
  for (const rating of given) all = all.plus(points(rating.points))
  return given.length === 1 ? all : all.dividedBy(given.length)
}

/** A period's value from its bodies' means. */
export function combined(rule: RaterRule, bodies: readonly BodyMean[]): Points {
  let all = zero
  for (const body of bodies) all = all.plus(portionOf(rule, body, bodies))
  return all
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
