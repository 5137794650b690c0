import { hasPart } from '../../scheme/model/for-whom.js'
import type { EnteredPart } from '../../scheme/model/parts.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Assessee } from '../../scoring/input.js'
import type { Situation } from '../context.js'
import { importedSlice } from '../publication/imported.js'
import type { Running } from '../running.js'
import type { EnteredStep } from './intents.js'

/** A part of a running cycle whose score is entered as one figure. */
export interface EnteredOf {
  cycle: Running
  part: EnteredPart
  assessees: readonly Assessee[]
}

const known = new WeakMap<Running, readonly EnteredOf[]>()

function partsIn(cycle: Running): readonly EnteredOf[] {
  const before = known.get(cycle)
  if (before) return before
  const { total } = cycle.scheme
  const made = partsOf(total).flatMap((part): EnteredOf[] => {
    if (part.kind !== 'entered') return []
    return [
      { cycle, part, assessees: cycle.assessees.filter((one) => hasPart(total, part.id, one)) },
    ]
  })
  known.set(cycle, made)
  return made
}

/** All of them that people enter in chat: not those whose scores a file brought. */
export function enteredParts({
  bureau,
  collected,
}: Pick<Situation, 'bureau' | 'collected'>): EnteredOf[] {
  const imported = collected.of(importedSlice)
  return bureau.cycles.flatMap((cycle) =>
    partsIn(cycle).filter(({ part }) => !imported.get(cycle.id)?.closedParts.includes(part.id)),
  )
}

/** One of them; null for what is none. */
export function enteredPart(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  of: { cycle: string; part: string },
): EnteredOf | null {
  const all = enteredParts(situation)
  return all.find(({ cycle, part }) => cycle.id === of.cycle && part.id === of.part) ?? null
}

/** The role that a step belongs to; null where the chain has no such step. The office files what nobody else does. */
export function roleOf({ part }: EnteredOf, step: EnteredStep): string | null {
  if (step === 'records') return part.enteredBy
  if (step === 'verifies') return part.reviewedBy
  return part.filedWith ?? 'assessment-office'
}

/**
 * Who does a step for somebody: everybody their own where `staff` records; else who holds the role for the unit, or at all.
 * Nobody verifies the own score: then the leaders of the unit do, else the office.
 */
export function holdersFor(
  { bureau: { roster } }: Pick<Situation, 'bureau'>,
  of: EnteredOf,
  { step, assessee }: { step: EnteredStep; assessee: Assessee },
): string[] {
  const role = roleOf(of, step)
  if (role === null) return []
  const { id } = assessee
  const isPerson = of.cycle.scheme.assessee === 'person'
  if (step === 'records' && role === 'staff' && isPerson) return roster.person(id) ? [id] : []
  const unit = isPerson ? (roster.unitOf(id) ?? assessee.unit) : id
  const forUnit = unit === null ? [] : roster.holders(role, unit)
  const holding = forUnit.length > 0 ? forUnit : roster.holders(role).filter(isOfBureau)
  const others = holding.filter((one) => step !== 'verifies' || one.id !== id)
  const leaders = unit === null ? [] : roster.leadersOf(unit)
  const found =
    others.length > 0 || step !== 'verifies'
      ? others
      : leaders.length > 0
        ? leaders
        : roster.holders('assessment-office')
  return found.map((one) => one.id)

  function isOfBureau({ id: person }: { id: string }): boolean {
    return roster.rolesOf(person).some((held) => held.role === role && held.unit === undefined)
  }
}

/** Those for whom a person does a step. */
export function dutiesOf(
  situation: Pick<Situation, 'bureau'>,
  of: EnteredOf,
  { step, person }: { step: EnteredStep; person: string },
): Assessee[] {
  return of.assessees.filter((assessee) =>
    holdersFor(situation, of, { step, assessee }).includes(person),
  )
}

/** Whether a person files the part's scores. */
export function files(
  { bureau: { roster } }: Pick<Situation, 'bureau'>,
  of: EnteredOf,
  person: string,
): boolean {
  return roster.holders(roleOf(of, 'files') ?? '').some(({ id }) => id === person)
}
