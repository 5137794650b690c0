import type { Points } from '../../base/points.js'
import type { PeriodsCondition, ResultCondition } from './results.js'
import type { Share } from './sharing.js'
import type { Cited, Setting } from './words.js'

/** How the order is made. Rank 1 is the highest total. */
export interface Ranking {
  clause: string
  /**
   * `tier`: all of a tier together. `tier-and-affiliation`: affiliated posts apart, and without quota.
   * `group-and-tier`: once among the units that one office gathers, and once in the whole tier.
   * `none`: nobody is ranked.
   */
  within: Setting<'tier' | 'tier-and-affiliation' | 'group-and-tier' | 'none'>
}

/** How many of each tier may be nominated for a grade. */
export interface Quota extends Cited {
  grade: string
  /** The first so many of each tier that has no number of its own; null: none. */
  top: Setting<Places | null>
  byTier: { tier: string; top: Setting<Places | null> }[]
  /** Of a share: to whole places. */
  rounding: Setting<Rounding>
  /** Counts on behind those whom this quota nominated; null: from the first. */
  after: string | null
  /** Who holds a place by a trait whatever the rank; their places are among the quota's, or besides them. */
  automatic: { trait: string; counts: Setting<'inside' | 'outside'> } | null
  /** Below this total nobody is nominated; null: whoever is in front. */
  totalMin: Setting<Points | null>
  per: 'tier'
  /** A barred person among the first: the `next` moves up, or the place stays `empty`. */
  barred: Setting<'next' | 'empty'>
  /** Equal totals at the last place: `list-all` of them for the deciding body, or break by `criteria`. */
  tie: Setting<'list-all' | 'criteria'>
  /** Part ids compared one after another when `tie` is `criteria`. */
  criteria: string[]
  decidedBy: string
}

/** So many, or a share of those who are ranked in the tier. */
export type Places = { kind: 'count'; count: number } | { kind: 'share'; share: Share }

/** `down-at-least-one`: down, but a tier with anybody in it has one. */
export type Rounding = 'down' | 'half-up' | 'up' | 'down-at-least-one'

/** A grade. `by` says how it is reached. */
export interface Grade extends Cited {
  by:
    | { kind: 'quota'; quota: string }
    | { kind: 'conditions'; all: GradeCondition[] }
    | { kind: 'otherwise' }
  /** Without all of these the grade is closed, however it is reached. */
  needs: Prerequisite[]
  decidedBy: string
}

/** A condition that does not look at the total. */
export type Prerequisite = Exclude<GradeCondition, { kind: 'total-below' }>

/** All must hold. Compared exactly: shares in integers, totals as decimals. */
export type GradeCondition =
  | {
      kind: 'vote-share'
      part: string
      /** Band ids whose votes are added up. */
      bands: string[]
      /** `strict`: votes × denominator > ballots × numerator; `inclusive`: ≥. */
      numerator: number
      denominator: number
      edge: Setting<'strict' | 'inclusive'>
      /** Denominator: valid ballots for this assessee, or all handed out. */
      of: Setting<'valid' | 'issued'>
    }
  | { kind: 'total-below'; points: Setting<Points>; edge: Setting<'strict' | 'inclusive'> }
  | PeriodsCondition
  | ResultCondition

/** What conditions of grades leave open. */
export interface Grading {
  /** The total is below a low grade's threshold but its vote share is missed: the `otherwise` grade, `undetermined`, or the grade `by-total` alone. */
  totalAlone: Setting<'otherwise' | 'undetermined' | 'by-total'>
  /** Several low grades' conditions hold: the `lowest`, or `undetermined`. */
  several: Setting<'lowest' | 'undetermined'>
}

/** What keeps somebody from a grade. */
export interface Bar extends Cited {
  /** Grade that is closed. */
  from: string
  /** On whom it falls: the unit's head, the person responsible. */
  fallsOn: Setting<('head' | 'person')[]>
  when: BarCondition
  /** False when the choice reads it as never applying. */
  inForce: Setting<boolean>
}

/** A fact of one of the rules, or a count of facts over the year. */
export type BarCondition =
  | { kind: 'fact'; rules: string[] }
  | {
      kind: 'count'
      rules: string[]
      /** `times`: one per fact; else the sum of the facts' quantity of that id. */
      counts: 'times' | 'quantity'
      limit: Points
      /** `strict`: more than the limit; `inclusive`: the limit itself already bars. */
      edge: Setting<'strict' | 'inclusive'>
      /** Which sorts of the rule's facts count; null: all. Rules without sorts always count. */
      sorts: Setting<string[] | null>
      /** Whose facts are added: each `person`'s own, or the whole `unit`'s. */
      of: Setting<'person' | 'unit'>
    }
