import { compareExact, points, smaller, sum, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import { adds } from './adding.js'
import { byOffice, isAfter, type Balance } from './balance.js'
import { newLine } from '../parts/new-line.js'
import type { ChargeMade } from './charge-made.js'
import { ownCharges, unitChargesNaming, viewOf } from './charges.js'
import { compareFacts, compareText, type Context } from '../context.js'
import { cornersOf, type Corners } from './corners.js'
import { cutLines } from './limits.js'
import {
  applyLinear,
  certain,
  identity,
  standing,
  text,
  type Interval,
  type Linear,
} from '../interval.js'
import { withAssessed } from '../parts/assessed.js'
import { partLine, toTotal, type PartLine, type PartValue } from '../parts/line.js'
import { grouped, once } from '../../base/lookups.js'
import type { Line, NotCounted, NotCountedReason } from '../statement.js'

const hundred = points(100)

/** A part that starts with points and changes by facts, for one assessee. */
export function deductionLine(context: Context, part: DeductionPart, assessee: string): PartLine {
  const corners = cornersOf(context, part, assessee)
  const { settled, closed, selection } = corners
  const toScore: Linear =
    part.scale.value === 'normalised' ? { ...identity, times: hundred, over: part.start } : identity
  const carried = carriedTo(context, part, assessee)
  const own = openEnds(context, part, standingOf(corners, carried), closed)
  const value: PartValue = {
    own,
    scale: {
      from: part.floor.value,
      to: mayAdd(context, part) ? capOf(context, part) : corners.base,
    },
    operation: 'deduction',
    toScore,
    settings: () => [
      part.scale,
      part.floor,
      part.cap,
      part.overflow,
      part.afterLost,
      part.severalOffices,
      part.sameMatter,
      part.sameMatterAmong,
      part.samePerson,
      part.jointly,
      ...part.jointRoles.flatMap(({ share, together }) => [share, together]),
    ],
    closed,
    floored: settled.floored,
    exhausted: isExhausted(part, own.settled),
    lost: settled.lost?.fact.id ?? null,
    lines: () => [
      ...selection.counted
        .filter((charge) => settled.lost === null || charge === settled.lost)
        .sort(byDay)
        .map((charge) => factLine(part, charge, toScore)),
      ...(settled.lost === null
        ? cutLines(context, part, { byOffice: byOffice(part, selection.counted), toScore })
        : []),
      ...carried.map((one) => carriedLine(part, one, toScore)),
    ],
    notCounted: () => notCounted(context, part, { corners, assessee }),
  }
  return partLine(context, part, withAssessed(context, part, { assessee, value }))
}

function isExhausted(part: DeductionPart, own: Points): boolean {
  const floor = part.floor.value
  return floor !== null && compareExact(own, floor) <= 0 && floor.lessThan(part.start)
}

/** The three balances, less what other parts carry here. */
function standingOf(corners: Corners, carried: readonly Carried[]): Interval {
  const { settled, best, worst } = corners
  if (carried.length === 0 && best === settled && worst === settled) {
    return certain(settled.remaining)
  }
  const less = (balance: Balance, pick: (one: Carried) => Points): Points =>
    balance.remaining.minus(sum(carried.map(pick)))
  return {
    settled: less(corners.settled, (one) => one.settled),
    lowest: less(corners.worst, (one) => one.most),
    highest: less(corners.best, (one) => one.least),
  }
}

/** What no longer fits into another part, as it stands, at least and at most; positive figures. */
interface Carried {
  from: DeductionPart
  settled: Points
  least: Points
  most: Points
}

const none: readonly Carried[] = []

function carriedTo(context: Context, part: DeductionPart, assessee: string): readonly Carried[] {
  const parts = carriers(context).get(part.id)
  if (parts === undefined) return none
  return parts.flatMap((from): Carried[] => {
    const { settled, best, worst } = cornersOf(context, from, assessee)
    const here = (balance: Balance): Points =>
      sum(balance.carried.filter((one) => one.to === part.id).map((one) => one.points))
    const one = { from, settled: here(settled), least: here(best), most: here(worst) }
    return one.most.isZero() && one.settled.isZero() ? [] : [one]
  })
}

/** The parts that carry something to a part, by its id. */
const carriers = once((context: Context) =>
  grouped(
    [...context.parts.values()].flatMap((one) => (one.kind === 'deduction' ? [one] : [])),
    (from) => new Set([from.overflow.value, from.afterLost.value].filter((id) => id !== from.id)),
  ),
)

/** While facts may come, a part may fall to its floor (or without end), and rise to its cap where rules can add. */
function openEnds(context: Context, part: DeductionPart, own: Interval, closed: boolean): Interval {
  if (closed) return own
  const { rules } = context.input.scheme
  const endless = rules.some(
    (rule) => rule.part.value === part.id && !rule.exhausts.value && part.overflow.value === 'lost',
  )
  const receives = carriers(context).has(part.id)
  return {
    settled: own.settled,
    lowest: endless || receives ? null : lowestEnd(part, own),
    highest: mayAdd(context, part) ? capOf(context, part) : own.highest,
  }
}

/** The floor, or nothing where the whole part may be lost below it. */
function lowestEnd(part: DeductionPart, own: Interval): Points | null {
  const floor = part.floor.value
  return floor === null || own.lowest === null ? null : smaller(floor, own.lowest)
}

/** The cap, where no line adds beyond it. */
function capOf(context: Context, part: DeductionPart): Points | null {
  return adding(context)
    .get(part.id)
    ?.some((rule) => !rule.exhausts.value)
    ? null
    : part.cap.value
}

function mayAdd(context: Context, part: DeductionPart): boolean {
  return adding(context).has(part.id)
}

/** The rules that can add to a part, by its id. */
const adding = once((context: Context) =>
  grouped(context.input.scheme.rules.filter(adds), ({ part }) =>
    part.value === null ? [] : [part.value],
  ),
)

function byDay(a: ChargeMade, b: ChargeMade): number {
  return (
    compareFacts(a.fact, b.fact) ||
    compareText(a.to, b.to) ||
    compareText(a.person ?? '', b.person ?? '')
  )
}

function factLine(part: DeductionPart, charge: ChargeMade, toScore: Linear): Line {
  const contribution = text(applyLinear(charge.points, toTotal(part, toScore)))
  const own = text(charge.points)
  const apart = charge.person === null ? '' : `/${charge.person}`
  return newLine({
    id: `${part.id}/${charge.fact.id}/${charge.to}${apart}`,
    kind: 'fact',
    name: charge.rule.name,
    clause: charge.rule.clause,
    says: charge.rule.says.text,
    operation: 'fact',
    own: { settled: own, lowest: own, highest: own },
    points: { settled: contribution, lowest: contribution, highest: contribution },
    scoredBy: charge.rule.scoredBy,
    fact: viewOf(charge.fact, charge.rule, charge.to),
  })
}

/** What another part could no longer hold. */
function carriedLine(part: DeductionPart, one: Carried, toScore: Linear): Line {
  const own = {
    settled: one.settled.negated(),
    lowest: one.most.negated(),
    highest: one.least.negated(),
  }
  const toEach = (value: Points): Points => applyLinear(value, toTotal(part, toScore))
  return newLine({
    id: `${part.id}/from/${one.from.id}`,
    kind: 'carried',
    name: one.from.name,
    clause: one.from.clause,
    operation: 'carried',
    own: standing(own),
    points: standing({
      settled: toEach(own.settled),
      lowest: toEach(own.lowest),
      highest: toEach(own.highest),
    }),
  })
}

/** Every charge that names the assessee and changes nothing, with why. */
function notCounted(
  context: Context,
  part: DeductionPart,
  of: { corners: Corners; assessee: string },
): NotCounted[] {
  const { selection, settled } = of.corners
  const found: { charge: ChargeMade; reason: NotCountedReason; instead: string | null }[] = []
  for (const { charge, by, reason } of selection.beaten) {
    found.push({ charge, reason, instead: by.fact.id })
  }
  const { lost } = settled
  for (const charge of selection.counted) {
    if (lost === null || charge === lost) continue
    const carried = part.afterLost.value !== 'recorded' && isAfter(charge, lost)
    found.push({ charge, reason: carried ? 'carried' : 'item-lost', instead: lost.fact.id })
  }
  for (const charge of ownCharges(context, part, of.assessee)) {
    const reason = reasonByState(charge)
    if (reason !== null) found.push({ charge, reason, instead: null })
  }
  for (const charge of unitChargesNaming(context, part, of.assessee)) {
    if (charge.whom === of.assessee || reasonByState(charge) !== null) continue
    found.push({ charge, reason: 'charged-to-unit', instead: null })
  }
  return found
    .sort((a, b) => byDay(a.charge, b.charge))
    .map(({ charge, reason, instead }) => ({
      fact: viewOf(charge.fact, charge.rule, charge.to),
      reason,
      points: text(charge.points),
      instead,
    }))
}

function reasonByState(charge: ChargeMade): NotCountedReason | null {
  switch (charge.fact.state) {
    case 'effective':
      return null
    case 'proposed':
      return 'pending'
    default:
      return charge.fact.state
  }
}
