import { bug } from '../../base/bug.js'
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
  const [first] = part.raters
  if (first?.assessees === 'everyone') return first
  const fits = (rule: T): boolean =>
    rule.assessees === 'everyone' ||
    rule.assessees === assessee.tier ||
    holds(assessee.roles, rule.assessees, on)
  return part.raters.find(fits) ?? bug(`part ${part.id}: nobody rates ${assessee.id}`)
}

/** By part and period, then by assessee. */
const ratingsGiven = once((context: Context) => {
  const given = new Map<string, Map<string, Map<string, Rating[]>>>()
  for (const rating of context.input.ratings) {
    const ofPart = given.get(rating.part) ?? new Map<string, Map<string, Rating[]>>()
    const ofPeriod = ofPart.get(rating.period) ?? new Map<string, Rating[]>()
    const own = ofPeriod.get(rating.assessee)
    if (own !== undefined) {
      own.push(rating)
      continue
    }
    ofPeriod.set(rating.assessee, [rating])
    ofPart.set(rating.period, ofPeriod)
    given.set(rating.part, ofPart)
  }
  return given
})

/** The mean of each body that rated, in the rule's order; bodies without ratings are left out. */
export function bodyMeans(
  context: Context,
  of: { part: string; period: string; assessee: Assessee; rule: RaterRule },
): readonly BodyMean[] {
  const mine = ratingsGiven(context).get(of.part)?.get(of.period)?.get(of.assessee.id)
  if (mine === undefined) return none
  const { bodies, round } = of.rule
  const asked = of.rule.combine.value === 'joint' ? bodies.slice(0, 1) : bodies
  const means: BodyMean[] = []
  for (const body of asked) {
    const given = ofBody(mine, of.rule, body)
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

function ofBody(all: readonly Rating[], rule: RaterRule, body: string): readonly Rating[] {
  const { observers, observersWith } = rule
  const bodyOf = ({ raterClass }: Rating): string | null =>
    observers.includes(raterClass) ? observersWith.value : raterClass
  if (observers.length === 0 && all.every((one) => one.raterClass === body)) return all
  return all.filter((one) => bodyOf(one) === body)
}

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
