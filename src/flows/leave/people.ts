import { rosterRoles } from '../../binding/work.js'
import type { Bureau } from '../context.js'

/** For whom a person may enter leave taken by telephone; nobody where it is neither all nor somebody. */
export interface Enters {
  all: boolean
  persons: readonly string[]
}

/** For whom a person may enter leave taken by telephone: by the roles that the work rules name. */
export function entersFor({ work, roster }: Bureau, person: string): Enters {
  if (!work) return { all: false, persons: [] }
  const named = new Set(
    work.rules.leave.byTelephone.enters.flatMap((role) => rosterRoles(work, role)),
  )
  const mine = roster.rolesOf(person).filter(({ role }) => named.has(role))
  const members = mine.flatMap(({ unit }) => (unit ? roster.membersOf(unit) : []))
  return {
    all: mine.some(({ unit }) => unit === undefined),
    persons: members.map(({ id }) => id).filter((id) => id !== person),
  }
}

/** Whether a person may enter leave taken by telephone for anybody. */
export function mayEnter(bureau: Bureau, person: string): boolean {
  const { all, persons } = entersFor(bureau, person)
  return all || persons.length > 0
}
