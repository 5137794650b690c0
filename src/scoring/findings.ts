import type { GradeState } from '../scheme/model/results.js'
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
  /** The part by which an equal total came behind; absent where the total decided. */
  by?: string
  /** Nearest totals above and below it, as a difference; null where there is none. */
  behind: Exact | null
  ahead: Exact | null
}

export interface TierRanking {
  /** Empty where all tiers are ranked together. */
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
  /** Quota id. */
  by: string
  grade: string
  /** Empty where the places are counted over all tiers. */
  tier: string
  /** Only where the places are each unit's, or each group's. */
  unit?: string
  group?: string
  quota: number
  clause: string
  says: string
  nominees: readonly Nominee[]
  /** Within the quota by rank, but barred, or with another `grade` by its conditions. */
  struck: readonly { assessee: string; rank: number; bars: readonly string[]; grade?: string }[]
  /** Of a share: of how many, exactly how much, and how it was made whole. */
  basis?: { share: Exact; people: number; exact: Exact; rounding: string }
  /** Who holds a place by a trait: how many of the nominees, and whether inside the quota. */
  holders?: { inside: boolean; count: number }
}

export interface Nominee {
  assessee: string
  rank: number
  /** Stands here since a barred person before was struck. */
  movedUp: boolean
  /** Equal to others at the last place; the deciding body chooses. */
  tiedAtCut: boolean
  /** `total`, `automatic` by a trait, `decided` by people, or the part that broke the tie at the last place. */
  criterion: string
}

/** How two figures were compared. */
export type Relation = '>' | '>=' | '<' | '<='

/** Several conditions together, or the contrary of one. */
export interface GroupFinding {
  kind: 'all' | 'any' | 'not'
  conditions: readonly ConditionFinding[]
}

/** A condition tried for one assessee: it holds, or not; `open`: something that could turn it is not known yet. */
export type ConditionFinding = { holds: boolean; open: boolean } & (
  | GroupFinding
  | { kind: 'facts'; facts: readonly string[] }
  | {
      kind: 'count'
      value: Exact
      relation: Relation
      limit: Exact
      /** The person or unit of whom was counted. */
      of: string
      facts: readonly string[]
    }
  /** `value: null`: not final yet. */
  | { kind: 'points'; part: string; value: Exact | null; relation: Relation; limit: Exact }
  | {
      kind: 'votes'
      votes: number
      ballots: number
      /** denominator × votes, in whole numbers. */
      left: Exact
      /** numerator × ballots. */
      right: Exact
      relation: Relation
    }
  | {
      kind: 'periods'
      part: string
      /** Periods with one of the levels, and what they are a share of. */
      periods: readonly string[]
      base: number
      /** What is compared: counts, or counts times the share's parts; never divided. */
      left: Exact
      right: Exact
      relation: Relation
    }
  | {
      kind: 'result'
      result: string
      /** Latest year first; `level: null`: no row yet. */
      years: readonly { year: string; of: string; level: string | null }[]
    }
  | { kind: 'served'; value: Exact; relation: Relation; limit: Exact }
  | { kind: 'member'; of: 'tier' | 'trait' | 'role'; ids: readonly string[] }
  /** Latest year first, this one's own grade included; `level: null`: not known. */
  | { kind: 'grade'; years: readonly { year: string; level: string | null }[] }
  /** `rank: null`: not final, or not ranked; `people`: how many are ranked together. */
  | { kind: 'rank'; rank: number | null; people: number; relation: Relation; limit: Exact }
)

export interface GradeFinding {
  assessee: string
  /** Proposed grade id; null while it cannot be said. People decide: see `decidedBy`. */
  grade: string | null
  /**
   * `conditions`: all of its conditions hold; `nominated`: within the quota; `otherwise`: nothing else
   * applies; `decided`: by people, whatever else applies; `open`: the total, the votes or another result are not final; `undetermined`: left to those who
   * decide; `state`: no grade now, see `state`.
   */
  reason: 'conditions' | 'nominated' | 'otherwise' | 'decided' | 'undetermined' | 'open' | 'state'
  decidedBy: string | null
  /** Only with reason `state`. */
  state?: StateFound
  /** Every grade with conditions, how each came out. */
  tried: readonly {
    grade: string
    clause: string
    holds: boolean
    /** Whether it may still come to hold. */
    open: boolean
    /** Those under its `all`, or the one there is, then what it needs. */
    conditions: readonly ConditionFinding[]
    /** Bars that close the grade though its conditions are looked at; absent without any. */
    barred?: readonly string[]
  }[]
}

/** Why somebody has no grade, and what else would keep it away. */
export interface StateFound {
  /** State id of the scheme. */
  id: string
  kind: GradeState['kind']
  name: string
  clause: string
  says: string
  /** Facts that are its ground; empty when it is by months. */
  facts: readonly string[]
  /** Months of service and the limit; null when it is by facts. */
  served: { months: Exact; limit: Exact } | null
  /** Further states that apply as well. */
  also: readonly string[]
}

/** What follows for an assessee, or may still; what does not is listed where its years have begun. */
export interface ConsequenceFound {
  assessee: string
  /** Consequence id of the scheme. */
  id: string
  clause: string
  /** `unknown` while something that decides it is open or missing. */
  due: 'yes' | 'no' | 'unknown'
  /** Its conditions, as of a grade's. */
  conditions: readonly ConditionFinding[]
}

export type WarningCode =
  /** More of a grade in a period than its share allows. */
  | 'period-share'
  /** A cause forced another level than the one given. */
  | 'grade-forced'
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
  /** More hold a place by a trait than the quota has places. */
  | 'over-quota'
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
