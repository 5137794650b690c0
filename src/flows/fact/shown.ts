import { exactText } from '../../base/points.js'
import type { ChargedTo, Rule } from '../../scheme/model/rules.js'
import type { Bureau } from '../context.js'
import type { FactRecord } from './facts.js'
import { countingOf } from './procedure.js'

/** A charge as cards say it: signed points; `null`: entered by hand; `all`: everything of the part. */
export interface ChargeShown {
  to: ChargedTo
  points: string | null
}

/** The first rule of a running cycle that counts a fact: what cards call it. */
export function ruleOf(bureau: Bureau, fact: FactRecord): Rule | undefined {
  const inYear = countingOf(bureau, fact.body.kind, fact.day)[0]
  return (inYear ?? countingOf(bureau, fact.body.kind, null)[0])?.rule
}

/** Whom a fact is about: the persons it names, else the units. */
export function namesOf(bureau: Bureau, fact: FactRecord): string {
  return whomOf(bureau, fact).join('、')
}

/** The same, one by one. */
export function whomOf(bureau: Bureau, { body }: FactRecord): string[] {
  if (body.persons.length > 0) return body.persons.map((one) => bureau.roster.nameOf(one))
  return body.units.map((unit) => bureau.roster.unitNameOf(unit))
}

/** What a rule charges, those that are in force; `entered`: the figures set by hand. */
export function chargesOf(rule: Rule, entered?: Record<string, string>): ChargeShown[] {
  return rule.charges.flatMap(({ to: { value: to }, amount: { value: amount }, inForce }) => {
    if (!inForce.value) return []
    if (amount.kind === 'figure') return [{ to, points: exactText(amount.points) }]
    if (amount.kind === 'all') return [{ to, points: 'all' }]
    if (amount.kind === 'none') return [{ to, points: '0' }]
    const byHand = entered?.[to]
    return [{ to, points: byHand ? `${amount.sign < 0 ? '-' : ''}${byHand}` : null }]
  })
}
