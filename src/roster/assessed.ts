import { type Day, day } from '../base/day.js'
import type { Person, RoleHeld, Roster, Unit } from './roster.js'

/** A stretch of the year: first and last day, both counted; open where the year's own end is the end. */
export interface Stretch {
  from?: Day
  to?: Day
}

/** Somebody who belonged to the bureau in the year and is ranked in a tier. */
export interface AssessedPerson extends Stretch {
  person: Person
  tier: string
  /** The last unit of the year. */
  unit: string
  /** The units of the year, by day, each cut to the year. */
  memberships: readonly (Stretch & { unit: string })[]
  /** Roles held on some day of the year, with their own days. */
  roles: readonly RoleHeld[]
}

/** A unit that existed in the year and is ranked in a tier. */
export interface AssessedUnit extends Stretch {
  unit: Unit
  tier: string
}

/** Who is assessed for a year, in the roster's order. */
export interface Assessed {
  persons: readonly AssessedPerson[]
  units: readonly AssessedUnit[]
}

/**
 * Who is assessed for a year, read from the roster's whole history: everybody in a tier who belonged to the bureau on
 * a day of the year, also who left in November, and the units in a tier that existed on one. Which tiers a scheme ranks is
 * the caller's: a bureau's roster holds those of all its schemes.
 */
export function assessedIn(roster: Roster, year: number): Assessed {
  const first = day(`${year}-01-01`)
  const last = day(`${year}-12-31`)
  const inYear = (of: Stretch): boolean => (of.from ?? first) <= last && first <= (of.to ?? last)
  const cut = ({ from, to }: Stretch): Stretch => ({
    ...(from === undefined || from <= first ? {} : { from }),
    ...(to === undefined || last <= to ? {} : { to }),
  })
  const persons = roster.people.flatMap((person): AssessedPerson[] => {
    const { tier } = person
    const memberships = person.memberships.filter(inYear)
    const [begin] = memberships
    const end = memberships.at(-1)
    if (tier === null || !begin || !end) return []
    return [
      {
        person,
        tier,
        unit: end.unit,
        memberships: memberships.map((of) => ({ unit: of.unit, ...cut(of) })),
        roles: person.roles.filter(inYear),
        ...cut({ from: begin.from, ...(end.to === undefined ? {} : { to: end.to }) }),
      },
    ]
  })
  const units = roster.units.flatMap((unit): AssessedUnit[] =>
    unit.tier === undefined || !inYear(unit) ? [] : [{ unit, tier: unit.tier, ...cut(unit) }],
  )
  return { persons, units }
}
