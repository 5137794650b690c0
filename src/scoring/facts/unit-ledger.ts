import { sum } from '../../base/points.js'
import type { Part } from '../../scheme/model/parts.js'
import type { Charge } from '../../scheme/model/rules.js'
import type { ChargeMade } from './charge-made.js'
import { chargeEach, viewOf } from './charges.js'
import { compareFacts, compareText, ruleInForce, type Context } from '../context.js'
import { text } from '../interval.js'
import { groupedBy } from '../../base/lookups.js'
import type { UnitLedger } from '../statement.js'

/**
 * What the regulation charges to departments, whoever bears it by the scheme's choice: for display, and
 * for schemes that score departments. Charges that can be the unit's under some answer, from effective
 * facts; a positive figure. Comparisons within a matter are each person's own and not made here.
 */
export function unitLedgers(context: Context): UnitLedger[] {
  const charges = [...context.facts].sort(compareFacts).flatMap((fact) => {
    const rule = ruleInForce(context, fact)
    const part = rule?.part.value == null ? undefined : context.parts.get(rule.part.value)
    if (rule === null || part === undefined || fact.state !== 'effective') return []
    return rule.charges.filter(isUnits).flatMap((charge) =>
      chargesToUnit(context, part, { fact, rule, charge }).map((made) => ({
        ...made,
        bornBy: charge.to.value,
      })),
    )
  })
  const byUnit = groupedBy(charges, (charge) => charge.whom)
  return [...context.input.units]
    .sort((a, b) => compareText(a.id, b.id))
    .map((unit) => {
      const own = byUnit.get(unit.id) ?? []
      return {
        unit: unit.id,
        name: unit.name,
        points: text(sum(own.map((charge) => charge.points)).negated()),
        facts: own.map((charge) => ({
          ...viewOf(charge.fact, charge.rule, charge.to),
          points: text(charge.points),
          bornBy: charge.bornBy,
        })),
      }
    })
}

/** Whether a charge is the unit's, or would be under another answer to its choice. */
function isUnits(charge: Charge): boolean {
  return charge.to.value === 'unit' || Object.values(charge.to.byAnswer ?? {}).includes('unit')
}

function chargesToUnit(
  context: Context,
  part: Part,
  of: Parameters<typeof chargeEach>[2],
): ChargeMade[] {
  if (part.kind !== 'deduction') return []
  const to = { ...of.charge.to, value: 'unit' as const }
  return chargeEach(context, part, { ...of, charge: { ...of.charge, to } })
}
