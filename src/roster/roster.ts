import { z } from 'zod'
import { type Day, isDay } from '../base/day.js'
import { everybodysRole } from './roles.js'

/** A unit (处室, or an affiliated 局属单位) that people belong to. */
export interface Unit {
  id: string
  name: string
  /** `general` 综合处室, `business` 业务处室, `affiliated` 局属单位, `leadership` 局领导, … */
  kind: string
  /** Its department's name on the platform; the unit's own name when absent. */
  departmentName?: string
  /** Approved posts (编制); absent when not stated. */
  posts?: number
  /** Which units it is ranked with, where units are assessed ({@link tierAmong}); absent: not assessed as a unit. */
  tier?: string | string[]
  /** What it has, where targets of a scheme depend on that. */
  traits?: string[]
  /** The branch (支部) it belongs to: facts may fall on all units of one. */
  branch?: string
  /** First and last day that it exists, both counted; open where absent. */
  from?: Day
  to?: Day
}

/** Time spent in a unit; `from` and `to` both counted, open when `to` is absent. */
export interface Membership {
  unit: string
  from: Day
  to?: Day
}

/** A function held for some time, for one unit or for the bureau; `from` and `to` both counted. */
export interface RoleHeld {
  role: string
  unit?: string
  from: Day
  to?: Day
}

/** Somebody of the bureau, over time. */
export interface Person {
  id: string
  name: string
  employeeNo: string
  /** The platform's user id, where the office knows it. */
  userId?: string
  /** Whom they are ranked with ({@link tierAmong}); null for people who are not assessed here (局领导). */
  tier: string | string[] | null
  /** 职务. */
  post: string
  /** Holds an affiliated post that is managed like the civil service (参公). */
  affiliated: boolean
  /** What they have, where targets of a scheme depend on that. */
  traits?: string[]
  /** By `from`, not overlapping. */
  memberships: Membership[]
  roles: RoleHeld[]
}

/** A bureau's units and people with their history. Plain data; stored as it is. */
export interface Roster {
  bureau: { id: string; name: string }
  /** Tier id → name. */
  tiers: Record<string, string>
  /** Names of roles, `unit-head` → 处室负责人. */
  roleNames: Record<string, string>
  units: Unit[]
  people: Person[]
}

const id = z.string().min(1)
const onDay = z.string().refine(isDay)
const span = { from: onDay, to: onDay.exactOptional() }

const oneOrSeveral = z.union([z.string(), z.array(id)])

const rosterShape = z.strictObject({
  bureau: z.strictObject({ id, name: z.string() }),
  tiers: z.record(z.string(), z.string()),
  roleNames: z.record(z.string(), z.string()),
  units: z.array(
    z.strictObject({
      id,
      name: z.string(),
      kind: z.string(),
      departmentName: z.string().exactOptional(),
      posts: z.int().exactOptional(),
      tier: oneOrSeveral.exactOptional(),
      traits: z.array(id).exactOptional(),
      branch: id.exactOptional(),
      from: onDay.exactOptional(),
      to: onDay.exactOptional(),
    }),
  ),
  people: z.array(
    z.strictObject({
      id,
      name: z.string(),
      employeeNo: z.string(),
      userId: z.string().exactOptional(),
      tier: oneOrSeveral.nullable(),
      post: z.string(),
      affiliated: z.boolean(),
      traits: z.array(id).exactOptional(),
      memberships: z.array(z.strictObject({ unit: id, ...span })),
      roles: z.array(z.strictObject({ role: id, unit: id.exactOptional(), ...span })),
    }),
  ),
})

/** A stored roster. Throws a ZodError when it is not one: it was written wrongly. */
export function parseRoster(value: unknown): Roster {
  return rosterShape.parse(value)
}

/** The tiers that somebody or a unit is in: one in each regulation. */
export function tiersOf({ tier }: Pick<Person, 'tier'> | Pick<Unit, 'tier'>): readonly string[] {
  return typeof tier === 'string' ? [tier] : (tier ?? [])
}

/** The tier, of those of a scheme, in which somebody or a unit is ranked; null: in none. */
export function tierAmong(
  tiers: readonly { id: string }[],
  of: Pick<Person, 'tier'> | Pick<Unit, 'tier'>,
): string | null {
  const own = tiersOf(of)
  return tiers.find(({ id }) => own.includes(id))?.id ?? null
}

/** Whether a dated thing holds on a day. */
export function holdsOn(of: { from?: Day; to?: Day }, on: Day): boolean {
  return (of.from === undefined || of.from <= on) && (of.to === undefined || on <= of.to)
}

/**
 * The bureau on one day: who belongs where and holds what. Built by {@link rosterOn}; every question is
 * answered from an index, at the same cost for sixty people and for five thousand.
 */
