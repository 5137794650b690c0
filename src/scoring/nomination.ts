import { must } from '../base/bug.js'
import { compareExact, points } from '../base/points.js'
import type { Quota } from '../scheme/model-grades.js'
import type { Context } from './context.js'
import type { Nomination, Nominee, Place, TierRanking } from './findings.js'
import { areNeedsOpen } from './prerequisites.js'
import type { BarFound, Line, Statement } from './statement.js'

/** A place with a known rank, and what bars it from the quota's grade. */
interface Candidate {
  place: Place
  rank: number
  bars: BarFound[]
}

/** Who is proposed by each quota in each tier whose totals are all final. */
export function nominateAll(
  context: Context,
  rankings: readonly TierRanking[],
  statements: ReadonlyMap<string, Statement>,
): Nomination[] {
  return context.input.scheme.quotas.flatMap((quota) =>
    rankings
      .filter((ranking) => ranking.complete && !ranking.affiliated && ranking.group === null)
      .filter(({ places }) => {
        const placed = places.map((one) => one.assessee)
        return !areNeedsOpen(context, quota.grade, placed)
      })
      .map((ranking) => nominate(quota, ranking, statements)),
  )
}

function nominate(
  quota: Quota,
  ranking: TierRanking,
  statements: ReadonlyMap<string, Statement>,
): Nomination {
  const all = ranking.places.map((place) => candidate(quota, place, statements))
  const within = quota.barred.value === 'next' ? all.filter((one) => one.bars.length === 0) : all
  const placed = withinQuota(quota, within, statements)
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

function candidate(
  quota: Quota,
  place: Place,
  statements: ReadonlyMap<string, Statement>,
): Candidate {
  const statement = must(statements.get(place.assessee), `no statement of ${place.assessee}`)
  const bars = statement.bars.filter((bar) => bar.grade === quota.grade)
  return { place, rank: must(place.rank, 'a complete tier has ranks'), bars }
}

interface Placed extends Pick<Nominee, 'tiedAtCut' | 'criterion'> {
  who: Candidate
}

/** The first `top` of candidates in order; ties across the last place are listed, or broken by criteria. */
function withinQuota(
  quota: Quota,
  candidates: readonly Candidate[],
  statements: ReadonlyMap<string, Statement>,
): Placed[] {
  const sure = (who: Candidate): Placed => ({ who, tiedAtCut: false, criterion: 'total' })
  if (candidates.length <= quota.top) return candidates.map(sure)
  const cutRank = must(candidates[quota.top - 1], 'a quota has a place').rank
  const before = candidates.filter((one) => one.rank < cutRank)
  const atCut = candidates.filter((one) => one.rank === cutRank)
  const places = quota.top - before.length
  if (atCut.length <= places) return [...before, ...atCut].map(sure)
  const tied =
    quota.tie.value === 'criteria'
      ? byCriteria(quota, atCut, places, statements)
      : atCut.map((who) => ({ who, tiedAtCut: true, criterion: 'total' }))
  return [...before.map(sure), ...tied]
}

/** Breaks a tie at the last place by parts, one after another; who is equal in all stays tied. */
function byCriteria(
  quota: Quota,
  atCut: readonly Candidate[],
  places: number,
  statements: ReadonlyMap<string, Statement>,
): Placed[] {
  let left = [...atCut]
  let free = places
  const chosen: Placed[] = []
  for (const part of quota.criteria) {
    const value = (who: Candidate) =>
      points(pointsOfPart(statements.get(who.place.assessee)?.root, part))
    left.sort((a, b) => compareExact(value(b), value(a)))
    const cut = must(left[free - 1], 'a tie is longer than its places')
    const better = left.filter((one) => compareExact(value(one), value(cut)) > 0)
    const equal = left.filter((one) => compareExact(value(one), value(cut)) === 0)
    chosen.push(...better.map((who) => ({ who, tiedAtCut: false, criterion: part })))
    free -= better.length
    left = equal
    if (equal.length === free) {
      const rest = equal.map((who) => ({ who, tiedAtCut: false, criterion: part }))
      return [...chosen, ...rest]
    }
  }
  return [...chosen, ...left.map((who) => ({ who, tiedAtCut: true, criterion: 'total' }))]
}

/** A part's contribution to a final statement; 0 where the tree lacks it. */
function pointsOfPart(line: Line | undefined, part: string): string {
  if (line === undefined) return '0'
  if (line.id === part) return line.points.settled
  const below = line.lines.map((one) => pointsOfPart(one, part))
  return below.find((value) => value !== '0') ?? '0'
}
