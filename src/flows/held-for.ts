import type { RosterOn } from '../roster/roster.js'

/** Of whom somebody may: of everybody, or of units; null for of nobody. */
export type HeldFor = 'all' | readonly string[] | null

/**
 * For whom a person holds one of these roles: of the bureau for all, else the units for which it is held. What everybody is
 * is no role that somebody holds.
 */
export function heldFor(
  roster: Pick<RosterOn, 'rolesOf'>,
  person: string,
  roles: ReadonlySet<string>,
): HeldFor {
  const by = roster.rolesOf(person).filter(({ role }) => roles.has(role))
  if (by.length === 0) return null
  return by.some(({ unit }) => unit === undefined) ? 'all' : by.flatMap(({ unit }) => unit ?? [])
}
