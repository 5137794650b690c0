import type { Bar } from '../../scheme/model/grades.js'
import {
  conditionsIn,
  type Condition,
  type CountCondition,
  type FactsCondition,
  type GroupCondition,
} from '../../scheme/model/conditions.js'
import type { Rule } from '../../scheme/model/rules.js'
import { viewOf } from '../facts/charges.js'
import {
  compareFacts,
  compareText,
  headsOf,
  ownersOf,
  personsOf,
  ruleInForce,
  unitHeads,
  type Context,
} from '../context.js'
import type { ScoringFact } from '../input.js'
import { text } from '../interval.js'
import { groupedBy, once } from '../../base/lookups.js'
import { tryCondition, unitsHeaded } from './conditions.js'
import { countFor, countsBy, unitFor, type Count } from './counts.js'
import { effectiveOf, standingFacts } from './ground-facts.js'
import { needsBars } from './prerequisites.js'
import { figureOf, isWithin } from './relation.js'
import type { BarFound, Counter, FactView } from '../statement.js'

/** Every bar that effective facts raise, by assessee (or head) id, in the scheme's order. */
const factBars = once((context: Context): ReadonlyMap<string, readonly BarFound[]> => {
  const found = new Map<string, BarFound[]>()
  for (const bar of context.input.scheme.bars) {
    if (!isAsked(bar) || !isOfFacts(bar.when)) continue
    for (const [who, one] of barFalls(context, bar, bar.when)) {
      found.set(who, [...(found.get(who) ?? []), one])
    }
  }
  return found
})

/**
 * What keeps an assessee from some grade: what facts raised, what else holds of it or of whom it heads, and
 * prerequisites of grades by quota that fail.
 */
export function barsOf(context: Context, assessee: string): readonly BarFound[] {
  const before = barsKnown(context).get(assessee)
  if (before !== undefined) return before
  const other = otherBars(context)
  const byFacts = factBars(context).get(assessee) ?? none
  const needs = needsBars(context, assessee)
  const found =
    other.length === 0 && needs.length === 0
      ? byFacts
      : [...byFacts, ...other.flatMap((bar) => otherFall(context, bar, assessee)), ...needs]
  barsKnown(context).set(assessee, found)
  return found
}

const none: readonly BarFound[] = []

const otherBars = once((context: Context) =>
  context.input.scheme.bars.filter((bar) => isAsked(bar) && !isOfFacts(bar.when)),
)

const barsKnown = once((_: Context) => new Map<string, readonly BarFound[]>())

function isAsked(bar: Bar): boolean {
  return bar.when.inForce.value
}

type FactsAlone = Condition & (FactsCondition | CountCondition | GroupCondition)

/** Whether facts alone raise it, one by one: then each fall knows its fact, and whose head it was on that day. */
function isOfFacts(condition: Condition): condition is FactsAlone {
  if (condition.kind === 'any') return condition.conditions.every(isOfFacts)
  return condition.kind === 'facts' || condition.kind === 'count'
}

/** A bar that looks at more than facts. */
function otherFall(context: Context, bar: Bar, assessee: string): BarFound[] {
  const charges = bar.fallsOn.value.filter((charge) => {
    const whose = charge === 'person' ? [assessee] : underHead(context, assessee)
    return whose.some((one) => tryCondition(context, bar.when, { assessee: one }).holds)
  })
  const charge = charges.includes('person') ? 'person' : charges[0]
  return charge === undefined ? [] : [barFound(bar, { charge, facts: [], count: null })]
}

/** The assessees whose bars fall on a head: those of the units that it heads. */
function underHead(context: Context, head: string): string[] {
  return unitsHeaded(context, head).flatMap((unit) =>
    (context.assesseesOfUnit.get(unit) ?? []).map((one) => one.id),
  )
}

/** One bar's falls: each person at most once, as person before as head. */
function barFalls(context: Context, bar: Bar, when: FactsAlone): [string, BarFound][] {
  const byPerson = new Map<string, BarFound>()
  for (const [who, one] of fallsOf(context, bar, when)) {
    const before = byPerson.get(who)
    if (before === undefined) byPerson.set(who, one)
    else {
      const charge = before.charge === 'person' ? 'person' : one.charge
      const facts = [...new Set([...before.facts, ...one.facts])].sort(compareText)
      byPerson.set(who, { ...before, charge, facts })
    }
  }
  return [...byPerson].sort(([a], [b]) => compareText(a, b))
}

function fallsOf(context: Context, bar: Bar, when: FactsAlone): [string, BarFound][] {
  if (when.kind === 'facts') return factFalls(context, bar, when)
  if (when.kind === 'count') return countFalls(context, bar, when)
  return when.conditions.flatMap((one) =>
    isOfFacts(one) && one.inForce.value ? fallsOf(context, bar, one) : [],
  )
}

