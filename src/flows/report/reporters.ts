import type { RosterOn } from '../../roster/roster.js'

/** Roles whose holders lead the bureau: nobody asks them for a monthly report. */
const leading = new Set(['principal-leader', 'leader-in-charge', 'party-group'])

/**
 * Whether a person owes monthly reports: staff and heads of units; not the bureau's leaders. A head who also
 * sits in the party group is a head here.
 */
export function isReporter(roster: RosterOn, person: string): boolean {
  const unit = roster.unitOf(person)
  if (unit === null || roster.unit(unit)?.kind === 'leadership') return false
  if (roster.headedBy(person).length > 0) return true
  return !roster.rolesOf(person).some((held) => leading.has(held.role))
}

/** Person ids that owe reports, in the roster's order; without `unit` those of the whole bureau. */
export function reportersOf(roster: RosterOn, unit?: string): string[] {
  const people = unit === undefined ? roster.people : roster.membersOf(unit)
  return people.map((person) => person.id).filter((id) => isReporter(roster, id))
}

/** Units whose reports are collected: those in which somebody owes one. */
export function reportingUnits(roster: RosterOn): string[] {
  return roster.units.map((unit) => unit.id).filter((unit) => reportersOf(roster, unit).length > 0)
}

/** Names of several people, joined for a sentence. */
export function namesOf(roster: RosterOn, persons: readonly string[]): string {
  return persons.map((person) => roster.nameOf(person)).join('、')
}
