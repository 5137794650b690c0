import { larger, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import { balanceOf, balanceOfOne, byOffice, meanOf, type Balance } from './balance.js'
import type { ChargeMade } from './charge-made.js'
import { chargesOf, ownCharges } from './charges.js'
import { isPartClosed, type Context } from '../context.js'
import { exclusionKey, isMonotone, isUniform, kindOf, onceKey } from './exclusion.js'
import { grouped } from '../../base/lookups.js'
import {
  type Beaten,
  loosest,
  matterOf,
  select,
  strongestOfAll,
  winnersOf,
  type Selection,
  type Winners,
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
/** The corners of a part for one assessee. */
export function cornersOf(context: Context, part: DeductionPart, assessee: string): Corners {
  const closed = isPartClosed(context, part)
  const base = part.scale.value === 'from-hundred' ? hundred : part.start
  const own = ownCharges(context, part, assessee)
  const winners = winnersIn(context, part)
  const selection = selectionOf(
    part,
    own.every(isEffective) ? own : own.filter(isEffective),
    winners,
  )
  const settled = balanceOf(part, { base, counted: selection.counted })
  const mayChange = (one: ChargeMade): boolean =>
    isUndecided(one) || !one.firm || !isSure(part, one, winners)
  const open = !closed || own.some(mayChange)
  const ends = open ? endsOf(context, part, { own, base, closed, winners }) : null
  return {
    base,
    closed,
    selection,
    settled,
    best: ends?.best ?? settled,
    worst: ends?.worst ?? settled,
  }
}

type AllWinners = ReadonlyMap<string, Winners>
const nobody: AllWinners = new Map()
const winnersKnown = new WeakMap<Context, Map<string, AllWinners>>()

/** Who wins each matter of a part in which rules compete with each other, whoever is charged. */
function winnersIn(context: Context, part: DeductionPart): AllWinners {
  if (part.sameMatterAmong.value === 'assessee') return nobody
  const ofContext = winnersKnown.get(context) ?? new Map<string, AllWinners>()
  winnersKnown.set(context, ofContext)
  const before = ofContext.get(part.id)
  if (before !== undefined) return before
  const matters = grouped(chargesOf(context, part), (one) => {
    const matter = matterOf(part, one)
    return matter === null ? [] : [matter]
  })
  const found = new Map(
    [...matters].map(([matter, all]) => [
      matter,
      winnersOf(all.filter(isEffective), all.filter(isUndecided)),
    ]),
  )
  ofContext.set(part.id, found)
  return found
}

function winnersFor(part: DeductionPart, charge: ChargeMade, all: AllWinners): Winners | null {
  if (all.size === 0) return null
  const matter = matterOf(part, charge)
  return matter === null ? null : (all.get(matter) ?? null)
}

/** No other rule of its matter can take a charge's place, as far as facts are known. */
function isSure(part: DeductionPart, charge: ChargeMade, all: AllWinners): boolean {
  const winners = winnersFor(part, charge, all)
  return winners === null || winners.may.size < 2
}

interface Known {
  own: readonly ChargeMade[]
  base: Points
  closed: boolean
  winners: AllWinners
}

/** What counts at best and at worst of one office's lines. */
interface Sets {
  best: readonly ChargeMade[]
  worst: readonly ChargeMade[]
  /** Lines that take the whole part. */
  all: 'sure' | 'possible' | 'none'
}

function endsOf(
  context: Context,
  part: DeductionPart,
  of: Known,
): { best: Balance; worst: Balance } {
  const { rules } = context.input.scheme
  const mayLose = !of.closed && rules.some((rule) => takesAll(part, rule))
  const { best, worst, sure, possible } = setsOf(context, part, of)
  const [bests, worsts] = [byOffice(part, best), byOffice(part, worst)]
  const [sures, possibles] = [byOffice(part, sure), byOffice(part, possible)]
  const each = bests.map((some, office) =>
    endsOfOne(part, of.base, {
      best: some,
      worst: worsts[office] ?? [],
      all: sures[office]?.some((one) => one.all)
        ? 'sure'
        : mayLose || possibles[office]?.some((one) => one.all)
          ? 'possible'
          : 'none',
    }),
  )
  return { best: meanOf(each.map((one) => one.best)), worst: meanOf(each.map((one) => one.worst)) }
}

type RuleOfPart = Context['input']['scheme']['rules'][number]

function takesAll(part: DeductionPart, rule: RuleOfPart): boolean {
  return (
    rule.part.value === part.id && rule.charges.some(({ amount }) => amount.value.kind === 'all')
  )
}

/** With what takes the whole part, nothing is left, and what comes after it may go elsewhere. */
function endsOfOne(part: DeductionPart, base: Points, of: Sets): { best: Balance; worst: Balance } {
  const kept = (counted: readonly ChargeMade[]): Balance => balanceOfOne(part, { base, counted })
  const [best, worst] = [kept(of.best), kept(of.worst)]
  if (of.all === 'none') return { best, worst }
  const downs = of.worst.filter((one) => one.points.isNegative()).map((one) => one.points)
  const after =
    part.afterLost.value === 'recorded'
      ? []
      : [{ to: part.afterLost.value, points: sum(downs).negated() }]
  const nothing = { ...best, remaining: zero, carried: [] }
  if (of.all === 'sure') return { best: nothing, worst: { ...nothing, carried: after } }
  const carried = [...worst.carried, ...after]
  return {
    best: { ...nothing, remaining: larger(best.remaining, zero) },
    worst: { ...worst, remaining: smaller(worst.remaining, zero), carried },
  }
}

/**
 * Which charges count at best and at worst, without those that take all. Where one more charge may make less
 * count, only the strongest is sure, and the most is what counts by matter alone.
 */
function setsOf(
  context: Context,
  part: DeductionPart,
  of: Known,
): Record<'best' | 'worst' | 'sure' | 'possible', readonly ChargeMade[]> {
  const { scheme } = context.input
  const may = (one: ChargeMade): boolean =>
    (isEffective(one) || isUndecided(one)) &&
    (winnersFor(part, one, of.winners)?.may.has(one.rule.id) ?? true)
  const possible = of.own.filter(may)
  const isFirm = (one: ChargeMade): boolean =>
    isEffective(one) &&
    one.firm &&
    isSure(part, one, of.winners) &&
    (of.closed || winnersFor(part, one, of.winners) === null)
  const firm = possible.filter(isFirm)
  const monotone = isMonotone(part, scheme)
  const sure = (some: readonly ChargeMade[]): readonly ChargeMade[] =>
    monotone
      ? select(part, some).counted
      : isUniform(part, scheme)
        ? strongestOfAll(some)
        : select(
            part,
            some.filter((one) => isUncontested(part, one)),
          ).counted
  const most = (some: readonly ChargeMade[]): readonly ChargeMade[] =>
    monotone ? select(part, some).counted : loosest(part, some, (charge) => kindOf(part, charge))
  const kept = (some: readonly ChargeMade[], down: boolean): ChargeMade[] =>
    some.filter((one) => !one.all && one.points.isNegative() === down)
  return {
    best: [...sure(kept(firm, true)), ...most(kept(possible, false))],
    worst: [...most(kept(possible, true)), ...sure(kept(firm, false))],
    sure: sure(firm),
    possible,
  }
}

/** Whether nothing else can take a charge's place. */
function isUncontested(part: DeductionPart, charge: ChargeMade): boolean {
  return (
    matterOf(part, charge) === null && onceKey(charge) === null && exclusionKey(charge) === null
  )
}

function isEffective(charge: ChargeMade): boolean {
  return charge.fact.state === 'effective'
}

function isUndecided(charge: ChargeMade): boolean {
  return charge.fact.state === 'proposed' || charge.fact.state === 'objected'
}

/** What counts of effective charges as it stands, for the points and for display. */
function selectionOf(
  part: DeductionPart,
  own: readonly ChargeMade[],
  winners: AllWinners,
): Selection {
  if (winners.size === 0) return select(part, own)
  const beaten: Beaten[] = []
  const left = own.filter((charge) => {
    const by = winnersFor(part, charge, winners)?.now ?? null
    if (by === null || by.rule.id === charge.rule.id) return true
    beaten.push({ charge, by, reason: 'other-rule-of-matter' })
    return false
  })
  const selection = select(part, left)
  return { counted: selection.counted, beaten: [...selection.beaten, ...beaten] }
}
