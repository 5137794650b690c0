import type { Exact } from './input.js'

/** What a cycle's statements give together: ranks, nominations, grades and warnings. */

/** One place of a ranking. */
export interface Place {
  assessee: string
  name: string
  total: Exact | null
  /** 1-based; tied places share a rank; null while the total is open. */
  rank: number | null
  /** All with the same rank by id, this one too; empty when it is alone. */
  tied: readonly string[]
  /** Nearest totals above and below it, as a difference; null where there is none. */
  behind: Exact | null
  ahead: Exact | null
}

export interface TierRanking {
  tier: string
  name: string
  /** Affiliated posts ranked apart, without quota. */
  affiliated: boolean
  /** Only those whom one office gathers; null for the whole tier. */
  group: string | null
  /** All totals of the tier are final. */
  complete: boolean
  places: readonly Place[]
}

/** Who is proposed for a grade with a quota, by tier. */
export interface Nomination {
  grade: string
  tier: string
  quota: number
  clause: string
  says: string
  nominees: readonly Nominee[]
  /** Within the quota by rank, but barred. */
  struck: readonly { assessee: string; rank: number; bars: readonly string[] }[]
}

export interface Nominee {
  assessee: string
  rank: number
  /** Stands here since a barred person before was struck. */
  movedUp: boolean
  /** Equal to others at the last place; the deciding body chooses. */
  tiedAtCut: boolean
  /** `total`, or the part that broke the tie at the last place. */
  criterion: string
}

/** One condition of a grade, tried. */
export type ConditionFinding =
  | {
      kind: 'vote-share'
      holds: boolean
      votes: number
      ballots: number
      /** denominator × votes, in whole numbers. */
      left: Exact
      /** numerator × ballots. */
      right: Exact
      relation: '>' | '>='
    }
  | { kind: 'total-below'; holds: boolean; total: Exact; limit: Exact; relation: '<' | '<=' }

export interface GradeFinding {
  assessee: string
  /** Proposed grade id; null while it cannot be said. People decide: see `decidedBy`. */
  grade: string | null
  /**
   * `conditions`: all of its conditions hold; `nominated`: within the quota; `otherwise`: nothing else
   * applies; `open`: the total or the votes are not final; `undetermined`: left to those who decide.
   */
  reason: 'conditions' | 'nominated' | 'otherwise' | 'by-total' | 'undetermined' | 'open'
  decidedBy: string | null
  /** Every grade with conditions, how each came out. */
  tried: readonly {
    grade: string
    clause: string
    holds: boolean
    conditions: readonly ConditionFinding[]
  }[]
}

export type WarningCode =
  /** Equal exact totals across the last place of a quota. */
  | 'tie-at-cut'
  /** Equal exact totals elsewhere. */
  | 'tie'
  /** Below a grade's threshold, but its votes are missing: the committee should look. */
  | 'low-total-without-votes'
  /** Several low grades hold at once; the scheme's order decided. */
  | 'several-grades'
  /** Fewer than the least number of valid ballots: the part stays undetermined. */
  | 'few-ballots'
  /** A closed part or period has nothing for this assessee. */
  | 'nothing-entered'
  /** A closed period lacks the ratings of one of its bodies; the others' mean stands. */
  | 'body-missing'
  /** Nominated, though a low grade's conditions hold. */
  | 'nominee-with-low-grade'
  /** Fewer nominees than places. */
  | 'places-left'
  /** Ballots with bands only, which the scheme refuses. */
  | 'bands-only'
  /** An assessee's tasks do not sum to the part's points: the part stays undetermined. */
  | 'tasks-sum'
  /** The scheme has no rule for grades: totals and ranks only. */
  | 'no-grade-rules'

export interface Warning {
  code: WarningCode
  tier: string | null
  assessees: readonly string[]
  part: string | null
  /** Codes' details: ids and figures only. */
  with: Readonly<Record<string, string>>
}