export interface RosterOn {
  day: Day
  bureau: { id: string; name: string }
  /** The units that exist on this day, in the roster's order. */
  units: readonly Unit[]
  /** Who belongs to a unit on this day, in the roster's order. */
  people: readonly Person[]
  /** Those of {@link people} who are ranked in a tier. */
  assessed: readonly Person[]
  /** Any unit of the roster, one that is gone too. */
  unit(id: string): Unit | undefined
  /** Somebody of {@link people}; undefined for strangers and for who has left or not yet come. */
  person(id: string): Person | undefined
  /** Name of anybody who ever stood in the roster; the id itself for strangers. */
  nameOf(person: string): string
  unitNameOf(unit: string): string
  /** The unit a person belongs to on this day. */
  unitOf(person: string): string | null
  /** The same; for who has left, the unit they left from. Null for strangers and who has not yet come. */
  lastUnitOf(person: string): string | null
  membersOf(unit: string): readonly Person[]
  headsOf(unit: string): readonly Person[]
  /** The leaders in charge of a unit (分管领导). */
  leadersOf(unit: string): readonly Person[]
  /** Units that the person heads, or is the leader in charge of. */
  headedBy(person: string): readonly string[]
  inChargeOf(person: string): readonly string[]
  /** Roles that the person holds on this day. */
  rolesOf(person: string): readonly RoleHeld[]
  /** Who holds a role on this day; with a unit, who holds it for that unit. `staff` is everybody (of the unit). */
  holders(role: string, unit?: string): readonly Person[]
}

/** Lists by key, in the order of adding; one value stands once in a list where it is added in a row. */
class Lists<T> {
  readonly #lists = new Map<string, T[]>()

  add(key: string, value: T): void {
    const list = this.#lists.get(key)
    if (!list) this.#lists.set(key, [value])
    else if (list.at(-1) !== value) list.push(value)
  }

  of(key: string): readonly T[] {
    return this.#lists.get(key) ?? []
  }
}

function forUnit(role: string, unit: string): string {
  return JSON.stringify([role, unit])
}

/** The roster on one day. A role of somebody who does not belong to the bureau on that day does not count. */
export function rosterOn(roster: Roster, day: Day): RosterOn {
  const units = new Map(roster.units.map((unit) => [unit.id, unit]))
  const everybody = new Map(roster.people.map((person) => [person.id, person]))
  const unitOf = new Map<string, string>()
  const roles = new Map<string, readonly RoleHeld[]>()
  const members = new Lists<Person>()
  const holders = new Lists<Person>()
  const people: Person[] = []
  for (const person of roster.people) {
    const membership = person.memberships.find((of) => holdsOn(of, day))
    if (!membership) continue
    people.push(person)
    unitOf.set(person.id, membership.unit)
    members.add(membership.unit, person)
    const held = person.roles.filter((role) => holdsOn(role, day))
    roles.set(person.id, held)
    for (const { role, unit } of held) {
      holders.add(role, person)
      if (unit !== undefined) holders.add(forUnit(role, unit), person)
    }
  }
  const rolesOf = (person: string): readonly RoleHeld[] => roles.get(person) ?? []
  const holdersOf = (role: string, unit?: string): readonly Person[] => {
    if (role === everybodysRole) return unit === undefined ? people : members.of(unit)
    return holders.of(unit === undefined ? role : forUnit(role, unit))
  }
  const unitsOf = (person: string, role: string): readonly string[] =>
    rolesOf(person).flatMap((held) => (held.role === role && held.unit ? [held.unit] : []))
  const lastUnitOf = (person: string): string | null =>
    unitOf.get(person) ??
    everybody.get(person)?.memberships.findLast((of) => of.from <= day)?.unit ??
    null
  return {
    day,
    bureau: roster.bureau,
    units: roster.units.filter((unit) => holdsOn(unit, day)),
    people,
    assessed: people.filter((person) => person.tier !== null),
    unit: (of) => units.get(of),
    person: (of) => (unitOf.has(of) ? everybody.get(of) : undefined),
    nameOf: (of) => everybody.get(of)?.name ?? of,
    unitNameOf: (of) => units.get(of)?.name ?? of,
    unitOf: (of) => unitOf.get(of) ?? null,
    lastUnitOf,
    membersOf: (unit) => members.of(unit),
    headsOf: (unit) => holdersOf('unit-head', unit),
    leadersOf: (unit) => holdersOf('leader-in-charge', unit),
    headedBy: (person) => unitsOf(person, 'unit-head'),
    inChargeOf: (person) => unitsOf(person, 'leader-in-charge'),
    rolesOf,
    holders: holdersOf,
  }
}

/** Somebody's time at the head of a unit. */
export interface Heading {
  person: string
  from: Day
  to?: Day
}

/** Kept while the roster is: it is plain data that nobody changes. */
const headings = new WeakMap<Roster, ReadonlyMap<string, readonly Heading[]>>()

/** Who headed a unit, over all time, by the day it began. */
export function headsOverTime(roster: Roster, unit: string): readonly Heading[] {
  const kept = headings.get(roster) ?? headingsOf(roster)
  headings.set(roster, kept)
  return kept.get(unit) ?? []
}

function headingsOf(roster: Roster): ReadonlyMap<string, readonly Heading[]> {
  const found = new Map<string, Heading[]>()
  for (const person of roster.people) {
    for (const { role, unit, from, to } of person.roles) {
      if (role !== 'unit-head' || unit === undefined) continue
      const heading = { person: person.id, from, ...(to === undefined ? {} : { to }) }
      found.set(unit, [...(found.get(unit) ?? []), heading])
    }
  }
  for (const list of found.values()) {
    list.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  }
  return found
}
