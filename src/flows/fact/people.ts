import type { Rule } from '../../scheme/model/rules.js'
import type { Bureau } from '../context.js'
import type { FactRecord } from './state.js'

/** Who approves a fact of a rule in a unit: who holds the role the regulation names, for the unit first. */
export function approversOf(bureau: Bureau, rule: Rule, unit: string | null): string[] {
  const procedure = bureau.scheme.procedures.find((each) => rule.procedures.includes(each.id))
  if (!procedure) return []
  const holders = bureau.roster.holders(procedure.approvedBy)
  const ofUnit = holders.filter((person) =>
    bureau.roster
      .rolesOf(person.id)
      .some((held) => held.role === procedure.approvedBy && held.unit === unit),
  )
  return (ofUnit.length > 0 ? ofUnit : holders).map((person) => person.id)
}

/** Who may approve this fact: nobody decides on what they recorded or what charges themselves. */
export function approversOfFact(bureau: Bureau, rule: Rule, fact: FactRecord): string[] {
  return approversOf(bureau, rule, fact.proposal.unit ?? null).filter(
    (person) => person !== fact.recordedBy && !chargedBy(bureau, fact).includes(person),
  )
}

/** The scheme's role that approves facts of a rule, as people call it. */
export function approvingRole(bureau: Bureau, rule: Rule): { id: string; name: string } {
  const procedure = bureau.scheme.procedures.find((each) => rule.procedures.includes(each.id))
  const role = bureau.scheme.roles.find((each) => each.id === procedure?.approvedBy)
  return role ?? { id: procedure?.approvedBy ?? '', name: procedure?.approvedBy ?? '' }
}

/** Everybody a fact charges: the persons named, and the unit's head where the rule charges one. */
export function chargedBy(bureau: Bureau, fact: FactRecord): string[] {
  const rule = bureau.scheme.rules.find((each) => each.id === fact.proposal.rule)
  const people = [...fact.proposal.persons]
  const chargesHead = rule?.charges.some((charge) => charge.to.value === 'head') ?? false
  const unit = fact.proposal.unit
  const head = fact.proposal.head ?? (unit ? bureau.roster.headsOf(unit)[0]?.id : null)
  if (chargesHead && head && !people.includes(head)) people.push(head)
  return people
}
