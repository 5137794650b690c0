import { compareExact, type Points } from '../../base/points.js'
import type { Grade, GradeCondition } from '../../scheme/model/grades.js'
import { findBars } from './bars.js'
import type { Context } from '../context.js'
import { isStateOpen, stateOf } from './grade-states.js'
import { text } from '../interval.js'
import type { ConditionFinding, GradeFinding, Nomination, Nominee } from '../findings.js'
import type { Score } from './score.js'
import { needsOf, tryUntotalled } from './prerequisites.js'
import { consequencesFor } from './running-years.js'

type Tried = GradeFinding['tried'][number]

/** The grade proposed for each assessee, with every condition tried in exact integers and decimals. */
export function gradeAll(
  context: Context,
  scores: readonly Score[],
  nominations: readonly Nomination[],
): GradeFinding[] {
  if (context.input.scheme.grades.length === 0) return []
  const nominated = nominatedOf(nominations)
  return scores.map((one) => {
    const found = gradeOf(context, one, nominated)
    const due = found.grade === null ? [] : consequencesFor(context, one.assessee.id, found.grade)
    return due.length === 0 ? found : { ...found, consequences: due }
  })
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
  const state = stateOf(context, score.assessee)
  if (state !== null) {
    return { ...finding(context, assessee, { grade: null, reason: 'state' }, []), state }
  }
  if (score.total === null || isStateOpen(context, assessee))
    return finding(context, assessee, { grade: null, reason: 'open' }, [])
  const tried = triedGrades(context, assessee, score.total)
  const holding = tried.filter((one) => one.holds)
  if (mayStillDecide(tried, grading.several.value)) {
    return finding(context, assessee, { grade: null, reason: 'open' }, tried)
  }
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

/** Whether a grade whose conditions are open would win over those that hold. */
function mayStillDecide(tried: readonly Tried[], several: 'lowest' | 'undetermined'): boolean {
  const isOpen = (one: Tried): boolean =>
    !one.holds &&
    one.barred === undefined &&
    one.conditions.every((each) => each.holds || ('open' in each && each.open))
  const last = tried.map((one) => one.holds).lastIndexOf(true)
  const from = several === 'undetermined' ? 0 : last + 1
  return tried.slice(from).some(isOpen)
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
    const quota = quotas.find((one) => one.id === by.quota)
    const named = nominated.nominees.get(`${quota?.grade} ${assessee.id}`)
    if (named?.tiedAtCut) return { grade: null, reason: 'undetermined' }
    if (named) return { grade: grade.id, reason: 'nominated' }
  }
  const waits = quotas.length > 0 && !nominated.tiers.has(assessee.tier)
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
    const needs = needsOf(context, grade, assessee).conditions
    const own = grade.by.all.map((one) => tryCondition(context, one, { assessee, total }))
    const conditions = [...own, ...needs]
    const all = conditions.every((one) => one.holds)
    const bars = (findBars(context).get(assessee) ?? [])
      .filter((bar) => bar.grade === grade.id)
      .map((bar) => bar.id)
    const found = { grade: grade.id, clause: grade.clause, holds: all, conditions }
    return [bars.length === 0 ? found : { ...found, holds: false, barred: bars }]
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
    const order = compareExact(of.total, condition.points.value)
    const inclusive = condition.edge.value === 'inclusive'
    return {
      kind: 'total-below',
      holds: inclusive ? order <= 0 : order < 0,
      total: text(of.total),
      limit: text(condition.points.value),
      relation: inclusive ? '<=' : '<',
    }
  }
  return tryUntotalled(context, condition, of.assessee)
}
