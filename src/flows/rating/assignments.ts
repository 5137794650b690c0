import type { RatingsPart } from '../../scheme/model/parts.js'
import { assesseesOf } from '../scoring-input.js'
import type { Bureau } from '../context.js'

/** Somebody an assessor rates, and as which bodies of the scheme (one score serves all of them). */
export interface Assignment {
  assessee: string
  bodies: string[]
}

/** Whom a person rates in a part: by the first rule of the part that fits each assessee. Never oneself. */
export function assignmentsOf(bureau: Bureau, part: RatingsPart, assessor: string): Assignment[] {
  const held = bureau.roster.rolesOf(assessor)
  return assesseesOf(bureau).flatMap((assessee) => {
    if (assessee.id === assessor) return []
    const roles = bureau.roster.rolesOf(assessee.id).map((role) => role.role)
    const rule = part.raters.find(
      (each) => each.assessees === 'everyone' || roles.includes(each.assessees),
    )
    const bodies = (rule?.bodies ?? []).filter((body) =>
      held.some(
        (role) => role.role === body && (role.unit === undefined || role.unit === assessee.unit),
      ),
    )
    return bodies.length > 0 ? [{ assessee: assessee.id, bodies }] : []
  })
}

/** Everybody who has somebody to rate in a part. */
export function assessorsOf(bureau: Bureau, part: RatingsPart): string[] {
  return bureau.roster.people
    .map((person) => person.id)
    .filter((person) => assignmentsOf(bureau, part, person).length > 0)
}
