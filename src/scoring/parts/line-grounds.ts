import type { Exact } from '../input.js'

/** What a line rests on besides facts, ratings and ballots. */

/** The share of the year that counts, and why. */
export interface Served {
  times: Exact
  over: Exact
  /** Months counted; null for who left on a ground that counts by the day. */
  months: number | null
  ground: string | null
  clause: string
  says: string
}

/** The grade of one period; `level: null`: nobody gave one. */
export interface PeriodGradeFound {
  level: string | null
  /** What was given, where a cause forced another level. */
  given: string | null
  /** Facts that forced the level. */
  forcedBy: readonly string[]
  remark: string | null
}

/** One row of another scheme's results, and for how many months of the year it stands. */
export interface ResultUsed {
  result: string
  of: string
  year: string
  level: string | null
  points: Exact | null
  months: number | null
}
