import { type BoundWork, rosterRoles } from '../../binding/work.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { everybodysRole } from '../../roster/roles.js'
import type { TimeLimit } from '../../workrules/model.js'
import { holdersIn } from '../chain/chain.js'
import type { Bureau } from '../context.js'
import { type HeldFor, heldFor } from '../held-for.js'

type Ruled = Pick<Bureau, 'work' | 'roster'>

/** The kinds of matters that the work rules have entered into the register, in their order. */
export function docketKinds({ work }: Pick<Bureau, 'work'>): TimeLimit[] {
  return (work?.rules.limits ?? []).filter(({ registeredBy }) => registeredBy.length > 0)
}

/** A kind of matter; null where the rules know it no more. */
export function docketKind({ work }: Pick<Bureau, 'work'>, id: string): TimeLimit | null {
  return work?.rules.limits.find((one) => one.id === id) ?? null
}

/** Roles of the roster for some of the rules. */
function rolesIn(work: BoundWork, roles: readonly string[]): string[] {
  return roles.flatMap((role) => rosterRoles(work, role))
}

/** Of which units somebody may register a kind: by the roles that the rules name; where nobody holds any, the office. */
export function registersFor({ work, roster }: Ruled, person: string, kind: TimeLimit): HeldFor {
  if (!work) return null
  const roles = rolesIn(work, kind.registeredBy)
  if (roles.includes(everybodysRole)) return roster.person(person) ? 'all' : null
  const held = heldFor(roster, person, new Set(roles))
  if (held !== null || roles.some((role) => roster.holders(role).length > 0)) return held
  return heldFor(roster, person, new Set(['assessment-office']))
}

/** The kinds that somebody may register of any unit. */
export function kindsRegistered(bureau: Ruled, person: string): TimeLimit[] {
  return docketKinds(bureau).filter((kind) => registersFor(bureau, person, kind) !== null)
}

/**
 * Who keeps matters of a kind (督办): who supervises them; else who registers them for the whole bureau; else the
 * assessment office.
 */
export function keepersOf({ work, roster }: Ruled, kind: TimeLimit): string[] {
  if (!work) return []
  const { supervisedBy, registeredBy } = kind
  const roles = supervisedBy.length > 0 ? supervisedBy : registeredBy
  const keeping = rolesIn(work, roles).filter((role) => role !== everybodysRole)
  const held = [...new Set(keeping.flatMap((role) => roster.holders(role)))].filter(
    ({ id }) => heldFor(roster, id, new Set(keeping)) === 'all',
  )
  const all = held.length > 0 ? held : roster.holders('assessment-office')
  return all.map(({ id }) => id)
}

/** Whether somebody keeps matters of some kind. */
export function keepsAny(bureau: Ruled, person: string): boolean {
  return docketKinds(bureau).some((kind) => keepersOf(bureau, kind).includes(person))
}

/** Who names the owner of what is unclear: by the rules, else who keeps it. */
export function namersOf(bureau: Ruled, kind: TimeLimit): string[] {
  const { work } = bureau
  const roles = work === null ? [] : (kind.contact?.namedBy ?? [])
  const named =
    work === null ? [] : roles.flatMap((role) => holdersIn({ ...bureau, work }, role, null))
  return named.length > 0 ? [...new Set(named)] : keepersOf(bureau, kind)
}

/**
 * Who confirms that a matter of a unit is done; never who says so. Where the rules want it confirmed and nobody else
 * holds the role, who keeps it. Empty: nobody has to.
 */
export function confirmersOf(
  bureau: Ruled,
  kind: TimeLimit,
  of: { unit: string | null; by: string | null },
): string[] {
  const { work } = bureau
  const roles = kind.confirmedBy.value
  if (work === null || roles.length === 0) return []
  const others = (all: readonly string[]): string[] =>
    [...new Set(all)].filter((id) => id !== of.by)
  const held = others(roles.flatMap((role) => holdersIn({ ...bureau, work }, role, of.unit)))
  return held.length > 0 ? held : others(keepersOf(bureau, kind))
}

/**
 * Null where somebody may register some matter.
 * @refuses docket-no-rules, not-allowed
 */
export function mayNotRegister(bureau: Ruled, person: string): Refusal | null {
  const kinds = docketKinds(bureau)
  if (kinds.length === 0) return refuse('docket-no-rules')
  if (kinds.some((kind) => registersFor(bureau, person, kind) !== null)) return null
  const office = kinds.flatMap((kind) => keepersOf(bureau, kind))
  const names = [...new Set(office)].slice(0, 4).map((id) => bureau.roster.nameOf(id))
  return refuse('not-allowed', { what: '登记督办件', who: names.join('、') || '目前无人' })
}
