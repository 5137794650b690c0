import type { Condition } from './conditions.js'
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
  within: Setting<'tier' | 'tier-and-affiliation' | 'group-and-tier' | 'everyone' | 'none'>
  /** Parts compared one after another where totals are equal; empty: equal totals share a rank. */
  ties: Setting<string[]>
}

/** How many may be nominated for a grade. */
export interface Quota extends Cited {
  grade: string
  /** So many of each that has no number of its own; null: none. */
  places: Setting<Places | null>
  byTier: { tier: string; places: Setting<Places | null> }[]
  /** Among whom the places are counted; never lent between one and another. */
  per: Setting<QuotaPer>
  /** Of a share: to whole places. */
  rounding: Setting<Rounding>
  /** Counts on behind those whom this quota nominated; null: from the first. */
  after: string | null
  /** Who holds a place whatever the rank; their places are among the quota's, or besides them. */
  automatic: { when: Condition; places: Setting<'inside' | 'outside'> } | null
  /** A barred person among the first: the `next` moves up, or the place stays `empty`. */
  barred: Setting<'next' | 'empty'>
  /** The same for who has another grade by its conditions; nobody has both. */
  otherGrade: Setting<'next' | 'empty'>
  /** Equal ranks at the last place: parts compared one after another; empty: all are listed for the deciding body. */
  ties: Setting<string[]>
  decidedBy: string
}

/** Those of a tier, of a unit of whatever tier, of a tier within a unit or a group, or all together. */
export type QuotaPer = 'tier' | 'unit' | 'tier-and-unit' | 'tier-and-group' | 'everyone'

/** So many, or a share of those who are ranked together. */
export type Places = { kind: 'count'; count: number } | { kind: 'share'; share: Share }

/** `down-at-least-one`: down, but where there is anybody there is one. */
export type Rounding = 'down' | 'half-up' | 'up' | 'down-at-least-one'

/** A grade. `by` says how it is reached. */
export interface Grade extends Cited {
  by: { kind: 'quota'; quota: string } | { kind: 'when'; when: Condition } | { kind: 'otherwise' }
  /** Without it the grade is closed, however it is reached; null: nothing is needed. */
  needs: Condition | null
  decidedBy: string
}

/** What conditions of grades leave open. */
export interface Grading {
  /** Several grades' conditions hold: the `lowest`, or `undetermined`. */
  several: Setting<'lowest' | 'undetermined'>
}

/** What keeps somebody from a grade. */
export interface Bar extends Cited {
  /** Grade that is closed. */
  from: string
  /** On whom it falls: the person of whom it holds, the head of that person's unit. */
  fallsOn: Setting<('head' | 'person')[]>
  when: Condition
}
