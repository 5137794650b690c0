import { compareExact, points, type Points } from '../base/points.js'
import type { Tier } from '../scheme/model.js'
import { compareText, type Context } from './context.js'
import { isUnranked } from './grade-states.js'
import type { Assessee } from './input.js'
import { text } from './interval.js'
import type { Place, TierRanking } from './findings.js'
import type { Statement } from './statement.js'

/** Every tier's order by exact total; equal totals share a rank. Ranks only when all totals are final. */
export function rankAll(context: Context, statements: readonly Statement[]): TierRanking[] {
  const { scheme, assessees } = context.input
  const within = scheme.ranking.within.value
  const byId = new Map(statements.map((one) => [one.assessee, one]))
  if (within === 'none') return []
  return scheme.tiers.flatMap((tier) => {
    const members = assessees.filter((one) => isRanked(tier, one) && !isUnranked(context, one))
    return divided(members, within).flatMap(({ group, affiliated, members: some }) => {
      if (affiliated && some.length === 0) return []
      const mine = some.flatMap((one) => byId.get(one.id) ?? [])
      const complete = mine.every((one) => one.total !== null)
      const { id, name } = tier
      return [{ tier: id, name, affiliated, group, complete, places: placesOf(mine) }]
    })
  })
}

/** Those of a tier who are ranked together. */
interface Division {
  group: string | null
  affiliated: boolean
  members: readonly Assessee[]
}

function divided(
  members: readonly Assessee[],
  within: 'tier' | 'tier-and-affiliation' | 'group-and-tier',
): Division[] {
  const whole = { group: null, affiliated: false, members }
  if (within === 'tier') return [whole]
  if (within === 'tier-and-affiliation') {
    return [
      { ...whole, members: members.filter((one) => !isAffiliated(one)) },
      { ...whole, affiliated: true, members: members.filter(isAffiliated) },
    ]
  }
  const groups = [...new Set(members.flatMap((one) => one.group ?? []))].sort(compareText)
  const each = groups.map((group) => ({
    ...whole,
    group,
    members: members.filter((one) => one.group === group),
  }))
  return [whole, ...each]
}

function isRanked(tier: Tier, assessee: Assessee): boolean {
  if (assessee.tier !== tier.id) return false
  return assessee.post === undefined || !tier.postsLeftOut.value.includes(assessee.post)
}

function isAffiliated(assessee: Assessee): boolean {
  return assessee.affiliated ?? false
}

function placesOf(statements: readonly Statement[]): Place[] {
  const complete = statements.every((one) => one.total !== null)
  const rows = statements.map((one) => ({
    one,
    value: one.total === null ? null : points(one.total),
  }))
  rows.sort((a, b) => descending(a.value, b.value) || compareText(a.one.assessee, b.one.assessee))
  if (!complete) return rows.map(({ one }) => ({ ...unranked, ...named(one) }))
  const ties: { value: Points; members: Statement[] }[] = []
  for (const { one, value } of rows) {
    const last = ties.at(-1)
    if (value === null) continue
    if (last !== undefined && compareExact(last.value, value) === 0) last.members.push(one)
    else ties.push({ value, members: [one] })
  }
  let rank = 1
  return ties.flatMap(({ value, members }, index) => {
    const [above, below] = [ties[index - 1], ties[index + 1]]
    const own = rank
    rank += members.length
    return members.map((one) => ({
      ...named(one),
      rank: own,
      tiedWith: members.filter((other) => other !== one).map((other) => other.assessee),
      behind: above === undefined ? null : text(above.value.minus(value)),
      ahead: below === undefined ? null : text(value.minus(below.value)),
    }))
  })
}

const unranked = { rank: null, tiedWith: [], behind: null, ahead: null }

function named(one: Statement): Pick<Place, 'assessee' | 'name' | 'total'> {
  return { assessee: one.assessee, name: one.name, total: one.total }
}

/** Highest first; what is not known last. */
function descending(a: Points | null, b: Points | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return compareExact(b, a)
}
