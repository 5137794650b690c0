import type { Grade } from '../../scheme/model/grades.js'
import type { Context } from '../context.js'
import { askedFindings, tryCondition } from './conditions.js'
import type { ConditionFinding } from '../findings.js'
import type { BarFound } from '../statement.js'

/** A grade's prerequisites for one assessee, tried. */
export interface NeedsFound {
  holds: boolean
  /** None fails for good, and one may still turn out either way. */
  open: boolean
  conditions: readonly ConditionFinding[]
}

const nothingNeeded: NeedsFound = { holds: true, open: false, conditions: [] }

/** What must hold before a grade is open to an assessee. */
export function needsOf(context: Context, grade: Grade, assessee: string): NeedsFound {
  const { needs } = grade
  if (needs === null || !needs.inForce.value) return nothingNeeded
  const whole = tryCondition(context, needs, { assessee })
  return { holds: whole.holds, open: whole.open, conditions: askedFindings(needs, whole) }
}

const none: readonly BarFound[] = []

/** Grades reached by a quota that their prerequisites close to an assessee, as bars. */
export function needsBars(context: Context, assessee: string): readonly BarFound[] {
  const { grades } = context.input.scheme
  if (grades.every((one) => one.needs === null)) return none
  return grades.flatMap((grade): BarFound[] => {
    if (grade.needs === null || grade.by.kind !== 'quota') return []
    const needs = needsOf(context, grade, assessee)
    if (needs.holds || needs.open) return []
    const { name, clause, says } = grade
    const bar = { id: `${grade.id}-needs`, name, clause, says: says.text, grade: grade.id }
    return [{ ...bar, charge: 'person', facts: [], count: null }]
  })
}

/** Whether somebody's prerequisites of a grade by quota are not known yet: then nobody can be nominated. */
export function areNeedsOpen(
  context: Context,
  grade: string,
  assessees: readonly string[],
): boolean {
  const found = context.input.scheme.grades.find((one) => one.id === grade)
  if (found === undefined || found.needs === null) return false
  return assessees.some((one) => needsOf(context, found, one).open)
}
