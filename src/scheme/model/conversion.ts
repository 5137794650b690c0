import { points, type Points } from '../../base/points.js'
import type { Part, Scale } from './parts.js'

const hundred = points(100)

/** `value × times ÷ over`, the division last. */
export interface Conversion {
  times: Points
  over: Points
}

/**
 * How a figure on the scale of an entered, rated or voted part becomes the part's score: what is given out of
 * `highest` counts out of the part's points, or out of a hundred by weight. Null where both ends are the same, and
 * for what stands outside without points of its own: it counts as it is.
 */
export function conversionOf(part: Part, scales: readonly Scale[]): Conversion | null {
  const highest = highestOf(part, scales)
  const bare = part.adds.value !== 'inside' && part.points === null
  if (highest === null || bare || !highest.greaterThan(0)) return null
  const worth = part.points ?? hundred
  return worth.equals(highest) ? null : { times: worth, over: highest }
}

/** The id of the scale of a part that is rated in its own points; no entry of the scheme has it. */
export function ownScaleOf(part: string): string {
  return `own-points.${part}`
}

/** Whether a scale is that of one part's own points. */
export function isOwnScale(scale: string): boolean {
  return scale.startsWith('own-points.')
}

function highestOf(part: Part, scales: readonly Scale[]): Points | null {
  if (part.kind === 'entered') return part.highest
  if (part.kind !== 'ratings' && part.kind !== 'votes') return null
  return scales.find((one) => one.id === part.scale)?.highest ?? null
}
