import { must } from '../../base/bug.js'
import { compareExact, points } from '../../base/points.js'
import type { Quota } from '../../scheme/model/grades.js'
import { findBars } from './bars.js'
import type { Context } from '../context.js'
import type { Nomination, Nominee, Place, TierRanking } from '../findings.js'
import { partOf } from '../parts/part-lines.js'
import { areNeedsOpen } from './prerequisites.js'
import { placesFor } from './quota-places.js'
import type { BarFound, Line } from '../statement.js'

/** A place with a known rank, and what bars it from the quota's grade. */
interface Candidate {
  place: Place
  rank: number
  bars: BarFound[]
}

/** Who is proposed by each quota in each tier whose totals are all final; a quota may go on behind an earlier one. */
export function nominateAll(context: Context, rankings: readonly TierRanking[]): Nomination[] {
  const made: { quota: string; nomination: Nomination }[] = []
  for (const quota of context.input.scheme.quotas) {
    for (const ranking of rankings) {
      if (!ranking.complete || ranking.affiliated || ranking.group !== null) continue
      const placed = ranking.places.map((one) => one.assessee)
      const isTiers = (one: { quota: string; nomination: Nomination }): boolean =>
        one.quota === quota.after && one.nomination.tier === ranking.tier
      const waits = quota.after !== null && !made.some(isTiers)
      if (waits || areNeedsOpen(context, quota.grade, placed)) continue
      const taken = takenBefore(context, quota, { tier: ranking.tier, made })
      const nomination = nominate(context, quota, { ranking, taken })
      made.push({ quota: quota.id, nomination })
    }
  }
  return made.map(({ nomination }) => nomination)
}

/** Those in a tier whom the quotas before this one have nominated. */
function takenBefore(
  context: Context,
  quota: Quota,
  of: { tier: string; made: readonly { quota: string; nomination: Nomination }[] },
): ReadonlySet<string> {
  const taken = new Set<string>()
  const { quotas } = context.input.scheme
  for (let before = quota.after; before !== null; ) {
    const id: string = before
    for (const one of of.made) {
      if (one.quota !== id || one.nomination.tier !== of.tier) continue
      for (const { assessee } of one.nomination.nominees) taken.add(assessee)
    }
    before = must(
      quotas.find((other) => other.id === id),
      `no quota ${id}`,
    ).after
  }
  return taken
}

function nominate(
  context: Context,
  quota: Quota,
  of: {
    ranking: TierRanking
    taken: ReadonlySet<string>
  },
): Nomination {
  const { ranking, taken } = of
  const places = placesFor(quota, ranking.tier, ranking.places.length)
  const all = ranking.places
    .filter((place) => !taken.has(place.assessee) && reachesTotal(quota, place))
    .map((place) => candidate(context, quota, place))
  const holders = all.filter((one) => one.bars.length === 0 && isHolder(context, quota, one))
  const held = new Set(holders)
  const others = all.filter((one) => !held.has(one))
  const rankAmong = ranksAmong(others)
  const inside = quota.automatic?.counts.value === 'inside'
  const free = inside ? Math.max(0, places.count - holders.length) : places.count
  const within = quota.barred.value === 'next' ? others.filter(isFree) : others
  const placed = withinQuota(context, quota, { candidates: within, top: free }).filter(({ who }) =>
    isFree(who),
  )
  const last = placed.reduce((rank, { who }) => Math.max(rank, rankAmong(who)), free)
  return {
    grade: quota.grade,
    tier: ranking.tier,
    quota: places.count,
    clause: quota.clause,
    says: quota.says.text,
    nominees: [
      ...holders.map(holderNominee),
      ...placed.map((one) => nominee(one, rankAmong(one.who) > free)),
    ],
    struck: others
      .filter((one) => !isFree(one) && rankAmong(one) <= last)
      .map(({ place, rank, bars }) => ({
        assessee: place.assessee,
        rank,
        bars: bars.map((bar) => bar.id),
      })),
    ...(places.basis === null ? {} : { basis: places.basis }),
    ...(quota.automatic === null ? {} : { holders: { inside, count: holders.length } }),
  }
}

function isFree(one: Candidate): boolean {
  return one.bars.length === 0
}

/** Whether the total is enough to be nominated at all. */
function reachesTotal(quota: Quota, place: Place): boolean {
  const least = quota.totalMin.value
  if (least === null) return true
  return compareExact(points(must(place.total, 'a complete tier has totals')), least) >= 0
}

