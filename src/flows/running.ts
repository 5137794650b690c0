import { type Span, yearName, yearOn, yearSpan } from '../base/assessment-year.js'
import { type Day, firstDay, monthOf } from '../base/day.js'
import { headsOverTime, type Person, type Roster, tierAmong } from '../roster/roster.js'
import type { Assessee, Member, ScoringUnit } from '../scoring/input.js'
import type { Rule } from '../scheme/model/rules.js'
import { withChoices } from '../scheme/model/choices.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Cycle } from '../storage/cycles.js'

/** A cycle that runs: one scheme, the version it pins, one year, and who is assessed in it. */
export interface Running extends Omit<Cycle, 'scheme'> {
  scheme: Scheme
  /** Persons or units, as the scheme says; read from the roster's history over the cycle's year. */
  assessees: readonly Assessee[]
  byId: ReadonlyMap<string, Assessee>
  /** Unit → who belonged to it on some day of the year. */
  byUnit: ReadonlyMap<string, readonly Assessee[]>
  /** The bureau's units with their heads over time. */
  units: readonly ScoringUnit[]
  /** Where units are assessed: who belongs to which of them. */
  members: readonly Member[]
  /** Kind of fact → the rules that count it. */
  countedBy: ReadonlyMap<string, readonly Rule[]>
}

/**
 * Makes a cycle run under a scheme of the version it pins, with its answers to the scheme's choices, over a roster
 * with its history. Throws a Bug for an answer that the scheme does not have.
 */
export function running(cycle: Cycle, files: Scheme, history: Roster): Running {
  const answered = Object.keys(cycle.answers).length > 0
  const scheme = answered ? withChoices(files, cycle.answers) : files
  const assessees =
    scheme.assessee === 'person'
      ? peopleAssessed(history, scheme, cycle.year)
      : unitsAssessed(history, scheme, cycle.year)
  return {
    ...cycle,
    scheme,
    assessees,
    byId: new Map(assessees.map((one) => [one.id, one])),
    byUnit: byUnit(assessees),
    units: history.units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      heads: headsOverTime(history, unit.id),
    })),
    members:
      scheme.assessee === 'unit'
        ? membersOf(history, assessees, yearOf({ scheme, year: cycle.year }))
        : [],
    countedBy: rulesByKind(scheme),
  }
}

/** Which rules count a kind; what is computed is not recorded. */
function rulesByKind(scheme: Scheme): Map<string, Rule[]> {
  const kinds = new Map<string, Rule[]>()
  for (const rule of scheme.rules) {
    if (rule.derived !== null) continue
    for (const kind of rule.counts) kinds.set(kind, [...(kinds.get(kind) ?? []), rule])
  }
  return kinds
}

/** Everybody who belonged to a unit on some day of the year, also who has moved since. */
function byUnit(assessees: readonly Assessee[]): Map<string, Assessee[]> {
  const units = new Map<string, Assessee[]>()
  for (const one of assessees) {
    const all = [one.unit, ...(one.memberships ?? []).map(({ unit }) => unit)]
    for (const unit of new Set(all)) {
      if (unit === null) continue
      const known = units.get(unit)
      if (known) known.push(one)
      else units.set(unit, [one])
    }
  }
  return units
}

/** What of a cycle says which days it is about. */
export interface YearOfCycle {
  year: number
  scheme: Pick<Scheme, 'begins'>
}

/** First and last day of a cycle's year. */
export function yearOf({ scheme, year }: YearOfCycle): Span {
  return yearSpan(scheme.begins, year)
}

/** First day of the last month of a cycle's year. */
export function lastMonthOf(cycle: YearOfCycle): Day {
  return firstDay(monthOf(yearOf(cycle).to))
}

/** Whether a day lies in a cycle's year. */
export function isInYear({ scheme, year }: YearOfCycle, on: Day): boolean {
  return yearOn(scheme.begins, on) === `${year}`
}

/** A cycle's year as people call it before 年度: `2026`, `2026—2027`. */
export function yearNameOf({ scheme, year }: YearOfCycle): string {
  return yearName(scheme.begins, year)
}

/** Everybody in a tier of the scheme who belonged to the bureau on any day of the year, also who has left. */
function peopleAssessed(history: Roster, scheme: Scheme, year: number): Assessee[] {
  const within = yearOf({ scheme, year })
  return history.people.flatMap((person): Assessee[] => {
    const there = person.memberships.filter(
      (of) => of.from <= within.to && (of.to === undefined || of.to >= within.from),
    )
    const last = there.at(-1)
    const tier = tierAmong(scheme.tiers, person)
    if (tier === null || !last) return []
    return [
      {
        id: person.id,
        name: person.name,
        unit: last.unit,
        tier,
        ...memberOf(person),
        post: person.post,
        affiliated: person.affiliated,
        roles: rolesOf(person),
        ...traitsIn(scheme, person.traits),
        ...(there.length > 1 ? { memberships: there.map((of) => ({ ...of })) } : {}),
      },
    ]
  })
}

/** Of what the roster says of somebody, what this scheme asks: the bureau's other schemes ask other things. */
function traitsIn(scheme: Scheme, given: readonly string[] | undefined): Pick<Assessee, 'traits'> {
  const traits = given?.filter((id) => scheme.traits.some((trait) => trait.id === id)) ?? []
  return traits.length === 0 ? {} : { traits }
}

function rolesOf(person: Person): Assessee['roles'] {
  return person.roles.map((role) => ({
    role: role.role,
    ...(role.unit === undefined ? {} : { unit: role.unit }),
    from: role.from,
    ...(role.to === undefined ? {} : { to: role.to }),
  }))
}

/** First and last day as a member of the bureau; nothing where it is open. */
function memberOf(person: Person): { from?: Day; to?: Day } {
  const from = person.memberships[0]?.from
  const to = person.memberships.at(-1)?.to
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/**
 * The units that the roster puts into a tier of the scheme (of those that the scheme lists, where it lists any), as far as
 * they existed in the year; with what the roster says of each.
 */
function unitsAssessed(history: Roster, scheme: Scheme, year: number): Assessee[] {
  const within = yearOf({ scheme, year })
  const listed = new Map(scheme.units.map((unit) => [unit.id, unit]))
  return history.units
    .filter(
      ({ from, to }) => (from ?? within.from) <= within.to && within.from <= (to ?? within.to),
    )
    .filter((unit) => listed.size === 0 || listed.has(unit.id))
    .flatMap((unit): Assessee[] => {
      const { id, name, traits, branch } = unit
      const tier = tierAmong(scheme.tiers, unit)
      if (tier === null) return []
      const group = listed.get(id)?.gatheredBy
      return [
        {
          ...{ id, name, unit: id, tier, roles: [] },
          ...(group === null || group === undefined ? {} : { group }),
          ...traitsIn(scheme, traits),
          ...(branch === undefined ? {} : { branch }),
        },
      ]
    })
}

function membersOf(history: Roster, units: readonly Assessee[], within: Span): Member[] {
  const assessed = new Set(units.map((unit) => unit.id))
  return history.people.flatMap((person) => {
    const last = person.memberships.findLast(
      (of) => of.from <= within.to && (of.to === undefined || of.to >= within.from),
    )
    return last && assessed.has(last.unit) ? [{ id: person.id, unit: last.unit }] : []
  })
}
