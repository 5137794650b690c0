import type { DeductionPart, Part, RatioPart, TasksPart } from './parts.js'

/** A part that an office goes through item by item: what facts, targets or tasks make, or what it gives instead. */
export type ScoredPart = DeductionPart | RatioPart | TasksPart

/** Part id → who scores it: its own offices, else those of the nearest part above that has any; none: without a row. */
export function scorersOf(total: Part): ReadonlyMap<string, readonly string[]> {
  const scorers = new Map<string, readonly string[]>()
  const go = (part: Part, above: readonly string[]): void => {
    const own = part.scoredBy.length > 0 ? part.scoredBy : above
    if (own.length > 0) scorers.set(part.id, own)
    if (part.kind === 'sum') for (const child of part.children) go(child, own)
  }
  go(total, [])
  return scorers
}

/** Whether a part's result is made from facts, targets or tasks. */
export function isScoredKind(part: Part): part is ScoredPart {
  return part.kind === 'deduction' || part.kind === 'ratio' || part.kind === 'tasks'
}

/** Whether an office may give a figure in place of what facts make of a part. */
export function takesAssessed(
  part: Part | undefined,
  scorers: ReadonlyMap<string, readonly string[]>,
): part is DeductionPart | RatioPart {
  return (part?.kind === 'deduction' || part?.kind === 'ratio') && scorers.has(part.id)
}
