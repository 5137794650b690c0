import type { Problem } from '../base/problem.js'
import type { Roster } from './roster.js'

/** What reading a roster file gives: the roster, or null and why. */
export interface RosterReading {
  roster: Roster | null
  problems: Problem[]
}
