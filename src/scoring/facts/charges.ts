import { isOne, points, zero, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { Amount, Charge, ChargedTo, Rule } from '../../scheme/model/rules.js'
import type { ChargeMade } from './charge-made.js'
import {
  branchOf,
  covers,
  personsOf,
  ruleInForce,
  unitHeads,
  unitsOf,
  type Context,
} from '../context.js'
import { exclusionsOf } from './exclusion.js'
import type { ScoringFact } from '../input.js'
import { divided } from './joint.js'
import { grouped, groupedBy, once } from '../../base/lookups.js'
import { measured } from './steps.js'
import type { FactView } from '../statement.js'

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
    byWhom: groupedBy(all, (charge) => charge.whom),
    ofUnitsByPerson: grouped(all, (charge) =>
      charge.to === 'unit' ? personsOf(charge.fact) : none,
    ),
  }
  ofContext.set(part.id, found)
  return found
}

const none: readonly string[] = []

/** Facts with the rule that each counts under, by the part that it changes: a scheme may have a hundred parts. */
const countedFacts = once((context: Context) => {
  const found = new Map<string, { fact: ScoringFact; rule: Rule }[]>()
  for (const fact of context.facts) {
    const rule = ruleInForce(context, fact)
    const part = rule?.part.value ?? null
    if (rule === null || part === null) continue
    const own = found.get(part)
    if (own === undefined) found.set(part, [{ fact, rule }])
    else own.push({ fact, rule })
  }
  return found
})

function findCharges(context: Context, part: DeductionPart): ChargeMade[] {
  const made: ChargeMade[] = []
  for (const { fact, rule } of countedFacts(context).get(part.id) ?? []) {
    for (const charge of rule.charges) addCharges(context, part, { fact, rule, charge }, made)
  }
  return made
}

/** What one charge of a rule makes of a fact, for each whom it falls on. */
export function chargeEach(
  context: Context,
  part: Pick<DeductionPart, 'jointly' | 'jointRoles' | 'compares' | 'start'>,
  of: { fact: ScoringFact; rule: Rule; charge: Charge },
): ChargeMade[] {
  const made: ChargeMade[] = []
  addCharges(context, part, of, made)
  return made
}

function addCharges(
  context: Context,
  part: Pick<DeductionPart, 'jointly' | 'jointRoles' | 'compares' | 'start'>,
  of: { fact: ScoringFact; rule: Rule; charge: Charge },
  into: ChargeMade[],
): void {
  const { fact, rule, charge } = of
  if (!charge.inForce.value) return
  const to = charge.to.value
  const all = charge.amount.value.kind === 'all'
  const figure = all ? part.start.negated() : amountOf(charge.amount.value, fact, to)
  if (figure.isZero() && !all) return
  const exclusion = exclusionsOf(context.input.scheme).get(rule.id) ?? null
  const firm = fact.derived?.kind !== 'target' || fact.derived.firm
  const { begins } = context.input.scheme
  const what: What = { fact, rule, to, figure, all, exclusion, begins, firm }
  const [alone] = fact.persons
  const jointly = (rule.jointly ?? part.jointly).value
  if (to === 'person' && alone !== undefined && fact.persons.length === 1 && jointly === 'full') {
    const apart = rule.per.value === 'person-time' && isCompared(rule, exclusion)
    const person = apart && !all ? alone : null
    const made = all || apart ? figure : wholeOf(rule, fact, figure, 1)
    into.push(madeOf(what, alone, person, made))
    return
  }
  const charged = chargedBy(context, fact, to)
  const share = divided(part, { fact, rule, to, among: charged.length })
  const apart = rule.per.value === 'person-time' && isCompared(rule, exclusion)
  for (const { whom, persons } of charged) {
    if (apart && !all && share === null && persons.length > 0) {
      for (const person of persons) into.push(madeOf(what, whom, person, figure))
      continue
    }
    const together =
      all || apart ? figure : wholeOf(rule, fact, figure, to === 'person' ? 1 : persons.length)
    if (share === null || all) {
      into.push(madeOf(what, whom, null, together))
      continue
    }
    const portion = share(whom, together)
    const by = part.compares.value === 'whole' ? together : portion
    into.push(madeOf(what, whom, null, portion, by))
  }
}

function isCompared(rule: Rule, exclusion: ChargeMade['exclusion']): boolean {
  return rule.once.value !== 'no' || exclusion !== null
}

/** What is the same for all whom one charge of a fact falls on. */
type What = Omit<ChargeMade, 'whom' | 'person' | 'points' | 'compared'>

/** There are very many of these: written out, they are made several times faster than by spreading. */
function madeOf(
  of: What,
  whom: string,
  person: string | null,
  amount: Points,
  compared: Points = amount,
): ChargeMade {
  return {
    fact: of.fact,
    rule: of.rule,
    whom,
    to: of.to,
    points: amount,
    compared,
    figure: of.figure,
    all: of.all,
    person,
    exclusion: of.exclusion,
    begins: of.begins,
    firm: of.firm,
  }
}

/** The figure as often as it counts, or for each step from the norm. */
function wholeOf(rule: Rule, fact: ScoringFact, figure: Points, persons: number): Points {
  if (rule.against !== null && rule.per.value === 'quantity') {
    return measured(rule.against, figure, points(fact.quantity ?? '1'))
  }
  const times = timesOf(rule, fact, persons)
  return isOne(times) ? figure : figure.times(times)
}

const one = points(1)

/** How often the figure counts: as often as it happened, each time for each person, or by the fact's quantity. */
function timesOf(rule: Rule, fact: ScoringFact, persons: number): Points {
  const { times = 1 } = fact
  switch (rule.per.value) {
    case 'occurrence':
      if (fact.derived?.kind === 'target') return points(fact.quantity ?? '1')
      return times === 1 ? one : points(times)
    case 'person-time':
      return persons < 2 && times === 1 ? one : points(Math.max(persons, 1) * times)
    case 'quantity':
      return points(fact.quantity ?? '1')
  }
}

/** A charge's figure with its sign; 0 when it is to be entered and the fact has none, or there is none. */
export function amountOf(amount: Amount, fact: ScoringFact, to: ChargedTo): Points {
  if (amount.kind === 'figure') return amount.points
  if (amount.kind !== 'entered') return zero
  const entered = fact.points?.[to]
  if (entered === undefined) return zero
  return amount.sign === 1 ? points(entered) : points(entered).negated()
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
    ...(fact.times === undefined ? {} : { times: fact.times }),
    derived: fact.derived ?? null,
    note: fact.note ?? null,
    evidence: fact.evidence ?? [],
    recordedBy: fact.recordedBy ?? null,
    approvedBy: fact.approvedBy ?? null,
    sequence: fact.sequence ?? null,
    ...(fact.joint === undefined ? {} : { joint: fact.joint }),
  }
}
