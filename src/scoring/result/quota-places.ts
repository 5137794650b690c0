import { points, type Points } from '../../base/points.js'
import type { Places, Quota, Rounding } from '../../scheme/model/grades.js'
import type { Nomination } from '../findings.js'
import { text } from '../interval.js'

/** How many places a quota has in a tier, and how a share came to that. */
export interface TierPlaces {
  count: number
  basis: NonNullable<Nomination['basis']> | null
}

/** The places among so many who are ranked together; of a tier with a number of its own, that. */
export function placesFor(quota: Quota, tier: string, people: number): TierPlaces {
  const own = quota.byTier.find((one) => one.tier === tier) ?? quota
  const places = own.places.value
  return places === null
    ? { count: 0, basis: null }
    : wholePlaces(places, quota.rounding.value, people)
}

/** Places as a whole number: as many as it says, or the rounded share of so many people. */
export function wholePlaces(places: Places, rounding: Rounding, people: number): TierPlaces {
  if (places.kind === 'count') return { count: places.count, basis: null }
  const { times, over } = places.share
  const exact = times.times(people).dividedBy(over)
  const count = rounded(exact, { rounding, people })
  const share = text(times.dividedBy(over))
  return { count, basis: { share, people, exact: text(exact), rounding } }
}

function rounded(exact: Points, of: { rounding: Rounding; people: number }): number {
  const down = Number.parseInt(exact.floor().toString(), 10)
  const over = exact.minus(down)
  switch (of.rounding) {
    case 'down':
      return down
    case 'up':
      return over.isZero() ? down : down + 1
    case 'half-up':
      return over.lessThan(points('0.5')) ? down : down + 1
    case 'down-at-least-one':
      return of.people === 0 ? 0 : Math.max(1, down)
  }
}
