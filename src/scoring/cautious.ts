import type { DeductionPart } from '../scheme/model-parts.js'
import type { ChargeMade } from './charge-made.js'
import { exclusionKey, isMonotone, onceKey } from './exclusion.js'
import type { Context } from './context.js'
import { limitOf } from './limits.js'
import { matterOf, select } from './same-matter.js'

/**
 * Whether one more charge may lower what others of its kind make, in a way that picking all or none of what is
 * undecided does not bound: it may win its matter by a figure of which the assessee has only a small share, or
 * win it inside a limit that is already full, while the charge that it beats had room.
 */
export function isIntricate(part: DeductionPart): boolean {
  return part.compares.value === 'whole' || part.limits.length > 0
}

/** Whether nothing else can take a charge's place. */
function isUncontested(part: DeductionPart, charge: ChargeMade): boolean {
  return (
    matterOf(part, charge) === null && onceKey(charge) === null && exclusionKey(charge) === null
  )
}

/**
 * Charges that bound an intricate part, ready to be balanced: at best everything that raises, limit by limit and
 * compared by what it makes, and of what lowers only what nothing can replace; at worst the reverse.
 */
export function cautiousSets(
  context: Context,
  part: DeductionPart,
  of: {
    settled: readonly ChargeMade[]
    undecided: readonly ChargeMade[]
    lowers: (one: ChargeMade) => boolean
  },
): { best: ChargeMade[]; worst: ChargeMade[] } {
  const sure = select(
    part,
    of.settled.filter((one) => one.firm && isUncontested(part, one)),
  ).counted
  const all = [...of.settled, ...of.undecided]
  const most = limitByLimit(context, part, all)
  return {
    best: [...most.filter((one) => !of.lowers(one)), ...sure.filter(of.lowers)],
    worst: [...most.filter(of.lowers), ...sure.filter((one) => !of.lowers(one))],
  }
}

/**
 * What would count if charges met only others under the same limit, and what each makes decided; all of it where
 * they compete in several ways, since then one that loses may make room.
 */
function limitByLimit(
  context: Context,
  part: DeductionPart,
  charges: readonly ChargeMade[],
): ChargeMade[] {
  if (!isMonotone(part, context.input.scheme)) return [...charges]
  const groups = new Map<string, ChargeMade[]>()
  for (const charge of charges) {
    const key = limitOf(part, charge.rule.id)?.id ?? ''
    const own = { ...charge, compared: charge.points }
    groups.set(key, [...(groups.get(key) ?? []), own])
  }
  return [...groups.values()].flatMap((group) => select(part, group).counted)
}
