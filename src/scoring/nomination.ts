import { must } from '../base/bug.js'
import { compareExact, points } from '../base/points.js'
import type { Quota } from '../scheme/model-grades.js'
import { findBars } from './bars.js'
import type { Context } from './context.js'
import type { Nomination, Nominee, Place, TierRanking } from './findings.js'
import { partOf } from './part-lines.js'
import { areNeedsOpen } from './prerequisites.js'
import type { BarFound, Line } from './statement.js'

/** A place with a known rank, and what bars it from the quota's grade. */
interface Candidate {
  place: Place
  rank: number
  bars: BarFound[]
}

/** Who is proposed by each quota in each tier whose totals are all final. */
export function nominateAll(context: Context, rankings: readonly TierRanking[]): Nomination[] {
  return context.input.scheme.quotas.flatMap((quota) =>
    rankings
      .filter((ranking) => ranking.complete && !ranking.affiliated && ranking.group === null)
      .filter(({ places }) => {
        const placed = places.map((one) => one.assessee)
        return !areNeedsOpen(context, quota.grade, placed)
      })
      .map((ranking) => nominate(context, quota, ranking)),
  )
}

function nominate(context: Context, quota: Quota, ranking: TierRanking): Nomination {
  const all = ranking.places.map((place) => candidate(context, quota, place))
  const within = quota.barred.value === 'next' ? all.filter((one) => one.bars.length === 0) : all
  const placed = withinQuota(context, quota, within)
  const nominees = placed
    .filter(({ who }) => who.bars.length === 0)
    .map(({ who, tiedAtCut, criterion }) => ({
      assessee: who.place.assessee,
      rank: who.rank,
      movedUp: who.rank > quota.top,
      tiedAtCut,
      criterion,
    }))
  const last = nominees.reduce((rank, one) => Math.max(rank, one.rank), quota.top)
  const struck = all
    .filter((one) => one.bars.length > 0 && one.rank <= last)
    .map(({ place, rank, bars }) => ({
      assessee: place.assessee,
      rank,
      bars: bars.map((bar) => bar.id),
    }))
  return {
    grade: quota.grade,
    tier: ranking.tier,
    quota: quota.top,
    clause: quota.clause,
    says: quota.says.text,
    nominees,
    struck,
  }
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
function withinQuota(context: Context, quota: Quota, candidates: readonly Candidate[]): Placed[] {
  const sure = (who: Candidate): Placed => ({ who, tiedAtCut: false, criterion: 'total' })
  if (candidates.length <= quota.top) return candidates.map(sure)
  const cutRank = must(candidates[quota.top - 1], 'a quota has a place').rank
  const before = candidates.filter((one) => one.rank < cutRank)
  const atCut = candidates.filter((one) => one.rank === cutRank)
  const places = quota.top - before.length
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
