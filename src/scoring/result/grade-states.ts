import { compareExact, exactText, points } from '../../base/points.js'
import { must } from '../../base/bug.js'
import type { GradeState, StateGround } from '../../scheme/model/results.js'
import { compareText, ownersOf, ruleInForce, type Context } from '../context.js'
import type { StateFound } from '../findings.js'
import type { Assessee, FactState, ScoringFact } from '../input.js'
import { text } from '../interval.js'
import { grouped, once } from '../lookups.js'
import { monthsServed } from '../parts/service.js'

type FactGround = Extract<StateGround, { kind: 'fact' }>

/** Facts that are the ground of a state or lift one, by whom they are about. */
const groundsByOwner = once((context: Context) => {
  const rules = new Set(
    context.input.scheme.states.flatMap(({ when }) =>
      when.kind === 'fact' ? [...when.rules, ...when.liftedBy] : [],
    ),
  )
  if (rules.size === 0) return new Map<string, ScoringFact[]>()
  const facts = context.facts.filter((fact) => rules.has(ruleInForce(context, fact)?.id ?? ''))
  return grouped(facts, (fact) => ownersOf(context, fact))
})

/** Why an assessee has no grade, by the scheme's first state that applies; null when none does. */
export function stateOf(context: Context, assessee: Assessee): StateFound | null {
  const applying = context.input.scheme.states.flatMap((state) => {
    const ground = groundOf(context, state, assessee)
    return ground === null ? [] : [{ state, ...ground }]
  })
  const [first, ...rest] = applying
  if (first === undefined) return null
  const { id, kind, name, clause, says } = first.state
  const { facts, served } = first
  const also = rest.map(({ state }) => state.id)
  return { id, kind, name, clause, says: says.text, facts, served, also }
}

type Ground = Pick<StateFound, 'facts' | 'served'>

function groundOf(context: Context, state: GradeState, assessee: Assessee): Ground | null {
  const { when } = state
  if (when.kind === 'fact') {
    const facts = standingFacts(context, when, assessee.id)
    return facts.length === 0 ? null : { facts, served: null }
  }
  const { scheme, year } = context.input
  const service = must(scheme.service, 'a state by months needs a service')
  const months = points(monthsServed(service, year, assessee))
  const order = compareExact(months, when.months)
  const applies = when.edge.value === 'inclusive' ? order <= 0 : order < 0
  return applies
    ? { facts: [], served: { months: exactText(months), limit: text(when.months) } }
    : null
}

/** Grounds that nothing has lifted. */
function standingFacts(context: Context, when: FactGround, assessee: string): string[] {
  const facts = groundsByOwner(context).get(assessee) ?? []
  const effective = (rules: readonly string[]): ScoringFact[] =>
    facts.filter(
      (fact) => fact.state === 'effective' && rules.includes(ruleInForce(context, fact)?.id ?? ''),
    )
  const lifting = effective(when.liftedBy)
  return effective(when.rules)
    .filter((ground) => !lifting.some((one) => one.day >= ground.day))
    .map((fact) => fact.id)
    .sort(compareText)
}

const undecided: readonly FactState[] = ['proposed', 'objected']

/** Whether a state may still come or go: facts are open, or one about the assessee is undecided. */
export function isStateOpen(context: Context, assessee: string): boolean {
  const { closed, scheme } = context.input
  if (!scheme.states.some(({ when }) => when.kind === 'fact')) return false
  if (!closed.year && !closed.facts) return true
  return (groundsByOwner(context).get(assessee) ?? []).some((fact) =>
    undecided.includes(fact.state),
  )
}

/** Whether an assessee has no place in the ranking because of its state. */
export function isUnranked(context: Context, assessee: Assessee): boolean {
  const { states } = context.input.scheme
  if (states.length === 0) return false
  const found = stateOf(context, assessee)
  const state = states.find((one) => one.id === found?.id)
  return state !== undefined && !state.ranked.value
}
