import { compareExact, larger, sum, zero, type Points } from '../base/points.js'
import type { DeductionPart } from '../scheme/model-parts.js'
import type { ChargeMade } from './charge-made.js'
import { compareText } from './context.js'
import { exclusionKey, onceKey } from './exclusion.js'
import type { NotCountedReason } from './statement.js'

/** A charge that lost against another one. */
export interface Beaten {
  charge: ChargeMade
  by: ChargeMade
  reason: NotCountedReason
}

/** What counts of one assessee's charges, and what fell away. */
export interface Selection {
  counted: ChargeMade[]
  beaten: Beaten[]
}

/**
 * The changes of a part's points by facts: as it stands, and the least and most it may be, given that
 * undecided facts may become effective or not. `open`: further facts may come.
 */
export interface Change {
  settled: Points
  lowest: Points
  highest: Points
}

/**
 * Selects what counts of one assessee's charges: within a matter the highest (or all, by choice), within one
 * fact the higher of head and person (or both, by choice), then once in its stretch, then of lines that
 * exclude each other the highest.
 */
export function select(part: DeductionPart, charges: readonly ChargeMade[]): Selection {
  const matters = strongestOf(charges, (charge) => groupKey(part, charge), reasonInMatter)
  const once = strongestOf(matters.counted, onceKey, () => 'once')
  const apart = strongestOf(once.counted, exclusionKey, () => 'excluded')
  return {
    counted: apart.counted,
    beaten: [...matters.beaten, ...once.beaten, ...apart.beaten],
  }
}

/** Of the charges with one key the strongest counts; null: it stands for itself. */
function strongestOf(
  charges: readonly ChargeMade[],
  key: (charge: ChargeMade) => string | null,
  reason: (charge: ChargeMade, by: ChargeMade) => NotCountedReason,
): Selection {
  const winners = new Map<string, ChargeMade>()
  const selection: Selection = { counted: [], beaten: [] }
  for (const charge of [...charges].sort(strongestFirst)) {
    const group = key(charge)
    const by = group === null ? undefined : winners.get(group)
    if (by !== undefined) {
      selection.beaten.push({ charge, by, reason: reason(charge, by) })
      continue
    }
    if (group !== null) winners.set(group, charge)
    selection.counted.push(charge)
  }
  return selection
}

function reasonInMatter(charge: ChargeMade, by: ChargeMade): NotCountedReason {
  return charge.fact.id === by.fact.id ? 'head-is-person' : 'same-matter'
}

/** Charges with the same key compete; the strongest counts. */
function groupKey(part: DeductionPart, charge: ChargeMade): string {
  const matter = matterOf(part, charge)
  const about = matter === null ? `fact ${charge.fact.id}` : `matter ${matter}`
  const sign = charge.points.isNegative() ? '-' : '+'
  const asWhat = part.samePerson.value === 'both' ? charge.to : ''
  if (charge.person !== null) return `${sign} ${asWhat} ${about} ${charge.person}`
  return `${sign} ${asWhat} ${about}`
}

/** The matter within which only the highest counts; null where each fact stands for itself. */
export function matterOf(part: DeductionPart, charge: ChargeMade): string | null {
  return part.sameMatter.value === 'highest' ? (charge.fact.matter ?? null) : null
}

function strongestFirst(a: ChargeMade, b: ChargeMade): number {
  return (
    compareExact(b.compared.abs(), a.compared.abs()) ||
    compareText(a.fact.day, b.fact.day) ||
    compareText(a.fact.id, b.fact.id) ||
    compareText(a.to, b.to)
  )
}

/** Splits charges by whether they lower or raise. */
function bySign(charges: readonly ChargeMade[]): { down: ChargeMade[]; up: ChargeMade[] } {
  return {
    down: charges.filter((charge) => charge.points.isNegative()),
    up: charges.filter((charge) => !charge.points.isNegative()),
  }
}

function changeOf(part: DeductionPart, charges: readonly ChargeMade[]): Points {
  return sum(select(part, charges).counted.map((charge) => charge.points))
}

/**
 * Bounds of the change where each assessee's highest counts. One more charge never makes a selected
 * sum smaller, so the least has all undecided deductions and no undecided bonus, the most the reverse.
 */
export function changeAmongOwn(
  part: DeductionPart,
  effective: readonly ChargeMade[],
  undecided: readonly ChargeMade[],
): Change {
  const now = bySign(effective)
  const all = bySign([...effective, ...undecided])
  return {
    settled: changeOf(part, effective),
    lowest: changeOf(part, all.down).plus(changeOf(part, now.up)),
    highest: changeOf(part, now.down).plus(changeOf(part, all.up)),
  }
}

/** The rule with the highest single figure among charges; equal figures: the first rule id. */
export function strongestRule(charges: readonly ChargeMade[]): string | null {
  return [...charges].sort(strongestRuleFirst)[0]?.rule.id ?? null
}

function strongestRuleFirst(a: ChargeMade, b: ChargeMade): number {
  return compareExact(b.figure.abs(), a.figure.abs()) || compareText(a.rule.id, b.rule.id)
}

/**
 * Bounds of the change within one matter where only the strongest rule of the whole matter charges
 * anybody. Another rule may still win, which may take a charge away: so each rule that can win is
 * tried, and while further facts may come (`open`) every charge of the matter may fall away.
 */
export function changeAmongRules(
  part: DeductionPart,
  of: {
    assessee: string
    effective: readonly ChargeMade[]
    undecided: readonly ChargeMade[]
    open: boolean
  },
): Change {
  const own = (charge: ChargeMade): boolean => charge.whom === of.assessee
  const winner = strongestRule(of.effective)
  const bar = of.effective.reduce<Points>((most, { figure }) => larger(most, figure.abs()), zero)
  const all = [...of.effective, ...of.undecided]
  const mayWin = all.filter((charge) => compareExact(charge.figure.abs(), bar) >= 0)
  const rules = new Set(mayWin.map((charge) => charge.rule.id))
  if (winner !== null) rules.add(winner)
  const settled = of.effective.filter((charge) => charge.rule.id === winner && own(charge))
  const change = { settled: changeOf(part, settled) }
  let [lowest, highest] = [change.settled, change.settled]
  for (const rule of rules) {
    const fits = (charge: ChargeMade): boolean => charge.rule.id === rule && own(charge)
    const one = changeAmongOwn(part, of.effective.filter(fits), of.undecided.filter(fits))
    if (one.lowest.lessThan(lowest)) lowest = one.lowest
    if (one.highest.greaterThan(highest)) highest = one.highest
  }
  if (of.open && highest.isNegative()) highest = zero
  return { ...change, lowest, highest }
}
