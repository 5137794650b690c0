import type { Part } from './parts.js'

/** A part and all below it, parents first. */
export function partsOf(part: Part): Part[] {
  return part.kind === 'sum' ? [part, ...part.children.flatMap(partsOf)] : [part]
}
