import { type Day, firstDay, lastDay, type Month } from '../../base/day.js'
import {
  holdsOn,
  type Membership,
  type Roster,
  rosterOn,
  type RosterOn,
} from '../../roster/roster.js'
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

/** Rosters at the ends of months that are kept beside one: asks look at two months, lists of earlier ones at a year. */
const rostersKept = 14

/** Kept while the roster is: it is plain data that nobody changes. */
const ends = new WeakMap<Roster, Map<Day, RosterOn>>()

type Rosters = Pick<Bureau, 'roster' | 'history'>

/**
 * Who belonged where at the end of a month, or does today while it goes on: a report belongs to the unit in which its month
 * ended, whoever moves later.
 */
export function rosterIn({ roster, history }: Rosters, month: Month): RosterOn {
  const end = lastDay(month)
  if (end >= roster.day) return roster
  const kept = ends.get(history) ?? new Map<Day, RosterOn>()
  ends.set(history, kept)
  const known = kept.get(end)
  if (known) return known
  const made = rosterOn(history, end)
  const [oldest] = kept.keys()
  if (kept.size >= rostersKept && oldest !== undefined) kept.delete(oldest)
  kept.set(end, made)
  return made
}

/**
 * The unit that somebody's report of a month belongs to: where the month ended; today's for who was away from the bureau then
 * and is there again, and for whose unit is no more. Null for who was not there in the month.
 */
export function unitIn(bureau: Rosters, month: Month, person: string): string | null {
  const { roster } = bureau
  const unit = rosterIn(bureau, month).unitOf(person)
  const there = unit === null ? undefined : roster.unit(unit)
  if (there && holdsOn(there, roster.day)) return unit
  return wasThereIn(roster, month, person) ? roster.unitOf(person) : unit
}

/** Whether somebody of today owes a report of a month: by what they were when it ended, and where they have come since, today. */
export function owesIn(bureau: Rosters, month: Month, person: string): boolean {
  const then = rosterIn(bureau, month)
  return isReporter(then.unitOf(person) === null ? bureau.roster : then, person)
}

/** Who owes reports of a month and belongs to the bureau still; of a unit: whose report belongs to it. In the roster's order. */
export function reportersFor(bureau: Rosters, month: Month, unit?: string): string[] {
  const { roster } = bureau
  const then = rosterIn(bureau, month)
  if (then === roster) {
    return reportersOf(roster, unit).filter((id) => wasThereIn(roster, month, id))
  }
  // Who has left the bureau since owes nothing.
  const people = new Set(
    unit === undefined ? roster.people : [...roster.membersOf(unit), ...then.membersOf(unit)],
  )
  return [...people]
    .map(({ id }) => id)
    .filter(
      (id) =>
        wasThereIn(roster, month, id) &&
        owesIn(bureau, month, id) &&
        (unit === undefined || unitIn(bureau, month, id) === unit),
    )
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

/** Since which day of a month somebody has been in the unit of their report, where that is not the whole of it; null else. */
export function cameIn(bureau: Rosters, month: Month, person: string): Day | null {
  const unit = unitIn(bureau, month, person)
  const of = bureau.history.people.find(({ id }) => id === person)?.memberships ?? []
  const here = of.findLast((one) => one.unit === unit && one.from <= lastDay(month))
  return here && here.from > firstDay(month) ? here.from : null
}

/** Who left the bureau from a unit in a month or after it: what they handed in for it is the unit's work still. */
export function leaversFor(bureau: Rosters, month: Month, unit: string): string[] {
  const { roster, history } = bureau
  const then = rosterIn(bureau, month)
  return history.people
    .filter(
      ({ id, memberships }) =>
        roster.unitOf(id) === null &&
        (then.unitOf(id) ?? roster.lastUnitOf(id)) === unit &&
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
