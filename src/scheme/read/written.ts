import type { PartDraft } from '../shape/parts.js'
import type { Draft } from '../shape/scheme.js'

/** What is written elsewhere in the files, looked up before the model is whole. */

/** A part of the tree as written; null when there is none of that id. */
export function partWritten(part: PartDraft, id: string): PartDraft | null {
  if (part.part === id) return part
  if (part.kind !== 'sum') return null
  for (const child of part.parts) {
    const found = partWritten(child, id)
    if (found !== null) return found
  }
  return null
}

/** Bands of the scale on which a part votes; null when it does not vote. */
export function bandsOfVotes(draft: Draft, part: string): string[] | null {
  const found = partWritten(draft.total, part)
  if (found?.kind !== 'votes') return null
  const scale = draft.scales.find((one) => one.scale === found.scale)
  return scale?.levels.map((one) => one.level) ?? null
}

/** Levels of a part of grades by period; null when it is none. */
export function levelsOfPeriods(draft: Draft, part: string): string[] | null {
  const found = partWritten(draft.total, part)
  return found?.kind === 'period-grades' ? found.levels.map((one) => one.level) : null
}
