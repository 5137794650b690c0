import type { Grade } from '../../scheme/model/grades.js'
import type { Context } from '../context.js'
import type { GradeFinding } from '../findings.js'
import { once } from '../../base/lookups.js'
import { barsOf } from './bars.js'
import { askedFindings, tryCondition } from './conditions.js'
import { needsOf } from './prerequisites.js'

/** A grade with conditions, tried for somebody. */
export type Tried = GradeFinding['tried'][number]

const known = once((_: Context) => new Map<string, readonly Tried[]>())

/** Every grade with conditions, tried for an assessee; bars close it whatever holds. */
export function triedGrades(context: Context, assessee: string): readonly Tried[] {
  const before = known(context).get(assessee)
  if (before !== undefined) return before
  const tried = context.input.scheme.grades.flatMap((grade) => tryGrade(context, grade, assessee))
  known(context).set(assessee, tried)
  return tried
}

function tryGrade(context: Context, grade: Grade, assessee: string): Tried[] {
  const { by } = grade
  if (by.kind !== 'when') return []
  const whole = tryCondition(context, by.when, { assessee })
  const needs = needsOf(context, grade, assessee)
  const own = askedFindings(by.when, whole)
  const bars = barsOf(context, assessee)
    .filter((bar) => bar.grade === grade.id)
    .map((bar) => bar.id)
  const failed = (!whole.holds && !whole.open) || (!needs.holds && !needs.open) || bars.length > 0
  const found = {
    grade: grade.id,
    clause: grade.clause,
    holds: whole.holds && needs.holds && bars.length === 0,
    open: !failed && (whole.open || needs.open),
    conditions: needs.conditions.length === 0 ? own : [...own, ...needs.conditions],
  }
  return [bars.length === 0 ? found : { ...found, barred: bars }]
}

/** Whether what is open about a grade may still make it hold. */
export function mayStillHold(one: Tried): boolean {
  return !one.holds && one.open
}

/** All conditions on points hold, and only others fail. */
export function arePointsAlone(tried: Tried): boolean {
  const onPoints = tried.conditions.filter((one) => one.kind === 'points')
  return !tried.holds && onPoints.length > 0 && onPoints.every((one) => one.holds)
}