function barFound(bar: Bar, of: Pick<BarFound, 'charge' | 'facts' | 'count'>): BarFound {
  const { id, name, clause, from: grade } = bar
  return { id, name, clause, says: bar.says.text, grade, ...of }
}

function factFalls(context: Context, bar: Bar, when: FactsCondition): [string, BarFound][] {
  const falls: [string, BarFound][] = []
  for (const fact of effectiveOf(context, when.rules)) {
    if (isOver(context, when, fact)) continue
    for (const charge of bar.fallsOn.value) {
      const whom = charge === 'person' ? ownersOf(context, fact) : headsOf(context, fact)
      for (const who of whom) {
        falls.push([who, barFound(bar, { charge, facts: [fact.id], count: null })])
      }
    }
  }
  return falls
}

/** Whether a later fact has ended this one for everybody that it is about. */
function isOver(context: Context, when: FactsCondition, fact: ScoringFact): boolean {
  if (when.until.length === 0) return false
  return ownersOf(context, fact).every((assessee) =>
    standingFacts(context, when, { assessee }).every((one) => one.id !== fact.id),
  )
}

function countFalls(context: Context, bar: Bar, when: CountCondition): [string, BarFound][] {
  const falls: [string, BarFound][] = []
  const limit = text(figureOf(when.is.value))
  for (const [key, one] of countsBy(context, when)) {
    const { reachedBy } = one
    if (reachedBy === null) continue
    const count = { value: text(one.value), limit, of: key }
    const facts = one.facts.map((fact) => fact.id).sort(compareText)
    for (const charge of bar.fallsOn.value) {
      const whom =
        charge === 'person'
          ? ownersCounted(context, when, { key, one })
          : headsCounted(context, when, key, reachedBy)
      for (const who of whom) falls.push([who, barFound(bar, { charge, facts, count })])
    }
  }
  return falls
}

/** Whom a reached count falls on: those it is of, or who is assessed of the unit that it is of. */
function ownersCounted(
  context: Context,
  when: CountCondition,
  of: { key: string; one: Count },
): readonly string[] {
  if (when.of.value === 'person') return [of.key]
  return of.one.facts.flatMap((fact) => ownersOf(context, fact))
}

function headsCounted(
  context: Context,
  when: CountCondition,
  key: string,
  fact: ScoringFact,
): string[] {
  if (fact.head === null) return []
  if (fact.head !== undefined) return [fact.head]
  const unit = when.of.value === 'unit' ? key : unitFor(context, fact, key)
  return unit === null ? [] : unitHeads(context, unit, fact.day)
}

/** A count that a bar watches, with the bar and the condition that it stands in. */
export interface CounterWatched {
  bar: Bar
  when: CountCondition
  counter: Counter
}

/** The counts that a scheme's bars watch, as they stand for one assessee. */
export function countersOf(context: Context, assessee: string): Counter[] {
  return countersWatched(context, assessee).map(({ counter }) => counter)
}

/** The same with what each stands in. */
export function countersWatched(context: Context, assessee: string): CounterWatched[] {
  return context.input.scheme.bars.flatMap((bar) => {
    if (!isAsked(bar)) return []
    const counts = conditionsIn(bar.when).filter((one) => one.kind === 'count')
    return counts.map((when, index) => {
      const bound = when.is.value
      const { value, facts } = countFor(context, when, { assessee })
      const counter = {
        id: index === 0 ? bar.id : `${bar.id}/${index + 1}`,
        name: bar.name,
        clause: bar.clause,
        value: text(value),
        limit: text(figureOf(bound)),
        inclusive: bound.word === 'at-least',
        reached: isWithin(bound, value, figureOf(bound)),
        facts,
      }
      return { bar, when, counter }
    })
  })
}

/** Whether a rule charges points at all, as the choices stand. */
function costs(rule: Rule): boolean {
  return (
    rule.part.value !== null &&
    rule.charges.some((charge) => charge.inForce.value && charge.amount.value.kind !== 'none')
  )
}

/** Facts that cost nothing, by everybody they name, with how. */
const recorded = once((context: Context) => {
  const views = [...context.facts].sort(compareFacts).flatMap((fact) => {
    const rule = ruleInForce(context, fact)
    if (rule !== null && costs(rule)) return []
    const shown = rule ?? context.rules.get(fact.rule)
    if (shown === undefined) return []
    const [persons, owners] = [personsOf(fact), ownersOf(context, fact)]
    const heads = headsOf(context, fact)
    return [...new Set([...persons, ...owners, ...heads])].map((who) => {
      const as = persons.includes(who) ? 'person' : owners.includes(who) ? 'unit' : 'head'
      return { who, view: viewOf(fact, shown, as) }
    })
  })
  return groupedBy(views, ({ who }) => who)
})

/** Facts naming the assessee that cost nothing: leave, vetoes, what a condition took away. */
export function recordedFor(context: Context, assessee: string): FactView[] {
  return (recorded(context).get(assessee) ?? []).map(({ view }) => view)
}
