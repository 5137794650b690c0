import { points, zero, type Points } from '../../base/points.js'
import type { CountCondition } from '../../scheme/model/conditions.js'
import { compareText, covers, ownersOf, ruleInForce, type Context } from '../context.js'
import type { ScoringFact } from '../input.js'
import { once } from '../../base/lookups.js'
import type { Span } from '../../base/assessment-year.js'
import { effectiveOf } from './ground-facts.js'
import { figureOf, isWithin } from './relation.js'

/** What was counted for one person or unit, day by day. */
export interface Count {
  value: Points
  facts: ScoringFact[]
  /** The fact by which the bound was reached; null while it is not. */
  reachedBy: ScoringFact | null
}

/** Counts by condition, found once per context. */
const countsKnown = once((_: Context) => new Map<CountCondition, ReadonlyMap<string, Count>>())

/** Counts of a condition's facts by person, or by unit. */
export function countsBy(context: Context, when: CountCondition): ReadonlyMap<string, Count> {
  const known = countsKnown(context)
  const counts = known.get(when) ?? findCounts(context, when)
  known.set(when, counts)
  return counts
}

/** The count that bears on one assessee: its own, or its unit's; within some days, where they are given. */
export function countFor(
  context: Context,
  when: CountCondition,
  asked: { assessee: string; span?: Span },
): { value: Points; facts: string[]; of: string } {
  const unit = context.assessees.get(asked.assessee)?.unit ?? ''
  const of = when.of.value === 'person' ? asked.assessee : unit
  const one = countsBy(context, when).get(of)
  const { span } = asked
  const facts = (one?.facts ?? []).filter((fact) => span === undefined || covers(span, fact.day))
  const value =
    span === undefined
      ? (one?.value ?? zero)
      : facts.reduce((all, fact) => all.plus(amountOf(when, fact)), zero)
  return { value, facts: facts.map((fact) => fact.id).sort(compareText), of }
}

function amountOf(when: CountCondition, fact: ScoringFact): Points {
  return when.takes === 'times' ? points(fact.times ?? 1) : points(fact.quantity ?? '0')
}

function findCounts(context: Context, when: CountCondition): Map<string, Count> {
  const counts = new Map<string, Count>()
  const limit = figureOf(when.is.value)
  for (const fact of effectiveOf(context, when.rules)) {
    if (!isSortCounted(context, when, fact)) continue
    const amount = amountOf(when, fact)
    for (const owner of ownersOf(context, fact)) {
      const key = when.of.value === 'person' ? owner : unitFor(context, fact, owner)
      if (key === null) continue
      const before = counts.get(key) ?? { value: zero, facts: [], reachedBy: null }
      const value = before.value.plus(amount)
      const reached = isWithin(when.is.value, value, limit)
      const reachedBy = before.reachedBy ?? (reached ? fact : null)
      counts.set(key, { value, facts: [...before.facts, fact], reachedBy })
    }
  }
  return counts
}

/** The unit of a fact, else of the person. */
export function unitFor(context: Context, fact: ScoringFact, person: string): string | null {
  return fact.unit ?? context.assessees.get(person)?.unit ?? null
}

function isSortCounted(context: Context, when: CountCondition, fact: ScoringFact): boolean {
  const sorts = when.only.value
  const rule = ruleInForce(context, fact)
  if (sorts === null || rule === null || rule.sorts.length === 0) return true
  return fact.sort !== undefined && sorts.includes(fact.sort)
}
