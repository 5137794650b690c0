import { factKind, rosterRoles } from '../../binding/work.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { Attendance } from '../../workrules/model.js'
import type { Bureau } from '../context.js'
import { heldFor } from '../held-for.js'

/** An occasion of which somebody may record findings. */
export type Occasion = Attendance['occasions'][number]

/** A finding, and what the bureau's schemes call the fact that it makes. */
export interface FindingKind {
  id: string
  name: string
  kind: string
  occasions: readonly string[]
}

/** The findings of the bureau's work rules, in their order; none where they say nothing of attendance. */
export function findingsOf({ work }: Pick<Bureau, 'work'>): FindingKind[] {
  if (!work) return []
  return (work.rules.attendance?.findings ?? []).map(({ id, name, fact, occasions }) => ({
    ...{ id, name, occasions },
    kind: factKind(work, fact),
  }))
}

/**
 * For whom somebody may record what is found on an occasion: the office and who holds one of the roles that the work
 * rules name, of everybody or of the units for which it is held; null for nobody.
 */
export function recordsAttendanceOf(
  { work, roster }: Bureau,
  person: string,
  occasion: string,
): 'all' | readonly string[] | null {
  const found = work?.rules.attendance?.occasions.find(({ id }) => id === occasion)
  if (!work || !found) return null
  const held = roster.rolesOf(person)
  if (held.some(({ role }) => role === 'assessment-office')) return 'all'
  const named = new Set(found.recordedBy.value.flatMap((role) => rosterRoles(work, role)))
  return heldFor(roster, person, named)
}

/** The occasions of which somebody may record findings. */
export function occasionsOf(bureau: Bureau, person: string): Occasion[] {
  return (bureau.work?.rules.attendance?.occasions ?? []).filter(
    ({ id }) => recordsAttendanceOf(bureau, person, id) !== null,
  )
}

/**
 * Null where somebody may record findings of attendance at all.
 * @refuses attendance-no-rules, not-allowed
 */
export function mayNotRecordAttendance(bureau: Bureau, person: string): Refusal | null {
  const { work, roster } = bureau
  if (!work?.rules.attendance) return refuse('attendance-no-rules')
  if (roster.person(person) && occasionsOf(bureau, person).length > 0) return null
  const office = roster.holders('assessment-office').map(({ name }) => name)
  return refuse('not-allowed', { what: '登记考勤', who: office.join('、') || '目前无人' })
}
