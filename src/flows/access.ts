import { refuse, type Refusal } from '../base/refusal.js'
import type { Bureau } from './context.js'

/** How the person stands to what it is about. */
export type Relation =
  /** It is about the person. */
  | 'self'
  /** It is about somebody of, or the unit that the person heads. */
  | 'own-unit'
  /** It is about a unit in the person's charge. */
  | 'in-charge'
  /** Anything in the bureau. */
  | 'bureau'

/** The roles that the product itself knows. Every other one is an id that a scheme names and the roster fills. */
export type KnownRole =
  | 'everybody'
  | 'unit-head'
  | 'leader-in-charge'
  | 'principal-leader'
  | 'assessment-office'

/** Something that can be done or seen, and who may: rows of role × relation. What has no row is not allowed. */
export interface Action {
  /** Unique, e.g. `fact.record`. */
  id: string
  /** In words, for who may not. */
  what: string
  grants: readonly { role: KnownRole; relation: Relation }[]
}

/** Declares an action with its rows. */
export function action(
  id: string,
  what: string,
  ...rows: readonly (readonly [role: KnownRole, relation: Relation])[]
): Action {
  return { id, what, grants: rows.map(([role, relation]) => ({ role, relation })) }
}

/** What an action is about: a person, a unit, or nothing in particular. */
export type Target = { person: string } | { unit: string } | 'anything'

/**
 * Whether a person may; null for yes, else the refusal `not-allowed`, which says who may.
 * `'anything'` asks whether there is any target at all for which the person may.
 */
export function mayNot(
  bureau: Bureau,
  person: string,
  action: Action,
  target: Target,
): Refusal | null {
  if (may(bureau, person, action, target)) return null
  return refuse('not-allowed', { what: action.what, who: whoMay(bureau, action, target) })
}

/** The same where nobody is told. */
export function may(bureau: Bureau, person: string, action: Action, target: Target): boolean {
  return action.grants.some((row) => holds(bureau, person, row, target))
}

type Row = Action['grants'][number]

function holds(bureau: Bureau, person: string, row: Row, target: Target): boolean {
  const { roster } = bureau
  if (row.role === 'everybody') {
    if (!roster.person(person)) return false
    return target === 'anything' || ('person' in target && target.person === person)
  }
  const held = roster.rolesOf(person).filter((role) => role.role === row.role)
  if (held.length === 0) return false
  if (row.relation === 'bureau' || target === 'anything') return true
  const unit = 'unit' in target ? target.unit : roster.unitOf(target.person)
  return held.some((role) => role.unit !== undefined && role.unit === unit)
}

/** At most so many names are said; that there are more is said too. */
const namesMax = 4

function whoMay(bureau: Bureau, { grants }: Action, target: Target): string {
  const names = new Set<string>()
  for (const row of grants) {
    if (row.role === 'everybody') {
      names.add('本人')
      continue
    }
    for (const person of bureau.roster.holders(row.role)) {
      if (holds(bureau, person.id, row, target)) names.add(person.name)
    }
  }
  const shown = [...names].slice(0, namesMax)
  if (shown.length === 0) return '目前无人'
  return names.size > shown.length ? `${shown.join('、')}等` : shown.join('、')
}
