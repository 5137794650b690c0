import type { Points } from '../../base/points.js'
import type { Condition } from './conditions.js'
import type { Share } from './sharing.js'
import type { Cited, Setting } from './words.js'

/** What another scheme, or another body, found for a year: a unit's prize, a total, last year's grade. */
export interface OtherResult extends Cited {
  /** Whose result it is: the assessee's own, or that of its unit. */
  of: 'assessee' | 'unit'
  /** Folder name of the scheme that it comes from; null: decided elsewhere. */
  scheme: string | null
  /** Best first; empty when it is a figure. Every row names one of them: there is no silent none. */
  levels: ResultLevel[]
  /** Bounds of the figure; null when it has levels. */
  range: { lowest: Points; highest: Points } | null
}

/** One of the results, and which of the other scheme's it is where both are scored together. */
export interface ResultLevel {
  id: string
  name: string
  /** The place there; null where it is not by place. */
  place: number | null
  /** Grades there; empty: by place, or whatever is left. */
  grades: string[]
}

/** How service during a part of the year is counted. */
export interface Service extends Cited {
  /** A month counts: only as a `whole` one, with `any-day` of it, or `on-day`: who is there on `day`. */
  month: Setting<'whole' | 'any-day' | 'on-day'>
  /** Day of the month for `on-day`; null where nothing needs it. */
  day: number | null
  /** Who leaves for one of these grounds counts by the day of leaving and not by months. */
  leaving: Leaving[]
}

/** Leaving by a day of the year (30 June) counts `upTo`, from the day after `later`. */
export interface Leaving {
  ground: string
  name: string
  by: { month: number; day: number }
  /** Null: by the months served. */
  upTo: Setting<Share | null>
  later: Setting<Share | null>
}

/**
 * A standing beside the grades, each with its ground: `not-assessed` takes no part; `comment-only` gets a
 * comment and no grade; `undetermined` gets its grade later, once its ground is lifted; `disqualified` has lost the
 * right to any, its score stands for information.
 */
export interface GradeState extends Cited {
  kind: 'not-assessed' | 'comment-only' | 'undetermined' | 'disqualified'
  when: Condition
  /** Whether such a person keeps a place in the ranking, the `last` one whatever the total. */
  ranked: Setting<'yes' | 'no' | 'last'>
}
