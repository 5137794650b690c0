import type { Part } from './parts.js'

const known = new WeakMap<Part, readonly Part[]>()

/** A part and all below it, parents first; found once, as nobody changes a part. */
export function partsOf(part: Part): readonly Part[] {
  const before = known.get(part)
  if (before !== undefined) return before
  const found = part.kind === 'sum' ? [part, ...part.children.flatMap(partsOf)] : [part]
  known.set(part, found)
  return found
}
