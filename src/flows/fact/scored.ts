import type { FactState, ScoringFact } from '../../scoring/input.js'
import type { Bureau } from '../context.js'
import { isInYear, type Running } from '../running.js'
import type { ChargeRecord, FactRecord, FactsCollected } from './facts.js'
import { type Counting, countingOf } from './procedure.js'

/**
 * The facts that matter for one statement: those that name or concern the assessee or its units, and all about the
 * same matters. With everybody (`null`) all of the bureau.
 */
export function factsAround(
  collected: FactsCollected,
  whom: readonly string[] | null,
): Iterable<FactRecord> {
  if (whom === null) return collected.byId.values()
  const found = new Set(whom.flatMap((who) => collected.byWho.get(who) ?? []))
  for (const fact of [...found]) {
    if (fact.body.matter === undefined) continue
    for (const other of collected.byMatter.get(fact.body.matter) ?? []) found.add(other)
  }
  return found
}

/** A cycle's facts as the engine reads them. One that was sent back is not among them. */
export function scoringFacts(
  bureau: Bureau,
  cycle: Running,
  facts: Iterable<FactRecord>,
): ScoringFact[] {
  const all: ScoringFact[] = []
  for (const fact of facts) {
    if (fact.ended === 'returned' || !isInYear(cycle, fact.day)) continue
    for (const each of countingOf(bureau, fact.body.kind, fact.day)) {
      if (each.cycle.id === cycle.id) all.push(...factFor(fact, each))
    }
  }
  return all
}

/** A fact under one rule: once, or once for each state where those charged stand differently. */
function factFor(fact: FactRecord, { cycle, rule }: Counting): ScoringFact[] {
  const whole = wholeState(fact)
  const { persons, units, head, kind: _, files: __, instead: ___, joint: all, ...words } = fact.body
  // Each cycle sees those of them whom it scores: a unit's share is none of a person's.
  const rows = all?.filter(({ who }) => cycle.byId.has(who))
  const joint = rows && rows.length > 0 ? rows : undefined
  const [unit] = units
  const approved = fact.steps.findLast((step) => step.what === 'approved')
  const common = {
    ...words,
    rule: rule.id,
    day: fact.day,
    recordedBy: fact.recordedBy,
    sequence: fact.sequence,
    ...(joint === undefined ? {} : { joint }),
    ...(units.length === 1 && unit !== undefined ? { unit } : {}),
    ...(head === undefined ? {} : { head }),
    ...(approved ? { approvedBy: approved.by } : {}),
  }
  const asOne =
    joint !== undefined ||
    cycle.scheme.assessee === 'unit' ||
    rule.charges.some((charge) => charge.to.value === 'members')
  if (whole !== null || asOne) {
    return [{ ...common, id: fact.id, state: whole ?? together(fact), persons }]
  }
  return byState(fact).map(([state, whose], index) => {
    const named = persons.filter((person) => whose.has(person))
    const heads = [...whose].filter((one) => !persons.includes(one))
    return {
      ...common,
      id: index === 0 ? fact.id : `${fact.id}/${state}`,
      state,
      persons: named,
      ...(whose.size === fact.charges.size ? {} : { head: heads[0] ?? null }),
    }
  })
}

/** The state of the whole fact; null where each who is charged has an own. */
function wholeState(fact: FactRecord): FactState | null {
  if (fact.ended === 'withdrawn' || fact.ended === 'reversed') return fact.ended
  // It is told, and with that open to each one's decision, once every step is done.
  return fact.charges.size > 0 ? null : 'proposed'
}

const stateOf: Record<ChargeRecord['state'], FactState> = {
  sent: 'proposed',
  told: 'proposed',
  objected: 'objected',
  effective: 'effective',
  withdrawn: 'withdrawn',
}

/** What several did together stands or waits together: it is effective when nobody's part of it is open. */
function together(fact: FactRecord): FactState {
  const states = new Set([...fact.charges.values()].map((each) => stateOf[each.state]))
  for (const state of ['objected', 'proposed', 'effective'] as const) {
    if (states.has(state)) return state
  }
  return 'withdrawn'
}

/** Those who are charged, by how it stands for them. */
function byState(fact: FactRecord): [FactState, Set<string>][] {
  const groups = new Map<FactState, Set<string>>()
  for (const { whose, state } of fact.charges.values()) {
    const known = groups.get(stateOf[state])
    if (known) known.add(whose)
    else groups.set(stateOf[state], new Set([whose]))
  }
  return [...groups]
}
