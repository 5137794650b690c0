import { compareExact, points, type Points } from '../base/points.js'
import type { Grade, GradeCondition } from '../scheme/model-grades.js'
import { must } from '../base/bug.js'
import type { Context } from './context.js'
import { isStateOpen, stateOf } from './grade-states.js'
import { text } from './interval.js'
import type { ConditionFinding, GradeFinding, Nomination } from './findings.js'
import type { Statement } from './statement.js'
import { needsOf, tryUntotalled } from './prerequisites.js'
import { consequencesFor } from './running-years.js'

type Tried = GradeFinding['tried'][number]

/** The grade proposed for each assessee, with every condition tried in exact integers and decimals. */
export function gradeAll(
  context: Context,
  statements: readonly Statement[],
  nominations: readonly Nomination[],
): GradeFinding[] {
  if (context.input.scheme.grades.length === 0) return []
  return statements.map((one) => {
    const found = gradeOf(context, one, nominations)
    const due = found.grade === null ? [] : consequencesFor(context, one.assessee, found.grade)
    return due.length === 0 ? found : { ...found, consequences: due }
  })
}

function gradeOf(
  context: Context,
  statement: Statement,
  nominations: readonly Nomination[],
): GradeFinding {
  const assessee = statement.assessee
  const { grading } = context.input.scheme
  const who = must(context.assessees.get(assessee), `no assessee ${assessee}`)
  const state = stateOf(context, who)
  if (state !== null) {
    return { ...finding(context, assessee, { grade: null, reason: 'state' }, []), state }
  }
  if (statement.total === null || isStateOpen(context, assessee))
    return finding(context, assessee, { grade: null, reason: 'open' }, [])
  const tried = triedGrades(context, assessee, points(statement.total))
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
  return finding(context, assessee, highGrade(context, statement, nominations), tried)
}

/** Whether a grade whose conditions are open would win over those that hold. */
function mayStillDecide(tried: readonly Tried[], several: 'lowest' | 'undetermined'): boolean {
  const isOpen = (one: Tried): boolean =>
    !one.holds && one.conditions.every((each) => each.holds || ('open' in each && each.open))
  const last = tried.map((one) => one.holds).lastIndexOf(true)
  const from = several === 'undetermined' ? 0 : last + 1
  return tried.slice(from).some(isOpen)
}

/** The grade of whoever no low grade's conditions catch. */
function highGrade(
  context: Context,
  statement: Statement,
  nominations: readonly Nomination[],
): Pick<GradeFinding, 'grade' | 'reason'> {
  const { grades, quotas } = context.input.scheme
  for (const grade of grades) {
    const { by } = grade
    if (by.kind !== 'quota') continue
    const quota = quotas.find((one) => one.id === by.quota)
    const mine = nominations.filter((one) => one.grade === quota?.grade)
    const named = mine
      .flatMap((one) => one.nominees)
      .find((nominee) => nominee.assessee === statement.assessee)
    if (named)
      return {
        grade: named.tiedAtCut ? null : grade.id,
        reason: named.tiedAtCut ? 'undetermined' : 'nominated',
      }
  }
  const waits = quotas.length > 0 && !nominations.some((one) => one.tier === statement.tier)
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
  return tryUntotalled(context, condition, of.assessee)
}
