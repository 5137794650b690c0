import { compareExact, sum, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { ChargeMade } from './charge-made.js'
import { compareFacts, compareText } from '../context.js'
import { exclusionKey, onceKey } from './exclusion.js'
import type { ScoringFact } from '../input.js'
import { groupedBy } from '../../base/lookups.js'
import type { NotCountedReason } from '../statement.js'

/** A charge that lost against another one. */
export interface Beaten {
  charge: ChargeMade
  by: ChargeMade
  reason: NotCountedReason
}

/** What counts of one assessee's charges, and what fell away. */
export interface Selection {
  counted: readonly ChargeMade[]
  beaten: readonly Beaten[]
}

interface Making {
  counted: ChargeMade[]
  beaten: Beaten[]
}

/**
 * Selects what counts of one assessee's charges: within a matter the highest (or all, by choice), within one
 * fact the higher of head and person (or both, by choice), then once in its stretch, then of lines that
 * exclude each other the one that makes most, with all that it counts.
 */
export function select(part: DeductionPart, charges: readonly ChargeMade[]): Selection {
  const matters: Selection = standApart(part, charges)
    ? { counted: charges, beaten: [] }
    : strongestOf(charges, (charge) => groupKey(part, charge), reasonInMatter)
  if (charges.every(isAlone)) return matters
  const once = strongestOf(matters.counted, onceKey, () => 'once')
  const apart = strongestLines(once.counted)
  return {
    counted: apart.counted,
    beaten: [...matters.beaten, ...once.beaten, ...apart.beaten],
  }
}

/** Whether its rule lets each of its facts count, and excludes no other line. */
function isAlone({ rule, exclusion }: ChargeMade): boolean {
  return rule.once.value === 'no' && exclusion === null
}

/** Of lines that exclude each other the one that makes most counts, as often as it happened. */
function strongestLines(charges: readonly ChargeMade[]): Selection {
  const selection: Making = { counted: [], beaten: [] }
  const groups = new Map<string, ChargeMade[]>()
  for (const charge of charges) {
    const key = exclusionKey(charge)
    if (key === null) selection.counted.push(charge)
    else groups.set(key, [...(groups.get(key) ?? []), charge])
  }
  for (const group of groups.values()) {
    const lines = [...groupedBy(group, ({ rule }) => rule.id).values()]
    const ordered = lines.map((line) => [...line].sort(strongestFirst)).sort(strongestLineFirst)
    const [counted = [], ...others] = ordered
    selection.counted.push(...counted)
    const [by] = counted
    if (by === undefined) continue
    for (const charge of others.flat()) selection.beaten.push({ charge, by, reason: 'excluded' })
  }
  return selection
}

function strongestLineFirst(a: readonly ChargeMade[], b: readonly ChargeMade[]): number {
  const [first, second] = [a[0], b[0]]
  if (first === undefined || second === undefined) return a.length - b.length
  if (first.all || second.all) return (first.all ? 0 : 1) - (second.all ? 0 : 1)
  const made = (line: readonly ChargeMade[]): Points => sum(line.map((one) => one.compared.abs()))
  return compareExact(made(b), made(a)) || strongestFirst(first, second)
}

/** Whether no two charges are about one matter, or by one fact. */
function standApart(part: DeductionPart, charges: readonly ChargeMade[]): boolean {
  let before: ScoringFact | null = null
  for (const charge of charges) {
    // What one fact charges stands together.
    if (charge.fact === before || matterOf(part, charge) !== null) return false
    before = charge.fact
  }
  return true
}

/** Of the charges with one key the strongest counts; null: it stands for itself. */
function strongestOf(
  charges: readonly ChargeMade[],
  key: (charge: ChargeMade) => string | null,
  reason: (charge: ChargeMade, by: ChargeMade) => NotCountedReason,
): Selection {
  const selection: Making = { counted: [], beaten: [] }
  const groups = new Map<string, ChargeMade[]>()
  for (const charge of charges) {
    const of = key(charge)
    if (of === null) {
      selection.counted.push(charge)
      continue
    }
    const group = groups.get(of)
    if (group === undefined) groups.set(of, [charge])
    else group.push(charge)
  }
  for (const group of groups.values()) {
    const [by, ...others] = group.length === 1 ? group : group.sort(strongestFirst)
    if (by === undefined) continue
    selection.counted.push(by)
    for (const charge of others) {
      selection.beaten.push({ charge, by, reason: reason(charge, by) })
    }
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
    byStrength(a, b, (charge) => charge.compared.abs()) ||
    compareText(a.fact.day, b.fact.day) ||
    compareText(a.fact.id, b.fact.id) ||
    compareText(a.to, b.to)
  )
}

/** What takes the whole part is stronger than any figure. */
function byStrength(a: ChargeMade, b: ChargeMade, of: (charge: ChargeMade) => Points): number {
  if (a.all || b.all) return (a.all ? 0 : 1) - (b.all ? 0 : 1)
  return compareExact(of(b), of(a))
}

/** The strongest single charge: whatever else comes, it counts, or one as strong. */
export function strongestOfAll(charges: readonly ChargeMade[]): ChargeMade[] {
  return [...charges].sort(strongestFirst).slice(0, 1)
}

/** The most that may count of charges whose comparisons upset each other: by matter alone, kind by kind, by what each makes. */
export function loosest(
  part: DeductionPart,
  charges: readonly ChargeMade[],
  kindOf: (charge: ChargeMade) => string,
): readonly ChargeMade[] {
  const key = (charge: ChargeMade): string => `${kindOf(charge)} ${groupKey(part, charge)}`
  const byShare = charges.map((charge) => ({ ...charge, compared: charge.points }))
  return strongestOf(byShare, key, reasonInMatter).counted
}

function strongestRuleFirst(a: ChargeMade, b: ChargeMade): number {
  return (
    byStrength(a, b, (charge) => charge.figure.abs()) ||
    compareText(a.rule.id, b.rule.id) ||
    compareFacts(a.fact, b.fact)
  )
}

/** The rules of a matter in which only the strongest charges anybody: the one that does, and all that may. */
export interface Winners {
  now: ChargeMade | null
  may: ReadonlySet<string>
}

/** Of the charges of a matter; the highest single figure wins, of equal ones the first rule id. */
export function winnersOf(
  effective: readonly ChargeMade[],
  undecided: readonly ChargeMade[],
): Winners {
  const now = [...effective].sort(strongestRuleFirst)[0] ?? null
  if (undecided.length === 0) return { now, may: new Set(now === null ? [] : [now.rule.id]) }
  const weaker = (one: ChargeMade): boolean =>
    effective.some((other) => byStrength(other, one, (charge) => charge.figure.abs()) < 0)
  const may = [...effective, ...undecided].filter((one) => !weaker(one))
  return { now, may: new Set(may.map((charge) => charge.rule.id)) }
}
