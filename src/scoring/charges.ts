import { points, zero, type Points } from '../base/points.js'
import type { Amount, Charge, ChargedTo, DeductionPart, Rule } from '../scheme/model.js'
import { covers, personsOf, ruleInForce, unitHeads, unitsOf, type Context } from './context.js'
import type { ScoringFact } from './input.js'
import type { FactView } from './statement.js'

/** What one fact costs one assessee as one thing: with its sign, before limits and comparisons. */
export interface ChargeMade {
  fact: ScoringFact
  rule: Rule
  /** An assessee id, or a unit id when charged to the unit only. */
  whom: string
  to: ChargedTo
  points: Points
  /** The figure for one, before it is split or multiplied by persons. */
  figure: Points
}

/** Charges by context and part: every assessee's statement asks for the same. */
const known = new WeakMap<Context, Map<string, readonly ChargeMade[]>>()

/** Every charge of the facts that count in a deduction part. */
export function chargesOf(context: Context, part: DeductionPart): readonly ChargeMade[] {
  const ofContext = known.get(context) ?? new Map<string, readonly ChargeMade[]>()
  known.set(context, ofContext)
  const found = ofContext.get(part.id) ?? findCharges(context, part)
  ofContext.set(part.id, found)
  return found
}

function findCharges(context: Context, part: DeductionPart): ChargeMade[] {
  return context.facts.flatMap((fact) => {
    const rule = ruleInForce(context, fact)
    if (rule === null || rule.part !== part.id) return []
    return rule.charges.flatMap((charge) => chargeEach(context, part, { fact, rule, charge }))
  })
}

/** What one charge of a rule makes of a fact, for each whom it falls on. */
export function chargeEach(
  context: Context,
  part: Pick<DeductionPart, 'jointly'>,
  of: { fact: ScoringFact; rule: Rule; charge: Charge },
): ChargeMade[] {
  const { fact, rule, charge } = of
  if (!charge.inForce.value) return []
  const to = charge.to.value
  const figure = amountOf(charge.amount, fact, to)
  if (figure.isZero()) return []
  const charged = chargedBy(context, fact, to)
  const split = to === 'person' && part.jointly.value === 'split'
  return charged.map(({ whom, persons }) => {
    const times = rule.per === 'person-time' && to !== 'person' ? persons : 1
    const each = split ? figure.dividedBy(charged.length) : figure.times(times)
    return { fact, rule, whom, to, points: each, figure }
  })
}

/** A charge's figure with its sign; 0 when it is to be entered and the fact has none. */
export function amountOf(amount: Amount, fact: ScoringFact, to: ChargedTo): Points {
  if (amount.kind === 'figure') return amount.points
  const entered = fact.points?.[to]
  return entered === undefined ? zero : points(entered).times(amount.sign)
}

/** Somebody charged, and for how many of the persons that the fact names. */
interface Charged {
  whom: string
  persons: number
}

function chargedBy(context: Context, fact: ScoringFact, to: ChargedTo): Charged[] {
  const named = personsOf(fact)
  if (to === 'person') return named.map((whom) => ({ whom, persons: 1 }))
  if (to === 'head' && fact.head !== undefined) {
    return fact.head === null ? [] : [{ whom: fact.head, persons: Math.max(1, named.length) }]
  }
  return unitsOf(context, fact).flatMap((unit) => {
    const own = named.filter((id) => fact.unit !== undefined || unitOf(context, id) === unit)
    const persons = Math.max(1, own.length)
    return inUnit(context, { unit, to, fact }).map((whom) => ({ whom, persons }))
  })
}

function unitOf(context: Context, person: string): string | null {
  return context.assessees.get(person)?.unit ?? null
}

function inUnit(
  context: Context,
  of: { unit: string; to: ChargedTo; fact: ScoringFact },
): readonly string[] {
  if (of.to === 'unit') return [of.unit]
  if (of.to === 'head') return unitHeads(context, of.unit, of.fact.day)
  return context.input.assessees
    .filter((one) => one.unit === of.unit && covers(one, of.fact.day))
    .map((one) => one.id)
}

/** A fact as a statement shows it; `rule` is the one it counts under. */
export function viewOf(fact: ScoringFact, rule: Rule, charge: ChargedTo): FactView {
  return {
    id: fact.id,
    rule: fact.rule,
    countsAs: rule.id,
    ruleName: rule.name,
    clause: rule.clause,
    says: rule.says.text,
    day: fact.day,
    state: fact.state,
    charge,
    matter: fact.matter ?? null,
    unit: fact.unit ?? null,
    note: fact.note ?? null,
    evidence: fact.evidence ?? [],
    recordedBy: fact.recordedBy ?? null,
    approvedBy: fact.approvedBy ?? null,
    sequence: fact.sequence ?? null,
  }
}
