import { must } from '../../base/bug.js'
import type { Grade, GradeCondition } from '../../scheme/model/grades.js'
import { isPartClosed, type Context } from '../context.js'
import { tryPeriods, tryResult } from './conditions.js'
import type { ConditionFinding } from '../findings.js'
import { once } from '../lookups.js'
import type { BarFound } from '../statement.js'
import { tryVotes } from '../votes/vote-shares.js'

/** A grade's prerequisites for one assessee, tried. */
export interface NeedsFound {
  holds: boolean
  /** None fails for good, and one may still turn out either way. */
  open: boolean
  conditions: readonly ConditionFinding[]
}

/** Tries a condition that does not look at the total. */
export function tryUntotalled(
  context: Context,
  condition: Exclude<GradeCondition, { kind: 'total-below' }>,
  assessee: string,
): ConditionFinding {
  switch (condition.kind) {
    case 'periods':
      return tryPeriods(context, condition, assessee)
    case 'result': {
      const who = must(context.assessees.get(assessee), `no assessee ${assessee}`)
      return tryResult(context, condition, who)
    }
    case 'vote-share':
      return tryVotes(context, condition, assessee)
  }
}

/** What must hold before a grade is open to an assessee. */
export function needsOf(context: Context, grade: Grade, assessee: string): NeedsFound {
  const conditions = grade.needs.map((one) => tryUntotalled(context, one, assessee))
  const open = grade.needs.map((need, index) => {
    if (need.kind === 'vote-share') {
      return !isPartClosed(context, must(context.parts.get(need.part), `no part ${need.part}`))
    }
    const found = conditions[index]
    return found !== undefined && 'open' in found && found.open
  })
  const holds = conditions.every((one) => one.holds)
  const failed = conditions.some((one, index) => !one.holds && open[index] !== true)
  return { holds, open: !holds && !failed, conditions }
}

/** Grades reached by a quota that their prerequisites close, as bars: by assessee id. */
export const needsBars = once((context: Context): ReadonlyMap<string, readonly BarFound[]> => {
  const found = new Map<string, BarFound[]>()
  for (const grade of context.input.scheme.grades) {
    if (grade.needs.length === 0 || grade.by.kind !== 'quota') continue
    for (const { id } of context.input.assessees) {
      const needs = needsOf(context, grade, id)
      if (needs.holds || needs.open) continue
      const { name, clause, says } = grade
      const bar = { id: `${grade.id}-needs`, name, clause, says: says.text, grade: grade.id }
      found.set(id, [
        ...(found.get(id) ?? []),
        { ...bar, charge: 'person', facts: [], count: null },
      ])
    }
  }
  return found
})

/** Whether somebody's prerequisites of a grade by quota are not known yet: then nobody can be nominated. */
export function areNeedsOpen(
  context: Context,
  grade: string,
  assessees: readonly string[],
): boolean {
  const found = context.input.scheme.grades.find((one) => one.id === grade)
  if (found === undefined || found.needs.length === 0) return false
  return assessees.some((one) => needsOf(context, found, one).open)
}
