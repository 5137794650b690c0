import { must } from '../../base/bug.js'
import type { ForWhom, Part } from './parts.js'
import { partsOf } from './tree.js'

/** Who is looked at: an assessee, as far as it decides which parts are there for it. */
export interface Whom {
  id: string
  unit: string | null
  tier: string
  traits?: readonly string[]
}

/** Whether an assessee is one of those meant; null: everybody is. */
export function isOneOf(meant: ForWhom | null, whom: Whom): boolean {
  if (meant === null) return true
  switch (meant.of) {
    case 'unit':
      return meant.ids.includes(whom.id) || (whom.unit !== null && meant.ids.includes(whom.unit))
    case 'tier':
      return meant.ids.includes(whom.tier)
    case 'trait':
      return meant.ids.some((id) => whom.traits?.includes(id) ?? false)
  }
}

/** Whether an assessee has a part of the tree: it and every part above it is there for the assessee. */
export function hasPart(total: Part, id: string, whom: Whom): boolean {
  return must(wayTo(total, id), `no part ${id}`).every((part) => isOneOf(part.onlyFor, whom))
}

/** Whether every assessee of a scheme has the same parts. */
export function isForAll(total: Part): boolean {
  return partsOf(total).every((part) => part.onlyFor === null)
}

/** The part of an id with all above it; null when the tree has none. */
function wayTo(part: Part, id: string): Part[] | null {
  if (part.id === id) return [part]
  if (part.kind !== 'sum') return null
  for (const child of part.children) {
    const below = wayTo(child, id)
    if (below !== null) return [part, ...below]
  }
  return null
}
