import type { DocumentPath } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import type { Membership, Person, RoleHeld } from './roster.js'

/** A membership or role with its place in the file. */
export interface Placed<T> {
  value: T
  path: DocumentPath
}

/** A person being read, with places. */
export interface PlacedPerson {
  person: Person
  path: DocumentPath
  memberships: Placed<Membership>[]
  roles: Placed<RoleHeld>[]
}

/** Tells a problem at a place of the file. */
export type Tell = (
  level: Problem['level'],
  code: string,
  message: string,
  path: DocumentPath,
) => void
