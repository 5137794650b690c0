import { compareExact, exactText, points } from '../../base/points.js'
import { scoreOne } from '../engine.js'
import type { Nomination } from '../findings.js'
import type { Exact, ScoringFact, ScoringInput } from '../input.js'
import type { CycleResult } from '../statement.js'

/** Who has the last place of a quota, and who comes next: what lies between them. */
export interface PlaceEdge {
  /** Which of the nominations. */
  nomination: number
  last: string
  next: string
  gap: Exact
}

/** A rater without whose ratings the next would have the place of the last. */
export interface RaterDecides {
  nomination: number
  last: string
  next: string
  assessor: string
}

type Result = Pick<CycleResult, 'nominations' | 'rankings'>

/** The edge of each quota whose places are given by rank; none where nobody is left, or the last are tied. */
export function placeEdges({ nominations, rankings }: Result): PlaceEdge[] {
  return nominations.flatMap((nomination, index) => {
    const ranking = rankings.find(
      (one) => one.tier === nomination.tier && one.group === (nomination.group ?? null),
    )
    if (!ranking || nomination.nominees.some((one) => one.tiedAtCut)) return []
    const byRank = nomination.nominees.filter((one) => one.criterion !== 'automatic')
    const out = outside(nomination)
    const places = ranking.places.filter((place) => place.total !== null)
    const last = places.findLast((place) => byRank.some((one) => one.assessee === place.assessee))
    const next = places.find((place) => !out.has(place.assessee))
    if (!last || !next) return []
    const gap = points(last.total ?? '0').minus(points(next.total ?? '0'))
    if (gap.isNegative()) return []
    const of = { last: last.assessee, next: next.assessee }
    return [{ nomination: index, ...of, gap: exactText(gap) }]
  })
}

/** Who has a place, or can't have one. */
function outside({ nominees, struck }: Nomination): Set<string> {
  return new Set([...nominees, ...struck].map((one) => one.assessee))
}

/** Raters that are tried at an edge; more rate nobody. */
const ratersMost = 30

/** Raters on whom alone it hangs who of two has the last place: tried by leaving out what each gave the two. */
export function ratersWhoDecide(input: ScoringInput, edges: readonly PlaceEdge[]): RaterDecides[] {
  return edges.flatMap(({ nomination, last, next }) => {
    const two = inputOfTwo(input, last, next)
    const isBehind = (of: ScoringInput): boolean | null => {
      const [first, second] = [last, next].map((id) => scoreOne(of, id).total)
      if (first == null || second == null) return null
      return compareExact(points(first), points(second)) < 0
    }
    // Facts of others may count in the whole that do not among the two: then nothing is said.
    if (isBehind(two) !== false) return []
    const raters = [...new Set(two.ratings.map((one) => one.assessor))].sort()
    return raters
      .slice(0, ratersMost)
      .filter((assessor) => {
        const ratings = two.ratings.filter((one) => one.assessor !== assessor)
        return isBehind({ ...two, ratings }) === true
      })
      .map((assessor) => ({ nomination, last, next, assessor }))
  })
}

/** What two statements depend on, as far as ratings can turn them. */
function inputOfTwo(input: ScoringInput, ...ids: [string, string]): ScoringInput {
  const assessees = input.assessees.filter((one) => ids.includes(one.id))
  const units = new Set(assessees.flatMap((one) => one.unit ?? []))
  const isTheirs = (fact: ScoringFact): boolean =>
    fact.persons.some((one) => ids.includes(one)) ||
    units.has(fact.unit ?? '') ||
    (fact.joint ?? []).some((one) => ids.includes(one.who))
  const isOf = (one: { assessee: string }): boolean => ids.includes(one.assessee)
  return {
    ...input,
    assessees,
    facts: input.facts.filter(isTheirs),
    ratings: input.ratings.filter(isOf),
    tallies: input.tallies.filter(isOf),
    entered: input.entered.filter(isOf),
  }
}
