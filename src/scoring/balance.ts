import { larger, smaller, sum, zero, type Points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model-parts.js'
import type { ChargeMade } from './charge-made.js'
import { limitedSum } from './limits.js'
import { compareFacts } from './context.js'

/** What a part holds given what counts in it. */
export interface Balance {
  remaining: Points
  /** The first line that takes the whole part; null while none does. */
  lost: ChargeMade | null
  /** More was taken than there was above the floor. */
  floored: boolean
  /** What goes to other parts, a positive figure each. */
  carried: readonly { to: string; points: Points }[]
}

/**
 * The order of limits: lines that the floor stops, limits on some of them, floor and cap, lines that it does not stop, then what no
 * longer fits goes elsewhere where the scheme says so. A line that takes all leaves nothing. `base` is what
 * the part starts from; `more` a change that comes besides the charges.
 */
export function balanceOf(
  part: DeductionPart,
  of: { base: Points; counted: readonly ChargeMade[]; more: Points },
): Balance {
  const offices = part.severalOffices.value === 'mean' ? part.scoredBy : []
  if (offices.length < 2) return balanceOfAll(part, of)
  const each = offices.map((office) =>
    balanceOfAll(part, { ...of, counted: of.counted.filter((one) => isOf(one, office)) }),
  )
  const whole = balanceOfAll(part, of)
  const remaining = sum(each.map((one) => one.remaining)).dividedBy(each.length)
  const lost = each.every((one) => one.lost !== null) ? whole.lost : null
  return { ...whole, remaining, lost, floored: each.every((one) => one.floored) }
}

/** Whether a line is one of an office's: its own, or of all where the line names none. */
function isOf(charge: ChargeMade, office: string): boolean {
  return charge.rule.scoredBy.length === 0 || charge.rule.scoredBy.includes(office)
}

function balanceOfAll(
  part: DeductionPart,
  of: { base: Points; counted: readonly ChargeMade[]; more: Points },
): Balance {
  const [lost] = of.counted.filter((charge) => charge.all).sort(byFact)
  if (lost !== undefined) return whenLost(part, of.counted, lost)
  const stopped = of.counted.filter((charge) => charge.rule.exhausts.value)
  const unstopped = of.counted.filter((charge) => !charge.rule.exhausts.value)
  const before = of.base.plus(of.more).plus(limitedSum(part, stopped))
  const floor = part.floor.value
  const cap = part.cap.value
  const raised = floor === null ? before : larger(before, floor)
  const within = cap === null ? raised : smaller(raised, cap)
  const after = within.plus(sum(unstopped.map((charge) => charge.points)))
  const over = floor === null || !after.lessThan(floor) ? zero : floor.minus(after)
  const floored = floor !== null && before.lessThan(floor)
  if (part.overflow.value === 'lost' || over.isZero()) {
    return { remaining: after, lost: null, floored, carried: [] }
  }
  const carried = [{ to: part.overflow.value, points: over }]
  return { remaining: after.plus(over), lost: null, floored: true, carried }
}

/** The whole part is lost; what was recorded after that may go to another part. */
function whenLost(part: DeductionPart, counted: readonly ChargeMade[], lost: ChargeMade): Balance {
  const to = part.afterLost.value
  const later = to === 'recorded' ? [] : counted.filter((charge) => isAfter(charge, lost))
  const carried = later.map((charge) => ({ to, points: charge.points.negated() }))
  return { remaining: zero, lost, floored: false, carried }
}

/** Whether a line comes after the one that took the whole part. */
export function isAfter(charge: ChargeMade, lost: ChargeMade): boolean {
  return !charge.all && charge.points.isNegative() && byFact(lost, charge) < 0
}

function byFact(a: ChargeMade, b: ChargeMade): number {
  return compareFacts(a.fact, b.fact)
}
