import { must } from '../base/bug.js'
import { compareExact, points, type Points } from '../base/points.js'
import type { Grade, GradeCondition } from '../scheme/model-grades.js'
import { isPartClosed, type Context } from './context.js'
import { text } from './interval.js'
import type { ConditionFinding, GradeFinding, Nomination, Nominee } from './findings.js'
import type { Score } from './score.js'
import { countsOf, tallyOf } from './votes.js'

type Tried = GradeFinding['tried'][number]

/** The grade proposed for each assessee, with every condition tried in exact integers and decimals. */
export function gradeAll(
  context: Context,
  scores: readonly Score[],
  nominations: readonly Nomination[],
): GradeFinding[] {
  if (context.input.scheme.grades.length === 0) return []
  const found = nominatedOf(nominations)
  return scores.map((one) => gradeOf(context, one, found))
}

/** What nominations say, by whom they name. */
interface Nominated {
  /** Nominees by `grade assessee`. */
  nominees: ReadonlyMap<string, Nominee>
  tiers: ReadonlySet<string>
}

function nominatedOf(nominations: readonly Nomination[]): Nominated {
  const rows = nominations.flatMap(({ grade, nominees }) =>
    nominees.map((one) => [`${grade} ${one.assessee}`, one] as const),
  )
  return { nominees: new Map(rows), tiers: new Set(nominations.map((one) => one.tier)) }
}

function gradeOf(context: Context, score: Score, nominated: Nominated): GradeFinding {
  const assessee = score.assessee.id
  const { grading } = context.input.scheme
  if (score.total === null) return finding(context, assessee, { grade: null, reason: 'open' }, [])
  const tried = triedGrades(context, assessee, score.total)
  const holding = tried.filter((one) => one.holds)
  if (holding.length > 1 && grading.several.value === 'undetermined') {
    return finding(context, assessee, { grade: null, reason: 'undetermined' }, tried)
  }
  const low = holding[holding.length - 1]
  if (low) return finding(context, assessee, { grade: low.grade, reason: 'conditions' }, tried)
  const byTotal = tried.filter(isTotalAlone)
  const lowest = byTotal[byTotal.length - 1]
  if (lowest && grading.totalAlone.value === 'by-total') {
    return finding(context, assessee, { grade: lowest.grade, reason: 'by-total' }, tried)
  }
  if (lowest && grading.totalAlone.value === 'undetermined') {
    return finding(context, assessee, { grade: null, reason: 'undetermined' }, tried)
  }
  return finding(context, assessee, highGrade(context, score, nominated), tried)
}

/** The grade of whoever no low grade's conditions catch. */
function highGrade(
  context: Context,
  { assessee }: Score,
  nominated: Nominated,
): Pick<GradeFinding, 'grade' | 'reason'> {
  const { grades, quotas } = context.input.scheme
  for (const grade of grades) {
    const { by } = grade
    if (by.kind !== 'quota') continue
    const named = nominated.nominees.get(`${grade.id} ${assessee.id}`)
    if (named?.tiedAtCut) return { grade: null, reason: 'undetermined' }
    if (named) return { grade: grade.id, reason: 'nominated' }
  }
  const forTier = quotas.some(({ tiers }) => tiers === null || tiers.includes(assessee.tier))
  const waits = forTier && !nominated.tiers.has(assessee.tier)
  if (waits) return { grade: null, reason: 'open' }
  const rest = grades.find((grade) => grade.by.kind === 'otherwise')
  return { grade: rest?.id ?? null, reason: rest ? 'otherwise' : 'undetermined' }
}

function finding(
  context: Context,
  assessee: string,
  of: Pick<GradeFinding, 'grade' | 'reason'>,
  tried: readonly Tried[],
): GradeFinding {
  const grade = context.input.scheme.grades.find((one) => one.id === of.grade)
  return { assessee, ...of, decidedBy: grade?.decidedBy ?? null, tried }
}

/** Every grade with conditions, tried against a final total. */
function triedGrades(context: Context, assessee: string, total: Points): Tried[] {
  return context.input.scheme.grades.flatMap((grade: Grade) => {
    if (grade.by.kind !== 'conditions') return []
    const conditions = grade.by.all.map((one) => tryCondition(context, one, { assessee, total }))
    const holds = conditions.every((one) => one.holds)
    return [{ grade: grade.id, clause: grade.clause, holds, conditions }]
  })
}

/** All conditions on the total hold, and only those on votes fail. */
export function isTotalAlone(tried: Tried): boolean {
  const totals = tried.conditions.filter((one) => one.kind === 'total-below')
  return !tried.holds && totals.length > 0 && totals.every((one) => one.holds)
}

function tryCondition(
  context: Context,
  condition: GradeCondition,
  of: { assessee: string; total: Points },
): ConditionFinding {
  if (condition.kind === 'total-below') {
    const order = compareExact(of.total, condition.points)
    const inclusive = condition.edge.value === 'inclusive'
    return {
      kind: 'total-below',
      holds: inclusive ? order <= 0 : order < 0,
      total: text(of.total),
      limit: text(condition.points),
      relation: inclusive ? '<=' : '<',
    }
  }
  const { votes, ballots } = votesFor(context, condition, of.assessee)
  const left = points(condition.denominator).times(votes)
  const right = points(condition.numerator).times(ballots)
  const order = compareExact(left, right)
  const inclusive = condition.edge.value === 'inclusive'
  return {
    kind: 'vote-share',
    holds: ballots > 0 && (inclusive ? order >= 0 : order > 0),
    votes,
    ballots,
    left: text(left),
    right: text(right),
    relation: inclusive ? '>=' : '>',
  }
}

/** Votes in the bands and the ballots they are a share of; none while open or with too few ballots. */
function votesFor(
  context: Context,
  condition: Extract<GradeCondition, { kind: 'vote-share' }>,
  assessee: string,
): { votes: number; ballots: number } {
  const none = { votes: 0, ballots: 0 }
  const part = must(context.parts.get(condition.part), `no part ${condition.part}`)
  if (part.kind !== 'votes' || !isPartClosed(context, part)) return none
  const tally = tallyOf(context, part.id, assessee)
  if (tally === null) return none
  const scale = must(context.scales.get(part.scale), `no scale ${part.scale}`)
  const counts = countsOf(context, scale, tally)
  if (counts.valid < part.ballotsMin.value) return none
  const votes = condition.bands.reduce((all, band) => all + (counts.bands.get(band) ?? 0), 0)
  return { votes, ballots: condition.of.value === 'issued' ? counts.issued : counts.valid }
}
