import { compareExact, larger, smaller, sum, zero, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { ChargeMade } from './charge-made.js'
import { compareFacts } from '../context.js'
import { limitedSum } from './limits.js'

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
 * The order of limits: lines that the floor stops, limits on some of them, floor and cap, lines that it does not
 * stop, then what no longer fits goes elsewhere where the scheme says so. A line that takes all leaves nothing. `base` is what
 * the part starts from.
 */
export function balanceOf(
  part: DeductionPart,
  of: { base: Points; counted: readonly ChargeMade[] },
): Balance {
  const offices = byOffice(part, of.counted)
  if (offices.length === 1) return balanceOfOne(part, of)
  return meanOf(
    offices.map((counted) => balanceOfOne(part, { ...of, counted })),
    of.counted,
  )
}

/** The lines of each office that gives a figure of its own; of all together where they share one. */
export function byOffice(
  part: DeductionPart,
  charges: readonly ChargeMade[],
): (readonly ChargeMade[])[] {
  const offices = part.severalOffices.value === 'mean' ? part.scoredBy : []
  if (offices.length < 2) return [charges]
  return offices.map((office) => charges.filter((one) => isOf(one, office)))
}

/** Whether a line is one of an office's: its own, or of all where the line names none. */
function isOf(charge: ChargeMade, office: string): boolean {
  return charge.rule.scoredBy.length === 0 || charge.rule.scoredBy.includes(office)
}

/** The mean of what each office gives; what goes elsewhere is the mean of what each sends there. */
export function meanOf(each: readonly Balance[], counted: readonly ChargeMade[] = []): Balance {
  const [only] = each
  if (only !== undefined && each.length === 1) return only
  const parts = [...new Set(each.flatMap(({ carried }) => carried.map(({ to }) => to)))].sort()
  const [lost] = counted.filter((charge) => charge.all).sort(byFact)
  const mean = (of: (one: Balance) => Points): Points => sum(each.map(of)).dividedBy(each.length)
  return {
    remaining: mean((one) => one.remaining),
    lost: each.every((one) => one.lost !== null) ? (lost ?? null) : null,
    floored: each.every((one) => one.floored),
    carried: parts.map((to) => ({ to, points: mean((one) => carriedBy(one, to)) })),
  }
}

/** What a balance sends to another part. */
export function carriedBy(balance: Balance, to: string): Points {
  return sum(balance.carried.flatMap((one) => (one.to === to ? [one.points] : [])))
}

/** The same for lines of one office, or of all where they share one figure. */
export function balanceOfOne(
  part: DeductionPart,
  of: { base: Points; counted: readonly ChargeMade[] },
): Balance {
  if (of.counted.some(takesAll)) {
    const [lost] = of.counted.filter(takesAll).sort(byFact)
    if (lost !== undefined) return whenLost(part, of.counted, lost)
  }
  const areStopped = of.counted.every(isStopped)
  const stopped = areStopped ? of.counted : of.counted.filter(isStopped)
  const unstopped = areStopped ? [] : of.counted.filter((charge) => !isStopped(charge))
  const before = of.base.plus(limitedSum(part, stopped))
  const floor = part.floor.value
  const cap = part.cap.value
  const raised = floor === null ? before : larger(before, floor)
  const within = cap === null ? raised : smaller(raised, cap)
  const after = within.plus(sum(unstopped.map((charge) => charge.points)))
  const over = floor === null || compareExact(after, floor) >= 0 ? zero : floor.minus(after)
  const floored = floor !== null && compareExact(before, floor) < 0
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

function takesAll(charge: ChargeMade): boolean {
  return charge.all
}

function isStopped(charge: ChargeMade): boolean {
  return charge.rule.exhausts.value
}

function byFact(a: ChargeMade, b: ChargeMade): number {
  return compareFacts(a.fact, b.fact)
}
