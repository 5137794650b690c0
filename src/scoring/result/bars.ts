import { compareExact, points, zero, type Points } from '../../base/points.js'
import type { Bar, BarCondition } from '../../scheme/model/grades.js'
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
import { groupedBy, once } from '../lookups.js'
import { needsBars } from './prerequisites.js'
import type { BarFound, Counter, FactView } from '../statement.js'

type CountCondition = Extract<BarCondition, { kind: 'count' }>

/** What was counted for one person or unit, day by day. */
interface Count {
  value: Points
  facts: ScoringFact[]
  /** The fact by which the limit was reached; null while it is not. */
  reachedBy: ScoringFact | null
}

/** Every bar that effective facts raise, by assessee (or head) id, in the scheme's order. */
export const findBars = once((context: Context): ReadonlyMap<string, readonly BarFound[]> => {
  const found = new Map<string, BarFound[]>()
  for (const bar of context.input.scheme.bars) {
    if (!bar.inForce.value) continue
    for (const [who, one] of barFalls(context, bar)) {
      found.set(who, [...(found.get(who) ?? []), one])
    }
  }
  for (const [who, bars] of needsBars(context)) {
    found.set(who, [...(found.get(who) ?? []), ...bars])
  }
  return found
})

/** One bar's falls: each person at most once, as person before as head. */
function barFalls(context: Context, bar: Bar): [string, BarFound][] {
  const falls: [string, BarFound][] =
    bar.when.kind === 'fact'
      ? factFalls(context, bar, bar.when.rules)
      : countFalls(context, bar, bar.when)
  const byPerson = new Map<string, BarFound>()
  for (const [who, one] of falls) {
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

function barFound(bar: Bar, of: Pick<BarFound, 'charge' | 'facts' | 'count'>): BarFound {
  const { id, name, clause, from: grade } = bar
  return { id, name, clause, says: bar.says.text, grade, ...of }
}

function factFalls(context: Context, bar: Bar, rules: readonly string[]): [string, BarFound][] {
  const falls: [string, BarFound][] = []
  for (const fact of effectiveOf(context, rules)) {
    for (const charge of bar.fallsOn.value) {
      const whom = charge === 'person' ? ownersOf(context, fact) : headsOf(context, fact)
      for (const who of whom) {
        falls.push([who, barFound(bar, { charge, facts: [fact.id], count: null })])
      }
    }
  }
  return falls
}

/** Effective facts that count under one of the rules, in order of day. */
function effectiveOf(context: Context, rules: readonly string[]): ScoringFact[] {
  const fits = (fact: ScoringFact): boolean => {
    if (fact.state !== 'effective') return false
    const rule = ruleInForce(context, fact)
    return rule !== null && rules.includes(rule.id)
  }
  return context.facts.filter(fits).sort(compareFacts)
}

function countFalls(context: Context, bar: Bar, when: CountCondition): [string, BarFound][] {
  const falls: [string, BarFound][] = []
  for (const [key, one] of countsBy(context, when)) {
    const { reachedBy } = one
    if (reachedBy === null) continue
    const count = { value: text(one.value), limit: text(when.limit), of: key }
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

function unitFor(context: Context, fact: ScoringFact, person: string): string | null {
  return fact.unit ?? context.assessees.get(person)?.unit ?? null
}

/** Counts by condition, found once per context. */
const countsKnown = once((_: Context) => new Map<CountCondition, ReadonlyMap<string, Count>>())

/** Counts of a condition's facts by person, or by unit. */
function countsBy(context: Context, when: CountCondition): ReadonlyMap<string, Count> {
  const known = countsKnown(context)
  const counts = known.get(when) ?? findCounts(context, when)
  known.set(when, counts)
  return counts
}

function findCounts(context: Context, when: CountCondition): Map<string, Count> {
  const counts = new Map<string, Count>()
  for (const fact of effectiveOf(context, when.rules)) {
    if (!isSortCounted(context, when, fact)) continue
    const amount = when.counts === 'times' ? points(1) : points(fact.quantity ?? '0')
    for (const owner of ownersOf(context, fact)) {
      const key = when.of.value === 'person' ? owner : unitFor(context, fact, owner)
      if (key === null) continue
      const before = counts.get(key) ?? { value: zero, facts: [], reachedBy: null }
      const value = before.value.plus(amount)
      const reachedBy = before.reachedBy ?? (reaches(when, value) ? fact : null)
      counts.set(key, { value, facts: [...before.facts, fact], reachedBy })
    }
  }
  return counts
}

function isSortCounted(context: Context, when: CountCondition, fact: ScoringFact): boolean {
  const sorts = when.sorts.value
  const rule = ruleInForce(context, fact)
  if (sorts === null || rule === null || rule.sorts.length === 0) return true
  return fact.sort !== undefined && sorts.includes(fact.sort)
}

function reaches(when: CountCondition, value: Points): boolean {
  const order = compareExact(value, when.limit)
  return when.edge.value === 'inclusive' ? order >= 0 : order > 0
}

/** The counters that a scheme's bars watch, as they stand for one assessee. */
export function countersOf(context: Context, assessee: string): Counter[] {
  const unit = context.assessees.get(assessee)?.unit ?? null
  return context.input.scheme.bars.flatMap((bar) => {
    const { when } = bar
    if (when.kind !== 'count' || !bar.inForce.value) return []
    const key = when.of.value === 'person' ? assessee : (unit ?? '')
    const one = countsBy(context, when).get(key)
    const value = one?.value ?? zero
    return [
      {
        id: bar.id,
        name: bar.name,
        clause: bar.clause,
        value: text(value),
        limit: text(when.limit),
        inclusive: when.edge.value === 'inclusive',
        reached: reaches(when, value),
        facts: (one?.facts ?? []).map((fact) => fact.id).sort(compareText),
      },
    ]
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
