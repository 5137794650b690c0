import type { Day } from '../base/day.js'
import { holdsOn, type Person, type Roster } from './roster.js'

/** Somebody as the platform knows them. Fields that the app may not read are absent. */
export interface Contact {
  openId: string
  userId?: string | null
  employeeNo?: string | null
  name: string
  departmentIds: readonly string[]
  /** False: resigned, frozen, not yet activated. Such contacts match nobody. */
  active: boolean
}

/** Why somebody of the roster can't be reached, or only doubtfully. */
export interface ContactProblem {
  code: 'no-contact' | 'ambiguous-contact' | 'contact-taken'
  person: string
  /** Chinese: what is wrong and what to do. */
  message: string
}

export interface ContactMatch {
  /** Person id → open id. */
  matched: Map<string, string>
  problems: ContactProblem[]
}

/** What matching needs beside roster and contacts. */
export interface MatchOptions {
  /** Who does not belong to the bureau on this day needs no contact. */
  today: Day
  /** The platform's department id → name, for matching by name within a department. */
  departments: ReadonlyMap<string, string>
}
