import type { Day } from '../../base/day.js'
import { findNamed, type Named } from '../../roster/find.js'
import { holdsOn, type Roster } from '../../roster/roster.js'
import type { Bureau } from '../context.js'
import type { Counting } from './procedure.js'

/** A person or unit that a fact may name. */
export interface Nameable extends Named {
  unit: boolean
  /** Where a person belongs; '' for a unit. */
  of: string
}

/** The unit that a person belonged to on a day; null for none. */
export function unitOn(history: Roster, person: string, on: Day): string | null {
  const found = history.people.find(({ id }) => id === person)
  return found?.memberships.find((of) => holdsOn(of, on))?.unit ?? null
}

/** Whom facts of a kind may name: who is scored in a cycle that counts it, and units where its rules charge them. */
export function nameable(
  bureau: Bureau,
  counting: readonly Counting[],
  within: 'all' | readonly string[],
): Nameable[] {
  const { roster } = bureau
  const found = new Map<string, Nameable>()
  const addUnit = (id: string): void => {
    if (within !== 'all' && !within.includes(id)) return
    found.set(id, { id, name: roster.unitNameOf(id), unit: true, of: '' })
  }
  const addPerson = (id: string, unit: string | null): void => {
    if (within !== 'all' && (unit === null || !within.includes(unit))) return
    const of = unit === null ? '' : roster.unitNameOf(unit)
    found.set(id, { id, name: roster.nameOf(id), unit: false, of })
  }
  for (const { cycle, rule } of counting) {
    if (cycle.scheme.assessee === 'unit') {
      for (const { id } of cycle.assessees) addUnit(id)
      for (const { id, unit } of cycle.members) addPerson(id, unit)
      continue
    }
    for (const { id, unit } of cycle.assessees) addPerson(id, unit)
    const ofUnits = rule.charges.some(({ to }) => to.value !== 'person')
    if (ofUnits) for (const { id } of cycle.units) addUnit(id)
  }
  return [...found.values()]
}

/** Those with what was typed in the name; units first where it begins one. */
export function findWhom(all: readonly Nameable[], typed: string): Nameable[] {
  return findNamed(all, typed)
}
