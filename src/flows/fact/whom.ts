import type { Day } from '../../base/day.js'
import { findNamed, type Named } from '../../roster/find.js'
import { holdsOn, type Roster } from '../../roster/roster.js'
import type { Rule } from '../../scheme/model/rules.js'
import { hasPart, isForAll } from '../../scheme/model/for-whom.js'
import type { Assessee } from '../../scoring/input.js'
import type { Bureau } from '../context.js'
import type { Running } from '../running.js'
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

/** What was found for the rules of a kind, by whom it is for; as long as somebody looks at these. */
const nameables = new WeakMap<readonly Counting[], Map<string, Nameable[]>>()

/** Whom facts of a kind may name (`within`: of these units, or these persons): who is scored in a cycle that counts it in a part that is theirs, and units where its rules charge them. */
export function nameable(
  bureau: Bureau,
  counting: readonly Counting[],
  within: 'all' | readonly string[],
): readonly Nameable[] {
  const known = nameables.get(counting) ?? new Map<string, Nameable[]>()
  nameables.set(counting, known)
  const key = within === 'all' ? within : within.join()
  const before = known.get(key)
  if (before) return before
  const all = allNameable(bureau, counting, within)
  known.set(key, all)
  return all
}

function allNameable(
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
    if (within !== 'all' && !within.includes(id) && (unit === null || !within.includes(unit)))
      return
    const of = unit === null ? '' : roster.unitNameOf(unit)
    found.set(id, { id, name: roster.nameOf(id), unit: false, of })
  }
  for (const { cycle, rule } of counting) {
    const counted = cycle.assessees.filter((one) => isCounted(cycle, rule, one))
    if (cycle.scheme.assessee === 'unit') {
      const units = new Set(counted.map(({ id }) => id))
      for (const id of units) addUnit(id)
      for (const { id, unit } of cycle.members) if (units.has(unit)) addPerson(id, unit)
      continue
    }
    for (const { id, unit } of counted) addPerson(id, unit)
    const ofUnits = rule.charges.some(({ to }) => to.value !== 'person')
    if (ofUnits) for (const { id } of cycle.units) addUnit(id)
  }
  return [...found.values()]
}

/** Whether a rule's part is one of the assessee's: of some only in a tree where units have items of their own. */
function isCounted({ scheme }: Running, rule: Rule, assessee: Assessee): boolean {
  const part = rule.part.value
  return part === null || isForAll(scheme.total) || hasPart(scheme.total, part, assessee)
}

/** Those with what was typed in the name; units first where it begins one. */
export function findWhom(all: readonly Nameable[], typed: string): Nameable[] {
  return findNamed(all, typed)
}
