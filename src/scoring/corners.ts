import { compareExact, points, zero, type Points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model-parts.js'
import { balanceOf, type Balance } from './balance.js'
import { cautiousSets, isIntricate } from './cautious.js'
import type { ChargeMade } from './charge-made.js'
import { chargesOf, ownCharges } from './charges.js'
import { isPartClosed, type Context } from './context.js'
import { isMonotone } from './exclusion.js'
import {
  changeAmongRules,
  matterOf,
  select,
  strongestRule,
  type Change,
  type Selection,
} from './same-matter.js'

/** A deduction part as it stands for one assessee, and as good and as bad as it may still become. */
export interface Corners {
  base: Points
  closed: boolean
  /** What counts as it stands. */
  selection: Selection
  settled: Balance
  best: Balance
  worst: Balance
}

const hundred = points(100)
/** By context, part and assessee: other parts ask what is carried to them. */
const known = new WeakMap<Context, Map<string, Corners>>()

/** The corners of a part for one assessee. */
export function cornersOf(context: Context, part: DeductionPart, assessee: string): Corners {
  const ofContext = known.get(context) ?? new Map<string, Corners>()
  known.set(context, ofContext)
  const key = `${part.id} ${assessee}`
  const found = ofContext.get(key) ?? findCorners(context, part, assessee)
  ofContext.set(key, found)
  return found
}

function findCorners(context: Context, part: DeductionPart, assessee: string): Corners {
  const closed = isPartClosed(context, part)
  const base = part.scale.value === 'from-hundred' ? hundred : part.start
  const own = ownCharges(context, part, assessee)
  const among = part.sameMatterAmong.value === 'rule' ? chargesOf(context, part) : own
  const sets = setsOf(context, part, { charges: own, closed })
  const matters =
    part.sameMatterAmong.value === 'rule' ? matterChange(part, among, { assessee, closed }) : none
  const alone = (charge: ChargeMade): boolean =>
    part.sameMatterAmong.value === 'assessee' || matterOf(part, charge) === null
  const made = (counted: readonly ChargeMade[], more: Points): Balance =>
    balanceOf(part, { base, counted, more })
  const balance = (charges: readonly ChargeMade[], more: Points): Balance =>
    made(select(part, charges.filter(alone)).counted, more)
  const undecided = own.filter(isUndecided)
  const cautious =
    isIntricate(part) && (!closed || undecided.length > 0)
      ? cautiousSets(context, part, { settled: sets.settled, undecided, lowers })
      : null
  return {
    base,
    closed,
    selection: selectionFor(part, among.filter(isEffective), assessee),
    settled: balance(sets.settled, matters.settled),
    best: cautious ? made(cautious.best, zero) : balance(sets.best, matters.highest),
    worst: cautious ? made(cautious.worst, zero) : balance(sets.worst, matters.lowest),
  }
}

const none: Change = { settled: zero, lowest: zero, highest: zero }

/** Which charges count as it stands, at best and at worst. */
function setsOf(
  context: Context,
  part: DeductionPart,
  of: { charges: readonly ChargeMade[]; closed: boolean },
): { settled: ChargeMade[]; best: ChargeMade[]; worst: ChargeMade[] } {
  const settled = of.charges.filter(isEffective)
  const undecided = of.charges.filter(isUndecided)
  const all = [...settled, ...undecided]
  const [down, up] = [all.filter(lowers), all.filter((one) => !lowers(one))]
  const firm = settled.filter((one) => lowers(one) && one.firm)
  const sure = of.closed && undecided.length === 0
  const safe = sure || isMonotone(part, context.input.scheme) ? firm : strongest(firm)
  return {
    settled,
    best: [...safe, ...up],
    worst: [...down, ...settled.filter((one) => !lowers(one))],
  }
}

/** Whatever else comes, at least the strongest single charge counts, or one as strong. */
function strongest(charges: readonly ChargeMade[]): ChargeMade[] {
  return [...charges].sort((a, b) => compareExact(a.points, b.points)).slice(0, 1)
}

function isEffective(charge: ChargeMade): boolean {
  return charge.fact.state === 'effective'
}

function isUndecided(charge: ChargeMade): boolean {
  return charge.fact.state === 'proposed' || charge.fact.state === 'objected'
}

function lowers(charge: ChargeMade): boolean {
  return charge.all || charge.points.isNegative()
}

/** Changes of all matters in which rules compete with each other. */
function matterChange(
  part: DeductionPart,
  charges: readonly ChargeMade[],
  of: { assessee: string; closed: boolean },
): Change {
  const all = charges.filter((charge) => isEffective(charge) || isUndecided(charge))
  const matters = [...new Set(all.flatMap((charge) => matterOf(part, charge) ?? []))].sort()
  return matters
    .map((matter) => {
      const within = all.filter((charge) => matterOf(part, charge) === matter)
      const effective = within.filter(isEffective)
      const undecided = within.filter(isUndecided)
      const { assessee, closed } = of
      return changeAmongRules(part, { assessee, open: !closed, effective, undecided })
    })
    .reduce(
      (a, b) => ({
        settled: a.settled.plus(b.settled),
        lowest: a.lowest.plus(b.lowest),
        highest: a.highest.plus(b.highest),
      }),
      none,
    )
}

/** What counts for one assessee as it stands, for display. */
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
