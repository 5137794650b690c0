import { bug } from '../../base/bug.js'
import type { Condition, GroupCondition, Subject } from '../../scheme/model/conditions.js'
import type { Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import { text } from '../interval.js'
import type { Span } from '../../base/assessment-year.js'
import { countFor } from './counts.js'
import { areFactsDecided, hasUndecidedFact, standingFacts } from './ground-facts.js'
import { figureOf, isWithin, relationOf, settledWhileGrowing } from './relation.js'

type Of<K extends Subject['kind']> = Extract<Subject, { kind: K }>
type Found<K extends ConditionFinding['kind']> = Extract<ConditionFinding, { kind: K }>

/** Of whom a condition is asked, and within which days of the year; the whole year where absent. */
export interface Asked {
  assessee: string
  span?: Span
  /** How grade and rank are tried, once they are known; absent before. */
  after?: After
}

/** Tries what is known only after grades and ranks are. */
export interface After {
  grade(one: Of<'grade'>): Found<'grade'> & { holds: boolean; open: boolean }
  rank(one: Of<'rank'>): Found<'rank'> & { holds: boolean; open: boolean }
}

/**
 * Tries a condition on facts of some days alone. Throws a Bug for one that looks at anything else: reading a scheme
 * refuses these where a period is asked for.
 */
export function tryWithin(context: Context, one: Condition, of: Asked): ConditionFinding {
  const found = trySubject(context, one, of)
  return one.inForce.value ? found : { ...found, holds: false, open: false }
}

function trySubject(context: Context, one: Subject, of: Asked): ConditionFinding {
  switch (one.kind) {
    case 'all':
    case 'any':
      return tryGroup(one, (each) => tryWithin(context, each, of))
    case 'not':
      return tryNot(tryWithin(context, one.condition, of))
    case 'facts':
      return tryFacts(context, one, of)
    case 'count':
      return tryCount(context, one, of)
    default:
      return bug(`no condition of a period: ${one.kind}`)
  }
}

/** Several conditions together: all of them, or any; decided as soon as one of them decides it. */
export function tryGroup(
  one: GroupCondition,
  tryOne: (each: Condition) => ConditionFinding,
): ConditionFinding {
  const asked = one.conditions.filter((each) => each.inForce.value)
  const conditions = asked.map(tryOne)
  const isAll = one.kind === 'all'
  const decides = conditions.some((each) => (isAll ? !each.holds && !each.open : each.holds))
  const open = !decides && conditions.some((each) => each.open)
  return { kind: one.kind, holds: !open && decides !== isAll, open, conditions }
}

/** The contrary of a condition. */
export function tryNot(inner: ConditionFinding): ConditionFinding {
  const { open } = inner
  return { kind: 'not', holds: !open && !inner.holds, open, conditions: [inner] }
}

/** Effective facts that nothing later has ended; open while there is none and one may still come. */
export function tryFacts(context: Context, one: Of<'facts'>, of: Asked): Found<'facts'> {
  const facts = standingFacts(context, one, of).map((fact) => fact.id)
  const open = facts.length === 0 && !areSettled(context, [...one.rules, ...one.until], of)
  return { kind: 'facts', holds: facts.length > 0, open, facts }
}

function areSettled(context: Context, rules: readonly string[], of: Asked): boolean {
  return areFactsDecided(context) && !hasUndecidedFact(context, rules, of)
}

/** A count of facts, which only grows until the facts are closed. */
export function tryCount(context: Context, one: Of<'count'>, of: Asked): Found<'count'> {
  const bound = one.is.value
  const { value, facts, of: whose } = countFor(context, one, of)
  const limit = figureOf(bound)
  const settled = areSettled(context, one.rules, of)
  const now = settledWhileGrowing(bound, value, limit)
  return {
    kind: 'count',
    holds: settled ? isWithin(bound, value, limit) : now === 'holds',
    open: !settled && now === 'open',
    value: text(value),
    relation: relationOf(bound),
    limit: text(limit),
    of: whose,
    facts,
  }
}
