import { points } from '../../base/points.js'
import { conditionsIn } from '../../scheme/model/conditions.js'
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
import { askedParts, tryCondition } from './conditions.js'
import type { After } from './fact-conditions.js'
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
  const ranked = placesBy(of.rankings)
  const grades = new Map(of.grades.map((one) => [one.assessee, one.grade]))
  return scores.flatMap(({ assessee: { id } }) => {
    const after = afterOf(context, id, { grade: grades.get(id) ?? null, ranked })
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
  const conditions = askedParts(one.when).map((each) => tryCondition(context, each, of))
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

/** Places by `tier assessee` and `group assessee`. */
function placesBy(rankings: readonly TierRanking[]): ReadonlyMap<string, Ranked> {
  return new Map(
    rankings.flatMap(({ group, complete, places }) =>
      places.map((place) => {
        const behind = places.filter((other) => (other.rank ?? 0) > (place.rank ?? 0)).length
        const fromLast = complete && place.rank !== null ? behind + 1 : null
        const key = `${group === null ? 'tier' : 'group'} ${place.assessee}`
        return [key, { place, people: places.length, fromLast }] as const
      }),
    ),
  )
}

/** How conditions on grade and rank are tried for one assessee. */
function afterOf(
  context: Context,
  assessee: string,
  own: { grade: string | null; ranked: ReadonlyMap<string, Ranked> },
): After {
  return {
    grade: (one) => {
      const fits = (level: string | null) => level !== null && one.grades.includes(level)
      const { year } = context.input
      // Earlier years are looked at only where this one fits.
      const count = fits(own.grade) ? one.years : 1
      const years = Array.from({ length: count }, (_, back) => {
        const before = `${Number.parseInt(year, 10) - back}`
        if (back === 0) return { year, level: own.grade }
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
      const ranked = own.ranked.get(`${one.of.value} ${assessee}`)
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
