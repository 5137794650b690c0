import { firstDay, lastDay, type Month } from '../../base/day.js'
import type { Membership, RosterOn } from '../../roster/roster.js'
import type { Bureau } from '../context.js'

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

/** Those of {@link reportersOf} who belonged to the bureau on some day of a month: who came later owes none for it. */
export function reportersFor(roster: RosterOn, month: Month, unit?: string): string[] {
  return reportersOf(roster, unit).filter((id) => wasThereIn(roster, month, id))
}

/** Whether somebody of today belonged to the bureau on some day of a month. */
export function wasThereIn(roster: RosterOn, month: Month, person: string): boolean {
  return overlaps(roster.person(person)?.memberships ?? [], month)
}

function overlaps(memberships: readonly Membership[], month: Month): boolean {
  return memberships.some(
    ({ from, to }) => from <= lastDay(month) && (to === undefined || firstDay(month) <= to),
  )
}

/** Who left the bureau from a unit in a month or after it: what they handed in for it is the unit's work still. */
export function leaversFor(
  { roster, history }: Pick<Bureau, 'roster' | 'history'>,
  month: Month,
  unit: string,
): string[] {
  return history.people
    .filter(
      ({ id, memberships }) =>
        roster.unitOf(id) === null &&
        roster.lastUnitOf(id) === unit &&
        overlaps(memberships, month),
    )
    .map(({ id }) => id)
}

/** Units whose reports are collected: those in which somebody owes one. */
export function reportingUnits(roster: RosterOn): string[] {
  return roster.units.map((unit) => unit.id).filter((unit) => reportersOf(roster, unit).length > 0)
}

/** Names of several people, joined for a sentence. */
export function namesOf(roster: RosterOn, persons: readonly string[]): string {
  return persons.map((person) => roster.nameOf(person)).join('、')
}
