import { points, zero, type Points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model-parts.js'
import type { Amount, Charge, ChargedTo, Rule } from '../scheme/model-rules.js'
import type { ChargeMade } from './charge-made.js'
import {
  branchOf,
  covers,
  personsOf,
  ruleInForce,
  unitHeads,
  unitsOf,
  type Context,
} from './context.js'
import { exclusionsOf } from './exclusion.js'
import type { ScoringFact } from './input.js'
import { divided } from './joint.js'
import { grouped } from './lookups.js'
import { measured } from './steps.js'
import type { FactView } from './statement.js'

/** Charges by context, part and whom: every assessee's statement asks for the same. */
interface PartCharges {
  all: readonly ChargeMade[]
  byWhom: ReadonlyMap<string, readonly ChargeMade[]>
  /** Charged to units, by the persons that their facts name. */
  ofUnitsByPerson: ReadonlyMap<string, readonly ChargeMade[]>
}
const known = new WeakMap<Context, Map<string, PartCharges>>()

/** Every charge of the facts that count in a deduction part. */
export function chargesOf(context: Context, part: DeductionPart): readonly ChargeMade[] {
  return foundCharges(context, part).all
}

/** The charges of a deduction part that fall on one assessee. */
export function ownCharges(
  context: Context,
  part: DeductionPart,
  assessee: string,
): readonly ChargeMade[] {
  return foundCharges(context, part).byWhom.get(assessee) ?? []
}

/** Charges to units by facts that name the assessee. */
export function unitChargesNaming(
  context: Context,
  part: DeductionPart,
  assessee: string,
): readonly ChargeMade[] {
  return foundCharges(context, part).ofUnitsByPerson.get(assessee) ?? []
}

function foundCharges(context: Context, part: DeductionPart): PartCharges {
  const ofContext = known.get(context) ?? new Map<string, PartCharges>()
  known.set(context, ofContext)
  const before = ofContext.get(part.id)
  if (before !== undefined) return before
  const all = findCharges(context, part)
  const found = {
    all,
    byWhom: grouped(all, (charge) => [charge.whom]),
    ofUnitsByPerson: grouped(all, (charge) => (charge.to === 'unit' ? personsOf(charge.fact) : [])),
  }
  ofContext.set(part.id, found)
  return found
}

function findCharges(context: Context, part: DeductionPart): ChargeMade[] {
  return context.facts.flatMap((fact) => {
    const rule = ruleInForce(context, fact)
    if (rule === null || rule.part.value !== part.id) return []
    return rule.charges.flatMap((charge) => chargeEach(context, part, { fact, rule, charge }))
  })
}

/** What one charge of a rule makes of a fact, for each whom it falls on. */
export function chargeEach(
  context: Context,
  part: Pick<DeductionPart, 'jointly' | 'jointRoles' | 'compares' | 'start'>,
  of: { fact: ScoringFact; rule: Rule; charge: Charge },
): ChargeMade[] {
  const { fact, rule, charge } = of
  if (!charge.inForce.value) return []
  const to = charge.to.value
  const amount = charge.amount.value
  const all = amount.kind === 'all'
  const figure = all ? part.start.negated() : amountOf(amount, fact, to)
  if (figure.isZero() && !all) return []
  const charged = chargedBy(context, fact, to)
  const share = divided(part, { fact, rule, to, among: charged.length })
  const firm = fact.derived?.kind !== 'target' || fact.derived.firm
  const exclusion = exclusionsOf(context.input.scheme).get(rule.id) ?? null
  const made = { fact, rule, to, figure, all, firm, exclusion, person: null }
  const compared = rule.once.value !== 'no' || exclusion !== null
  return charged.flatMap(({ whom, persons }): ChargeMade[] => {
    if (all) return [{ ...made, whom, points: figure, compared: figure }]
    if (share !== null) {
      const whole = timesOf(rule, fact, { figure, persons: to === 'person' ? 1 : persons.length })
      const points = share(whom, whole)
      return [{ ...made, whom, points, compared: part.compares.value === 'whole' ? whole : points }]
    }
    if (rule.per.value === 'person-time' && to !== 'person' && compared) {
      const apart = persons.length === 0 ? [null] : persons
      return apart.map((person) => ({ ...made, whom, person, points: figure, compared: figure }))
    }
    const points = timesOf(rule, fact, { figure, persons: to === 'person' ? 1 : persons.length })
    return [{ ...made, whom, points, compared: points }]
  })
}

/** The figure as often as it counts: once, for each person, by the fact's quantity or its steps from the norm. */
function timesOf(rule: Rule, fact: ScoringFact, of: { figure: Points; persons: number }): Points {
  const quantity = points(fact.quantity ?? '1')
  switch (rule.per.value) {
    case 'occurrence':
      return fact.derived?.kind === 'target' ? of.figure.times(quantity) : of.figure
    case 'person-time':
      return of.figure.times(Math.max(1, of.persons))
    case 'quantity':
      return rule.against === null
        ? of.figure.times(quantity)
        : measured(rule.against, of.figure, quantity)
  }
}

/** A charge's figure with its sign; 0 when it is to be entered and the fact has none, or there is none. */
export function amountOf(amount: Amount, fact: ScoringFact, to: ChargedTo): Points {
  if (amount.kind === 'figure') return amount.points
  if (amount.kind !== 'entered') return zero
  const entered = fact.points?.[to]
  return entered === undefined ? zero : points(entered).times(amount.sign)
}

/** Somebody charged, and for which of the persons that the fact names. */
interface Charged {
  whom: string
  persons: readonly string[]
}

function chargedBy(context: Context, fact: ScoringFact, to: ChargedTo): Charged[] {
  const named = personsOf(fact)
  if (to === 'person') return named.map((whom) => ({ whom, persons: [whom] }))
  if (to === 'head' && fact.head !== undefined) {
    return fact.head === null ? [] : [{ whom: fact.head, persons: named }]
  }
  if (to === 'branch') {
    const units = unitsOf(context, fact).flatMap((unit) => branchOf(context, unit))
    return [...new Set(units)].map((whom) => ({ whom, persons: named }))
  }
  return unitsOf(context, fact).flatMap((unit) => {
    const persons = named.filter(
      (id) => fact.unit !== undefined || context.unitOfPerson.get(id) === unit,
    )
    return inUnit(context, { unit, to, fact }).map((whom) => ({ whom, persons }))
  })
}

function inUnit(
  context: Context,
  of: { unit: string; to: ChargedTo; fact: ScoringFact },
): readonly string[] {
  if (of.to === 'unit') return [of.unit]
  if (of.to === 'head') return unitHeads(context, of.unit, of.fact.day)
  return (context.assesseesOfUnit.get(of.unit) ?? [])
    .filter((one) => covers(one, of.fact.day))
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
    persons: personsOf(fact),
    quantity: fact.quantity ?? null,
    derived: fact.derived ?? null,
    note: fact.note ?? null,
    evidence: fact.evidence ?? [],
    recordedBy: fact.recordedBy ?? null,
    approvedBy: fact.approvedBy ?? null,
    sequence: fact.sequence ?? null,
    ...(fact.joint === undefined ? {} : { joint: fact.joint }),
  }
}
