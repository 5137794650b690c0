import type { ForWhom } from '../model/parts.js'
import type { Place } from './place.js'

const kinds = ['unit', 'tier', 'trait'] as const

/** Of whom a part is one: units, tiers or traits that the scheme lists, all of one sort; null where nothing is written. */
export function buildForWhom(ids: readonly string[] | undefined, at: Place): ForWhom | null {
  const [first] = ids ?? []
  if (ids === undefined || first === undefined) return null
  const of = kinds.find((kind) => at.reader.isId(kind, first)) ?? 'unit'
  return { of, ids: at.knownAll(of, 'for', ids) }
}
