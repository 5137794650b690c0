import type { Day } from '../../base/day.js'
import type { Person, Roster } from '../../roster/roster.js'
import { holdsOn } from '../../roster/roster.js'
import type { AttendanceRow, AttendanceWords } from './form.js'
import type { FindingKind } from './who.js'

/** Between two names. */
const between = /[、,，;；\s]+/u
/** A name with the unit behind it: `张可（综合处）`. */
const withUnit = /^(.+?)[(（](.+?)[)）]$/u

/** Names as people type them, each with the unit that stands behind it; '' for none. */
export function namesTyped(text: string): { name: string; unit: string }[] {
  return text
    .replace(/\s+(?=[(（])/gu, '')
    .split(between)
    .filter((each) => each !== '')
    .map((each) => {
      const [, name = each, unit = ''] = withUnit.exec(each) ?? []
      return { name, unit }
    })
}

/** The names under each finding as rows, numbered in the order in which they stand. */
export function rowsTyped(
  { day, occasion, note, names }: AttendanceWords,
  findings: readonly FindingKind[],
): AttendanceRow[] {
  const written = findings.flatMap(({ id: finding }) =>
    namesTyped(names[finding] ?? '').map((typed) => ({ finding, ...typed })),
  )
  return written.map(({ finding, name, unit }, index) => {
    return { at: index + 1, name, unit, day, occasion, finding, note, wrong: null }
  })
}

/** A name as it is compared: without blanks, full-width letters as plain ones. */
export function bareName(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()
}

/** Finds people by the name or number that somebody wrote. */
export interface People {
  named(name: string): readonly Person[]
}

export function peopleOf({ people }: Roster): People {
  const byName = new Map<string, Person[]>()
  for (const person of people) {
    for (const key of new Set([bareName(person.name), bareName(person.employeeNo)])) {
      if (key === '') continue
      const known = byName.get(key)
      if (known) known.push(person)
      else byName.set(key, [person])
    }
  }
  return { named: (name) => byName.get(bareName(name)) ?? [] }
}

/** Those of some people who were in the unit that is written on a day; without one, those who were there at all. */
export function thoseIn(
  { units }: Pick<Roster, 'units'>,
  people: readonly Person[],
  of: { unit: string; on: Day },
): readonly Person[] {
  const there = people.filter(({ memberships }) => memberships.some((one) => holdsOn(one, of.on)))
  if (of.unit === '') return there.length > 0 ? there : people
  const wanted = bareName(of.unit)
  const named = new Set(units.filter(({ name }) => bareName(name) === wanted).map(({ id }) => id))
  return people.filter(({ memberships }) =>
    memberships.some((one) => named.has(one.unit) && holdsOn(one, of.on)),
  )
}
