import { bug, must } from '../base/bug.js'
import type { Day } from '../base/day.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Part, Scale } from '../scheme/model/parts.js'
import type { Rule } from '../scheme/model/rules.js'
import type { Setting } from '../scheme/model/words.js'
import type { Assessee, RoleHeld, ScoringFact, ScoringInput, ScoringUnit } from './input.js'
import { grouped, once } from '../base/lookups.js'

/** The input with what is asked of it again and again looked up once. */
export interface Context {
  input: ScoringInput
  rules: ReadonlyMap<string, Rule>
  scales: ReadonlyMap<string, Scale>
  parts: ReadonlyMap<string, Part>
  assessees: ReadonlyMap<string, Assessee>
  /** The unit of each person who may be named: assessees, or members of units that are assessed. */
  unitOfPerson: ReadonlyMap<string, string>
  units: ReadonlyMap<string, ScoringUnit>
  assesseesOfUnit: ReadonlyMap<string, readonly Assessee[]>
  /** Up to and including `asOf`, in no order. */
  facts: readonly ScoringFact[]
}

/** Indexes an input. Throws a Bug when a fact names a rule that the scheme lacks. */
export function contextOf(input: ScoringInput): Context {
  const rules = new Map(input.scheme.rules.map((rule) => [rule.id, rule]))
  const facts = input.facts.filter((fact) => fact.day <= input.asOf)
  for (const fact of facts) {
    if (!rules.has(fact.rule)) bug(`fact ${fact.id}: no rule ${fact.rule}`)
  }
  return {
    input,
    rules,
    scales: new Map(input.scheme.scales.map((scale) => [scale.id, scale])),
    parts: new Map(partsOf(input.scheme.total).map((part) => [part.id, part])),
    assessees: byId(input.assessees),
    unitOfPerson: unitsOfPersons(input),
    units: byId(input.units),
    assesseesOfUnit: grouped(input.assessees, (one) => (one.unit === null ? none : [one.unit])),
    facts,
  }
}

const none: readonly string[] = []

function byId<T extends { id: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const one of all) found.set(one.id, one)
  return found
}

function unitsOfPersons({ assessees, members = [] }: ScoringInput): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { id, unit } of assessees) if (unit !== null) found.set(id, unit)
  for (const { id, unit } of members) found.set(id, unit)
  return found
}

/** Facts by day, then by id. */
export function compareFacts(a: ScoringFact, b: ScoringFact): number {
  return compareText(a.day, b.day) || compareText(a.id, b.id)
}

/** Orders text by code unit: -1, 0 or 1. The same on every machine. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether a span of days, open where an end is absent, has the day. */
export function covers(span: { from?: Day; to?: Day }, on: Day): boolean {
  return (span.from === undefined || span.from <= on) && (span.to === undefined || on <= span.to)
}

/** Whether the assessee holds a role on a day. */
export function holds(roles: readonly RoleHeld[], role: string, on: Day): boolean {
  return roles.some((held) => held.role === role && covers(held, on))
}

const branches = once((context: Context) =>
  grouped(context.input.assessees, (one) => (one.branch === undefined ? [] : [one.branch])),
)

/** The units of the same branch, the unit itself where it belongs to none. */
export function branchOf(context: Context, unit: string): string[] {
  const branch = context.assessees.get(unit)?.branch
  const units = branch === undefined ? [] : (branches(context).get(branch) ?? [])
  return units.length === 0 ? [unit] : units.map((one) => one.id).sort(compareText)
}

/** The units a fact is about: those that did it together, the one it names, else those of the persons it names. */
export function unitsOf(context: Context, fact: ScoringFact): readonly string[] {
  if (fact.joint !== undefined && context.input.scheme.assessee === 'unit') {
    return fact.joint.map((one) => one.who).sort(compareText)
  }
  if (fact.unit !== undefined) return [fact.unit]
  const units = personsOf(fact).flatMap((id) => context.unitOfPerson.get(id) ?? [])
  return [...new Set(units)].sort(compareText)
}

/** The assessees that a fact is about: the persons it names, or its units where units are scored. */
export function ownersOf(context: Context, fact: ScoringFact): readonly string[] {
  return context.input.scheme.assessee === 'unit' ? unitsOf(context, fact) : personsOf(fact)
}

/** The persons a fact names, each once. */
export function personsOf(fact: ScoringFact): readonly string[] {
  if (fact.persons.length < 2) return fact.persons
  return [...new Set(fact.persons)].sort(compareText)
}

/** The heads a fact falls on: the one it names, else who headed its units on that day. */
export function headsOf(context: Context, fact: ScoringFact): string[] {
  if (fact.head === null) return []
  if (fact.head !== undefined) return [fact.head]
  const heads = unitsOf(context, fact).flatMap((unit) => unitHeads(context, unit, fact.day))
  return [...new Set(heads)].sort(compareText)
}

/** Who heads a unit on a day. */
export function unitHeads(context: Context, unit: string, on: Day): string[] {
  return (context.units.get(unit)?.heads ?? [])
    .filter((head) => covers(head, on))
    .map((head) => head.person)
}

/** A fact's own rule; null when it was not in force on that day. */
export function ruleOnDay(context: Context, fact: ScoringFact): Rule | null {
  const rule = context.rules.get(fact.rule) ?? bug(`no rule ${fact.rule}`)
  const early = rule.from !== null && fact.day < rule.from
  return early || (rule.until !== null && rule.until < fact.day) ? null : rule
}

/**
 * The rule that a fact counts under: its own, or the one that its condition's `otherwise` names when
 * the answer was no. Null when nothing remains: the rule was not in force, or its sort costs nothing.
 */
export function ruleInForce(context: Context, fact: ScoringFact): Rule | null {
  const rule = ruleOnDay(context, fact)
  if (rule === null || !isSortOf(rule.countsSorts.value, fact)) return null
  const { condition } = rule
  if (condition === null || !condition.inForce.value) return rule
  if (!isSortOf(condition.sorts.value, fact)) return rule
  if (fact.answers?.[condition.id] !== 'no') return rule
  if (condition.otherwise === null) return null
  return must(context.rules.get(condition.otherwise), `no rule ${condition.otherwise}`)
}

/** Whether a fact is of one of the sorts; null: any. */
function isSortOf(sorts: readonly string[] | null, fact: ScoringFact): boolean {
  return sorts === null || (fact.sort !== undefined && sorts.includes(fact.sort))
}

/** Whether a leaf part is closed as a whole; a deduction part is closed with the facts. */
export function isPartClosed(context: Context, part: Part): boolean {
  const { closed } = context.input
  if (closed.year) return true
  return part.kind === 'deduction' || part.kind === 'ratio'
    ? closed.facts
    : closed.parts.includes(part.id)
}

/** Whether one period of a ratings part is closed. */
export function isPeriodClosed(context: Context, part: Part, period: string): boolean {
  const { closed } = context.input
  return (
    isPartClosed(context, part) ||
    closed.periods.some((one) => one.part === part.id && one.period === period)
  )
}

/** The choices that set these settings, with their answers in force. */
export function choicesOf(
  context: Context,
  settings: readonly Setting<unknown>[],
): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const { choice } of settings) {
    if (choice === null) continue
    const found = context.input.scheme.choices.find((one) => one.id === choice)
    if (found) answers[found.id] = found.answer
  }
  return answers
}
