import { points } from '../../base/points.js'
import { conditionsIn, type RankCondition } from '../../scheme/model/conditions.js'
import type { Consequence } from '../../scheme/model/scheme.js'
import type { Context } from '../context.js'
import type {
  ConditionFinding,
  ConsequenceFound,
  GradeFinding,
  Place,
  TierRanking,
} from '../findings.js'
import { text } from '../interval.js'
import { resultRow } from '../parts/other-results.js'
import { askedFindings, tryCondition } from './conditions.js'
import type { After } from './fact-conditions.js'
import { placesOf } from './ranking.js'
import { figureOf, isWithin, relationOf } from './relation.js'
import type { Score } from './score.js'

/** What follows for each from grades, ranks and all else, assessee by assessee in the scheme's order. */
export function consequencesOf(
  context: Context,
  scores: readonly Score[],
  of: { rankings: readonly TierRanking[]; grades: readonly GradeFinding[] },
): ConsequenceFound[] {
  const { consequences } = context.input.scheme
  if (consequences.length === 0) return []
  const known: Known = {
    scores: new Map(scores.map((one) => [one.assessee.id, one])),
    rankings: of.rankings,
    grades: new Map(of.grades.map((one) => [one.assessee, one.grade])),
    orders: new Map(),
  }
  return scores.flatMap(({ assessee: { id } }) => {
    const after = afterOf(context, id, known)
    return consequences.flatMap((one) => found(context, one, { assessee: id, after }))
  })
}

function found(
  context: Context,
  one: Consequence,
  of: { assessee: string; after: After },
): ConsequenceFound[] {
  const whole = tryCondition(context, one.when, of)
  // Of who has no grade yet nothing is said that follows from one.
  const graded = conditionsIn(one.when).some(({ kind }) => kind === 'grade')
  if (!whole.holds && graded && !hasBegun(whole)) return []
  if (!whole.holds && !whole.open && !graded) return []
  const conditions = askedFindings(one.when, whole)
  const due = whole.holds ? 'yes' : whole.open ? 'unknown' : 'no'
  return [{ assessee: of.assessee, id: one.id, clause: one.clause, due, conditions }]
}

/** Whether this year's grade is one of those asked for. */
function hasBegun(finding: ConditionFinding): boolean {
  if ('conditions' in finding) return finding.conditions.some(hasBegun)
  return finding.kind === 'grade' && finding.years.length > 1
}

interface Ranked {
  place: Place
  people: number
  /** The place counted from the last; equal places share it. */
  fromLast: number | null
}

/** What is known of all once grades and ranks are, with the orders that conditions have asked for. */
interface Known {
  scores: ReadonlyMap<string, Score>
  rankings: readonly TierRanking[]
  grades: ReadonlyMap<string, string | null>
  orders: Map<RankCondition, ReadonlyMap<string, Ranked>>
}

/** The place of each in the order that a condition looks at, by assessee. */
function orderOf(context: Context, one: RankCondition, known: Known): ReadonlyMap<string, Ranked> {
  const before = known.orders.get(one)
  if (before !== undefined) return before
  const order = new Map(
    fieldsOf(known, one.of.value).flatMap((field) => rankedOf(context, one, { field, known })),
  )
  known.orders.set(one, order)
  return order
}

/** Those who are ranked together: in each tier, in each group, or all. */
function fieldsOf({ rankings, scores }: Known, of: 'tier' | 'group' | 'everyone'): Score[][] {
  const members = ({ places }: TierRanking): Score[] =>
    places.flatMap(({ assessee }) => scores.get(assessee) ?? [])
  if (of === 'group') return rankings.filter(({ group }) => group !== null).map(members)
  const whole = rankings.filter(({ group }) => group === null).map(members)
  return of === 'everyone' ? [whole.flat()] : whole
}

/** The places of those in a field who count; of nobody while it is open who counts. */
function rankedOf(
  context: Context,
  { among }: RankCondition,
  of: { field: readonly Score[]; known: Known },
): (readonly [string, Ranked])[] {
  const tried = of.field.map((score) => {
    const { id } = score.assessee
    if (among?.inForce.value !== true) return { score, holds: true, open: false }
    const after = afterOf(context, id, of.known)
    return { score, ...tryCondition(context, among, { assessee: id, after }) }
  })
  const open = tried.some((one) => !one.holds && one.open)
  const members = tried.filter((one) => one.holds || one.open).map(({ score }) => score)
  const places = placesOf(context, members).map((one) => (open ? { ...one, rank: null } : one))
  const people = places.length
  // Places come in order: behind an equal run stands all that comes after it.
  let behind = 0
  let run = 0
  let rank: number | null = null
  return [...places].reverse().map((place) => {
    if (place.rank !== rank) {
      behind += run
      run = 0
      rank = place.rank
    }
    run += 1
    return [place.assessee, { place, people, fromLast: rank === null ? null : behind + 1 }] as const
  })
}

/** How conditions on grade and rank are tried for one assessee. */
function afterOf(context: Context, assessee: string, known: Known): After {
  const own = known.grades.get(assessee) ?? null
  return {
    grade: (one) => {
      const fits = (level: string | null) => level !== null && one.grades.includes(level)
      const { year } = context.input
      // Earlier years are looked at only where this one fits.
      const count = fits(own) ? one.years : 1
      const years = Array.from({ length: count }, (_, back) => {
        const before = `${Number.parseInt(year, 10) - back}`
        if (back === 0) return { year, level: own }
        const row =
          one.earlier === null
            ? null
            : resultRow(context, one.earlier, { of: assessee, year: before })
        return { year: before, level: row?.level ?? null }
      })
      const failed = years.some(({ level }) => level !== null && !fits(level))
      const missing = years.some(({ level }) => level === null)
      return { kind: 'grade', holds: !failed && !missing, open: !failed && missing, years }
    },
    rank: (one) => {
      const { from, bound } = one.is.value
      const ranked = orderOf(context, one, known).get(assessee)
      const rank = (from === 'first' ? ranked?.place.rank : ranked?.fromLast) ?? null
      const limit = figureOf(bound)
      const holds = rank !== null && isWithin(bound, points(rank), limit)
      // Who stands in no order is in no place of it; whose order is not final may still come to any.
      const open = ranked !== undefined && rank === null
      const people = ranked?.people ?? 0
      return {
        kind: 'rank',
        holds,
        open,
        rank,
        people,
        relation: relationOf(bound),
        limit: text(limit),
      }
    },
  }
}