/** Whether a trait gives the place, whatever the rank. */
function isHolder(context: Context, quota: Quota, one: Candidate): boolean {
  if (quota.automatic === null) return false
  const traits = context.assessees.get(one.place.assessee)?.traits ?? []
  return traits.includes(quota.automatic.trait)
}

/** The rank that each has among some of a tier, who come in order. */
function ranksAmong(some: readonly Candidate[]): (one: Candidate) => number {
  const ranks = new Map<number, number>()
  for (const [index, { rank }] of some.entries()) {
    if (!ranks.has(rank)) ranks.set(rank, index + 1)
  }
  return (one) => must(ranks.get(one.rank), 'a candidate has a rank')
}

function holderNominee({ place, rank }: Candidate): Nominee {
  const by = { movedUp: false, tiedAtCut: false, criterion: 'automatic' }
  return { assessee: place.assessee, rank, ...by }
}

function nominee({ who, tiedAtCut, criterion }: Placed, movedUp: boolean): Nominee {
  return { assessee: who.place.assessee, rank: who.rank, movedUp, tiedAtCut, criterion }
}

function candidate(context: Context, quota: Quota, place: Place): Candidate {
  const all = findBars(context).get(place.assessee) ?? []
  const bars = all.filter((bar) => bar.grade === quota.grade)
  return { place, rank: must(place.rank, 'a complete tier has ranks'), bars }
}

interface Placed extends Pick<Nominee, 'tiedAtCut' | 'criterion'> {
  who: Candidate
}

/** The first `top` of candidates in order; ties across the last place are listed, or broken by criteria. */
function withinQuota(
  context: Context,
  quota: Quota,
  of: { candidates: readonly Candidate[]; top: number },
): Placed[] {
  const { candidates, top } = of
  const sure = (who: Candidate): Placed => ({ who, tiedAtCut: false, criterion: 'total' })
  if (top === 0) return []
  if (candidates.length <= top) return candidates.map(sure)
  const cutRank = must(candidates[top - 1], 'a quota has a place').rank
  const before = candidates.filter((one) => one.rank < cutRank)
  const atCut = candidates.filter((one) => one.rank === cutRank)
  const places = top - before.length
  if (atCut.length <= places) return [...before, ...atCut].map(sure)
  const tied =
    quota.tie.value === 'criteria'
      ? byCriteria(context, quota, { atCut, places })
      : atCut.map((who) => ({ who, tiedAtCut: true, criterion: 'total' }))
  return [...before.map(sure), ...tied]
}

/** Breaks a tie at the last place by parts, one after another; who is equal in all stays tied. */
function byCriteria(
  context: Context,
  quota: Quota,
  of: { atCut: readonly Candidate[]; places: number },
): Placed[] {
  let left = of.atCut.map((who) => ({ who, line: lineOf(context, who) }))
  let free = of.places
  const chosen: Placed[] = []
  for (const part of quota.criteria) {
    const rows = left
      .map((one) => ({ ...one, value: points(pointsOfPart(one.line, part)) }))
      .sort((a, b) => compareExact(b.value, a.value))
    const cut = must(rows[free - 1], 'a tie is longer than its places').value
    const by = ({ who }: { who: Candidate }): Placed => ({ who, tiedAtCut: false, criterion: part })
    const better = rows.filter((one) => compareExact(one.value, cut) > 0)
    const equal = rows.filter((one) => compareExact(one.value, cut) === 0)
    chosen.push(...better.map(by))
    free -= better.length
    left = equal
    if (equal.length === free) return [...chosen, ...equal.map(by)]
  }
  return [...chosen, ...left.map(({ who }) => ({ who, tiedAtCut: true, criterion: 'total' }))]
}

function lineOf(context: Context, who: Candidate): Line {
  const id = who.place.assessee
  const assessee = must(context.assessees.get(id), `no assessee ${id}`)
  return partOf(context, context.input.scheme.total, assessee).line()
}

/** A part's contribution to a final total; 0 where the tree lacks it. */
function pointsOfPart(line: Line, part: string): string {
  if (line.id === part) return line.points.settled
  const below = line.lines.map((one) => pointsOfPart(one, part))
  return below.find((value) => value !== '0') ?? '0'
}
