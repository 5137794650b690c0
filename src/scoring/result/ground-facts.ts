import { conditionsOf } from '../../scheme/model/scheme.js'
import { rulesIn, type FactsCondition } from '../../scheme/model/conditions.js'
import { compareFacts, covers, ownersOf, ruleInForce, type Context } from '../context.js'
import type { FactState, ScoringFact } from '../input.js'
import { grouped, once } from '../../base/lookups.js'
import type { Span } from '../../base/assessment-year.js'

/** Facts that conditions look at, by whom they are about. */

const grounds = once((context: Context): readonly ScoringFact[] => {
  const rules = new Set(conditionsOf(context.input.scheme).flatMap(rulesIn))
  if (rules.size === 0) return []
  return context.facts
    .filter((fact) => rules.has(ruleInForce(context, fact)?.id ?? ''))
    .sort(compareFacts)
})

const groundsByOwner = once((context: Context) =>
  grouped(grounds(context), (fact) => ownersOf(context, fact)),
)

/** Effective facts that count under one of the rules, in order of day. */
export function effectiveOf(context: Context, rules: readonly string[]): readonly ScoringFact[] {
  return grounds(context).filter((fact) => isEffective(context, fact, rules))
}

function isEffective(context: Context, fact: ScoringFact, rules: readonly string[]): boolean {
  return fact.state === 'effective' && rules.includes(ruleInForce(context, fact)?.id ?? '')
}

/** An assessee's effective facts of a condition's rules that nothing later has ended. */
export function standingFacts(
  context: Context,
  condition: Pick<FactsCondition, 'rules' | 'until'>,
  of: { assessee: string; span?: Span },
): ScoringFact[] {
  const own = groundsByOwner(context).get(of.assessee) ?? []
  const effective = (rules: readonly string[]) =>
    own.filter((fact) => isEffective(context, fact, rules))
  const ending = effective(condition.until)
  return effective(condition.rules).filter(
    (fact) =>
      (of.span === undefined || covers(of.span, fact.day)) &&
      !ending.some((one) => one.day >= fact.day),
  )
}

const undecided: readonly FactState[] = ['proposed', 'objected']

/** Whether an undecided fact of one of the rules is about the assessee. */
export function hasUndecidedFact(
  context: Context,
  rules: readonly string[],
  of: { assessee: string; span?: Span },
): boolean {
  return (groundsByOwner(context).get(of.assessee) ?? []).some(
    (fact) =>
      undecided.includes(fact.state) &&
      (of.span === undefined || covers(of.span, fact.day)) &&
      rules.includes(ruleInForce(context, fact)?.id ?? ''),
  )
}

/** Whether no further fact can come. */
export function areFactsDecided(context: Context): boolean {
  return context.input.closed.year || context.input.closed.facts
}
