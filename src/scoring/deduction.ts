import { points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model.js'
import { chargesOf, viewOf, type ChargeMade } from './charges.js'
import { compareText, isPartClosed, type Context } from './context.js'
import {
  addAll,
  applyLinear,
  certain,
  clamp,
  identity,
  text,
  type Interval,
  type Linear,
} from './interval.js'
import { isBelow, partLine, toTotal, type PartLine } from './line.js'
import {
  changeAmongOwn,
  changeAmongRules,
  matterOf,
  select,
  strongestRule,
  type Change,
  type Selection,
} from './same-matter.js'
import type { Line, NotCounted, NotCountedReason } from './statement.js'

const hundred = points(100)

/** The charges of a part, by what can still become of them. */
interface Charges {
  effective: ChargeMade[]
  undecided: ChargeMade[]
  dropped: ChargeMade[]
}

/** A part that starts full and loses by facts, for one assessee. */
export function deductionLine(context: Context, part: DeductionPart, assessee: string): PartLine {
  const all = chargesOf(context, part)
  const closed = isPartClosed(context, part)
  const base = part.scale.value === 'from-hundred' ? hundred : part.start
  const toScore: Linear =
    part.scale.value === 'normalised' ? { ...identity, times: hundred, over: part.start } : identity
  const change = changeFor(part, byState(all), { assessee, open: !closed })
  const before = addAll([certain(base), change])
  const own = openEnds(context, part, clamp(before, part.floor.value, null), closed)
  const selection = selectionFor(part, byState(all).effective, assessee)
  return partLine(context, part, {
    own,
    scale: { from: part.floor.value, to: mayAdd(context, part) ? null : base },
    operation: 'deduction',
    toScore,
    settings: [
      part.scale,
      part.floor,
      part.sameMatter,
      part.sameMatterAmong,
      part.samePerson,
      part.jointly,
    ],
    closed,
    floored: isBelow(before.settled, part.floor.value),
    lines: selection.counted.sort(byDay).map((charge) => factLine(part, charge, toScore)),
    notCounted: notCounted({ all, selection, assessee }),
  })
}

function byState(charges: readonly ChargeMade[]): Charges {
  const of = (...states: string[]): ChargeMade[] =>
    charges.filter((charge) => states.includes(charge.fact.state))
  return {
    effective: of('effective'),
    undecided: of('proposed', 'objected'),
    dropped: of('reversed', 'withdrawn'),
  }
}

/** Bounds of all changes: matters where rules compete with each other one by one, the rest together. */
function changeFor(
  part: DeductionPart,
  charges: Charges,
  of: { assessee: string; open: boolean },
): Change {
  const own = (charge: ChargeMade): boolean => charge.whom === of.assessee
  if (part.sameMatterAmong.value === 'assessee') {
    return changeAmongOwn(part, charges.effective.filter(own), charges.undecided.filter(own))
  }
  const alone = (charge: ChargeMade): boolean => own(charge) && matterOf(part, charge) === null
  const changes = [
    changeAmongOwn(part, charges.effective.filter(alone), charges.undecided.filter(alone)),
  ]
  for (const matter of mattersOf(part, [...charges.effective, ...charges.undecided])) {
    const inMatter = (charge: ChargeMade): boolean => matterOf(part, charge) === matter
    const effective = charges.effective.filter(inMatter)
    const undecided = charges.undecided.filter(inMatter)
    changes.push(changeAmongRules(part, { ...of, effective, undecided }))
  }
  return changes.reduce((a, b) => ({
    settled: a.settled.plus(b.settled),
    lowest: a.lowest.plus(b.lowest),
    highest: a.highest.plus(b.highest),
  }))
}

function mattersOf(part: DeductionPart, charges: readonly ChargeMade[]): string[] {
  const matters = charges.flatMap((charge) => matterOf(part, charge) ?? [])
  return [...new Set(matters)].sort()
}

/** While facts may come, a part may fall to its floor, and rise without limit where rules can add. */
function openEnds(context: Context, part: DeductionPart, own: Interval, closed: boolean): Interval {
  if (closed) return own
  return {
    settled: own.settled,
    lowest: part.floor.value,
    highest: mayAdd(context, part) ? null : own.highest,
  }
}

function mayAdd(context: Context, part: DeductionPart): boolean {
  return context.input.scheme.rules.some(
    (rule) =>
      rule.part === part.id &&
      rule.charges.some(({ amount }) =>
        amount.kind === 'figure' ? amount.points.greaterThan(0) : amount.sign === 1,
      ),
  )
}

/** What counts for one assessee as it stands. */
function selectionFor(
  part: DeductionPart,
  effective: readonly ChargeMade[],
  assessee: string,
): Selection {
  const own = effective.filter((charge) => charge.whom === assessee)
  if (part.sameMatterAmong.value === 'assessee') return select(part, own)
  const beaten: Selection['beaten'] = []
  const left = own.filter((charge) => {
    const matter = matterOf(part, charge)
    if (matter === null) return true
    const rivals = effective.filter((one) => matterOf(part, one) === matter)
    const winner = strongestRule(rivals)
    if (winner === charge.rule.id) return true
    const by = rivals.find((one) => one.rule.id === winner) ?? charge
    beaten.push({ charge, by, reason: 'other-rule-of-matter' })
    return false
  })
  const selection = select(part, left)
  return { counted: selection.counted, beaten: [...selection.beaten, ...beaten] }
}

function byDay(a: ChargeMade, b: ChargeMade): number {
  return (
    compareText(a.fact.day, b.fact.day) ||
    compareText(a.fact.id, b.fact.id) ||
    compareText(a.to, b.to)
  )
}

function factLine(part: DeductionPart, charge: ChargeMade, toScore: Linear): Line {
  const contribution = text(applyLinear(charge.points, toTotal(part, toScore)))
  const own = text(charge.points)
  return {
    id: `${part.id}/${charge.fact.id}/${charge.to}`,
    kind: 'fact',
    name: charge.rule.name,
    clause: charge.rule.clause,
    says: charge.rule.says.text,
    operation: 'fact',
    own: { settled: own, lowest: own, highest: own },
    scale: null,
    points: { settled: contribution, lowest: contribution, highest: contribution },
    pointsMax: null,
    closed: true,
    missing: false,
    floored: false,
    choices: {},
    fact: viewOf(charge.fact, charge.rule, charge.to),
    count: null,
    notCounted: [],
    warnings: [],
    lines: [],
  }
}

/** Every charge that names the assessee and changes nothing, with why. */
function notCounted(of: {
  all: readonly ChargeMade[]
  selection: Selection
  assessee: string
}): NotCounted[] {
  const found: { charge: ChargeMade; reason: NotCountedReason; instead: string | null }[] = []
  for (const { charge, by, reason } of of.selection.beaten) {
    found.push({ charge, reason, instead: by.fact.id })
  }
  for (const charge of of.all) {
    const reason = reasonByState(charge)
    const named = charge.fact.persons.includes(of.assessee)
    if (charge.whom === of.assessee && reason !== null) {
      found.push({ charge, reason, instead: null })
    } else if (charge.to === 'unit' && charge.whom !== of.assessee && named && reason === null) {
      found.push({ charge, reason: 'charged-to-unit', instead: null })
    }
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
