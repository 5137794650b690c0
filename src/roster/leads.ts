import type { Person, RosterOn } from './roster.js'

/**
 * How one person stands to another, or to a unit, as the product itself knows it: five relations, four of them
 * roles of the same id. Every other relation is a role that a scheme names.
 */
export const relations = [
  'self',
  'unit-head',
  'leader-in-charge',
  'principal-leader',
  'assessment-office',
] as const

export type Relation = (typeof relations)[number]

/**
 * Who stands to a person in each of the five relations on the roster's day, in the roster's order. Nobody leads
 * themselves: a head has no unit head but the other heads of the unit. For who has left it is the unit they left from, and
 * `self` is empty; for strangers only the leader and the office are there.
 */
export function leadsOf(
  roster: RosterOn,
  person: string,
): Readonly<Record<Relation, readonly Person[]>> {
  const unit = roster.lastUnitOf(person)
  const self = roster.person(person)
  const others = (people: readonly Person[]): readonly Person[] =>
    people.filter((of) => of.id !== person)
  return {
    self: self ? [self] : [],
    'unit-head': unit === null ? [] : others(roster.headsOf(unit)),
    'leader-in-charge': unit === null ? [] : others(roster.leadersOf(unit)),
    'principal-leader': others(roster.holders('principal-leader')),
    'assessment-office': others(roster.holders('assessment-office')),
  }
}

/**
 * In which of the five relations somebody stands to a person or unit on the roster's day; none for who does not
 * belong to the bureau then. A head of a unit stands as `unit-head` to its members and to the unit, not to themselves.
 */
export function relationsOf(
  roster: RosterOn,
  person: string,
  to: { person: string } | { unit: string },
): readonly Relation[] {
  const self = 'person' in to && to.person === person
  const unit = 'unit' in to ? to.unit : roster.lastUnitOf(to.person)
  const held = roster.rolesOf(person)
  const stands: Readonly<Record<Relation, boolean>> = {
    self: self && roster.person(person) !== undefined,
    'unit-head': !self && held.some((of) => of.role === 'unit-head' && of.unit === unit),
    'leader-in-charge':
      !self && held.some((of) => of.role === 'leader-in-charge' && of.unit === unit),
    'principal-leader': !self && held.some((of) => of.role === 'principal-leader'),
    'assessment-office': !self && held.some((of) => of.role === 'assessment-office'),
  }
  return relations.filter((relation) => stands[relation])
}
