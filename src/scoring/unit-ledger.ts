import { sum } from '../base/points.js'
import type { DeductionPart } from '../scheme/model.js'
import { chargesOf, viewOf, type ChargeMade } from './charges.js'
import { compareText, partsOf, unitsOf, type Context } from './context.js'
import { text } from './interval.js'
import type { UnitLedger } from './statement.js'

/**
 * What each department's effective facts cost, whoever bears it: for display, and for schemes that score
 * departments. A positive figure; comparisons within a matter are each person's own and not made here.
 */
export function unitLedgers(context: Context): UnitLedger[] {
  const deductions = partsOf(context.input.scheme.total).filter(
    (part): part is DeductionPart => part.kind === 'deduction',
  )
  const charges = deductions
    .flatMap((part) => chargesOf(context, part))
    .filter((charge) => charge.fact.state === 'effective')
  return [...context.input.units]
    .sort((a, b) => compareText(a.id, b.id))
    .map((unit) => {
      const own = charges.filter((charge) => isOf(context, charge, unit.id)).sort(inOrder)
      return {
        unit: unit.id,
        name: unit.name,
        points: text(sum(own.map((charge) => charge.points)).negated()),
        facts: own.map((charge) => ({
          ...viewOf(charge.fact, charge.rule, charge.to),
          points: text(charge.points),
          whom: charge.whom,
        })),
      }
    })
}

function isOf(context: Context, charge: ChargeMade, unit: string): boolean {
  return charge.to === 'unit' ? charge.whom === unit : unitsOf(context, charge.fact).includes(unit)
}

function inOrder(a: ChargeMade, b: ChargeMade): number {
  return (
    compareText(a.fact.day, b.fact.day) ||
    compareText(a.fact.id, b.fact.id) ||
    compareText(a.to, b.to) ||
    compareText(a.whom, b.whom)
  )
}
