import type { RatingsPart } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import type { Bureau } from '../context.js'
import type { Running } from '../running.js'

/** Somebody an assessor rates, and as which bodies of the scheme (one score serves all of them). */
export interface Assignment {
  assessee: string
  bodies: string[]
}

/** A part of a cycle in which people rate. */
export interface RatedPart {
  cycle: Running
  part: RatingsPart
}

/** Whom a person rates in a part: by the first rule of the part that fits each assessee. Never oneself. */
export function assignmentsOf(bureau: Bureau, of: RatedPart, assessor: string): Assignment[] {
  return [...candidates(bureau, of, assessor)].flatMap((assessee) => {
    const bodies = bodiesFor(bureau, of, { assessor, assessee })
    return bodies.length > 0 ? [{ assessee: assessee.id, bodies }] : []
  })
}

/** Whether a person has anybody to rate in a part. */
export function rates(bureau: Bureau, of: RatedPart, assessor: string): boolean {
  for (const assessee of candidates(bureau, of, assessor)) {
    if (bodiesFor(bureau, of, { assessor, assessee }).length > 0) return true
  }
  return false
}

/** Everybody who has somebody to rate in a part: holders of the roles that its rules name. */
export function assessorsOf(bureau: Bureau, of: RatedPart): string[] {
  const holders = bodyRoles(of).flatMap((role) => bureau.roster.holders(role))
  const persons = new Set(holders.map((person) => person.id))
  return [...persons].filter((person) => rates(bureau, of, person))
}

function bodyRoles({ part }: RatedPart): string[] {
  return [...new Set(part.raters.flatMap((rule) => rule.bodies))]
}

/** Those whom the assessor's roles reach: a role of a unit its people, one of the bureau everybody. */
function* candidates(bureau: Bureau, of: RatedPart, assessor: string): Generator<Assessee> {
  const bodies = new Set(bodyRoles(of))
  const held = bureau.roster.rolesOf(assessor).filter((role) => bodies.has(role.role))
  const everybody = held.some((role) => role.unit === undefined)
  const units = everybody ? null : new Set(held.flatMap((role) => role.unit ?? []))
  const all = units
    ? [...units].flatMap((unit) => of.cycle.byUnit.get(unit) ?? [])
    : of.cycle.assessees
  if (held.length === 0) return
  for (const assessee of all) if (assessee.id !== assessor) yield assessee
}

function bodiesFor(
  bureau: Bureau,
  { part }: RatedPart,
  { assessor, assessee }: { assessor: string; assessee: Assessee },
): string[] {
  const roles = bureau.roster.rolesOf(assessee.id).map((role) => role.role)
  const rule = part.raters.find(
    (each) => each.assessees === 'everyone' || roles.includes(each.assessees),
  )
  const held = bureau.roster.rolesOf(assessor)
  return (rule?.bodies ?? []).filter((body) =>
    held.some(
      (role) => role.role === body && (role.unit === undefined || role.unit === assessee.unit),
    ),
  )
}
