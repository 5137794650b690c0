import type { GradeState } from '../../scheme/model/results.js'
import type { Context } from '../context.js'
import type { ConditionFinding, StateFound } from '../findings.js'
import type { Assessee } from '../input.js'
import { once } from '../../base/lookups.js'
import { tryCondition } from './conditions.js'

/** A scheme's states, tried for one assessee. */
interface Tried {
  state: GradeState
  found: ConditionFinding
}

const known = once((_: Context) => new Map<string, readonly Tried[]>())

const none: readonly Tried[] = []

function triedStates(context: Context, assessee: string): readonly Tried[] {
  if (context.input.scheme.states.length === 0) return none
  const before = known(context).get(assessee)
  if (before !== undefined) return before
  const tried = context.input.scheme.states.map((state) => ({
    state,
    found: tryCondition(context, state.when, { assessee }),
  }))
  known(context).set(assessee, tried)
  return tried
}

/** Why an assessee has no grade, by the scheme's first state that applies; null when none does. */
export function stateOf(context: Context, assessee: Assessee): StateFound | null {
  const [first, ...rest] = triedStates(context, assessee.id).filter((one) => one.found.holds)
  if (first === undefined) return null
  const { id, kind, name, clause, says } = first.state
  const leaves = leavesOf(first.found)
  const facts = leaves.flatMap((one) =>
    one.kind === 'facts' || one.kind === 'count' ? one.facts : [],
  )
  const months = leaves.find((one) => one.kind === 'served')
  const served = months === undefined ? null : { months: months.value, limit: months.limit }
  const also = rest.map(({ state }) => state.id)
  return {
    id,
    kind,
    name,
    clause,
    says: says.text,
    facts: [...new Set(facts)].sort(),
    served,
    also,
  }
}

/** What holds inside a finding, without the groups around it. */
function leavesOf(found: ConditionFinding): ConditionFinding[] {
  if (!found.holds) return []
  if (found.kind === 'not') return []
  return found.kind === 'all' || found.kind === 'any' ? found.conditions.flatMap(leavesOf) : [found]
}

/** Whether a state may still come or go. */
export function isStateOpen(context: Context, assessee: string): boolean {
  return triedStates(context, assessee).some((one) => one.found.open)
}

/** Whether an assessee has its place in the ranking, the last one, or none, because of its state. */
export function rankedBy(context: Context, assessee: Assessee): 'yes' | 'no' | 'last' {
  const { states } = context.input.scheme
  if (states.length === 0) return 'yes'
  const found = stateOf(context, assessee)
  return states.find((one) => one.id === found?.id)?.ranked.value ?? 'yes'
}
