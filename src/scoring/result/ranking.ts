import { comparable, compareExact, type Points } from '../../base/points.js'
import type { Tier } from '../../scheme/model/scheme.js'
import { compareText, type Context } from '../context.js'
import { rankedBy } from './grade-states.js'
import type { Assessee } from '../input.js'
import { text } from '../interval.js'
import type { Place, TierRanking } from '../findings.js'
import { grouped } from '../../base/lookups.js'
import { contributionOf, type Score } from './score.js'

/** Every tier's order by exact total; equal totals share a rank. Ranks only when all totals are final. */
export function rankAll(context: Context, scores: readonly Score[]): TierRanking[] {
  const { scheme } = context.input
  const within = scheme.ranking.within.value
  if (within === 'none') return []
  const rankedOf = (tier: Tier): Score[] =>
    scores.filter(
      ({ assessee }) => isRanked(tier, assessee) && rankedBy(context, assessee) !== 'no',
    )
  if (within === 'everyone') {
    const members = scheme.tiers.flatMap(rankedOf)
    const complete = members.every((one) => one.total !== null)
    const places = placesOf(context, members)
    return [{ tier: '', name: '全体', affiliated: false, group: null, complete, places }]
  }
  return scheme.tiers.flatMap((tier) => {
    const members = rankedOf(tier)
    return divided(members, within).flatMap(({ group, affiliated, members: some }) => {
      if (affiliated && some.length === 0) return []
      const complete = some.every((one) => one.total !== null)
      const { id, name } = tier
      return [{ tier: id, name, affiliated, group, complete, places: placesOf(context, some) }]
    })
  })
}

/** Those of a tier who are ranked together. */
interface Division {
  group: string | null
  affiliated: boolean
  members: readonly Score[]
}

function divided(
  members: readonly Score[],
  within: 'tier' | 'tier-and-affiliation' | 'group-and-tier',
): Division[] {
  const whole = { group: null, affiliated: false, members }
  if (within === 'tier') return [whole]
  if (within === 'tier-and-affiliation') {
    return [
      { ...whole, members: members.filter((one) => !isAffiliated(one.assessee)) },
      { ...whole, affiliated: true, members: members.filter((one) => isAffiliated(one.assessee)) },
    ]
  }
  const groups = grouped(members, ({ assessee: { group } }) => (group === undefined ? [] : [group]))
  const each = [...groups].sort(([a], [b]) => compareText(a, b))
  return [whole, ...each.map(([group, some]) => ({ ...whole, group, members: some }))]
}

function isRanked(tier: Tier, assessee: Assessee): boolean {
  if (assessee.tier !== tier.id) return false
  return assessee.post === undefined || !tier.postsLeftOut.value.includes(assessee.post)
}

function isAffiliated(assessee: Assessee): boolean {
  return assessee.affiliated ?? false
}

/** Those who are equal in everything that is compared, and the part that set them behind their equals in total. */
interface Tie {
  value: Points
  members: readonly Score[]
  by: string | null
}

/**
 * The order of some: by total, then by the parts that break ties; who is equal in all shares a rank. Whom its state
 * puts last comes behind all others, in the same order among themselves.
 */
export function placesOf(context: Context, scores: readonly Score[]): Place[] {
  if (context.input.scheme.states.length === 0) return placesByTotal(context, scores)
  const isLast = ({ assessee }: Score): boolean => rankedBy(context, assessee) === 'last'
  const complete = scores.every(({ total }) => total !== null)
  if (!complete || !scores.some(isLast)) return placesByTotal(context, scores)
  const before = scores.filter((one) => !isLast(one))
  const behind = placesByTotal(context, scores.filter(isLast))
  const moved = (place: Place): Place => ({
    ...place,
    rank: place.rank === null ? null : place.rank + before.length,
  })
  return [...placesByTotal(context, before), ...behind.map(moved)]
}

function placesByTotal(context: Context, scores: readonly Score[]): Place[] {
  const keyed = scores.map((one): Keyed => {
    return { one, key: one.total === null ? null : comparable(one.total) }
  })
  keyed.sort(
    (a, b) => descending(a.key, b.key) || compareText(a.one.assessee.id, b.one.assessee.id),
  )
  const rows = keyed.map(({ one }) => one)
  const equal: { value: Points; members: Score[] }[] = []
  for (const one of rows) {
    if (one.total === null) return rows.map((row) => ({ ...unranked, ...named(row) }))
    const last = equal.at(-1)
    if (last !== undefined && compareExact(last.value, one.total) === 0) last.members.push(one)
    else equal.push({ value: one.total, members: [one] })
  }
  const parts = context.input.scheme.ranking.ties.value
  const ties =
    parts.length === 0
      ? equal.map(({ value, members }): Tie => ({ value, members, by: null }))
      : equal.flatMap((one) => broken(context, { ...one, by: null }, parts))
  const places: Place[] = []
  let behind: string | null = null
  for (const [index, { value, members, by }] of ties.entries()) {
    const below = ties[index + 1]
    const tied = members.length === 1 ? none : members.map((one) => one.assessee.id)
    const ahead = below === undefined ? null : text(value.minus(below.value))
    const [total, rank] = [text(value), places.length + 1]
    for (const { assessee } of members) {
      const { id, name } = assessee
      const place: Place = { assessee: id, name, total, rank, tied, behind, ahead }
      places.push(by === null ? place : { ...place, by })
    }
    behind = ahead
  }
  return places
}

const none: readonly string[] = []

/** A total with what is compared of it. */
interface Keyed {
  one: Score
  key: Points | null
}

/** A tie divided by parts, compared one after another. */
function broken(context: Context, tie: Tie, parts: readonly string[]): Tie[] {
  const [part, ...rest] = parts
  if (part === undefined || tie.members.length === 1) return [tie]
  const rows = tie.members
    .map((one) => ({ one, value: contributionOf(context, part, one.assessee.id).points.settled }))
    .sort((a, b) => compareExact(b.value, a.value))
  const groups: { value: Points; members: Score[] }[] = []
  for (const { one, value } of rows) {
    const last = groups.at(-1)
    if (last !== undefined && compareExact(last.value, value) === 0) last.members.push(one)
    else groups.push({ value, members: [one] })
  }
  return groups.flatMap(({ members }, index) =>
    broken(context, { value: tie.value, members, by: index === 0 ? tie.by : part }, rest),
  )
}

const unranked = { rank: null, tied: [], behind: null, ahead: null }

function named({ assessee, total }: Score): Pick<Place, 'assessee' | 'name' | 'total'> {
  return { assessee: assessee.id, name: assessee.name, total: total === null ? null : text(total) }
}

/** Highest first; what is not known last. */
function descending(a: Points | null, b: Points | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return compareExact(b, a)
}
