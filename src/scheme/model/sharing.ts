import type { Points } from '../../base/points.js'
import type { Cited, Setting } from './words.js'

/** A share of a figure, `times ÷ over`: the division comes last, so that what terminates stays exact. */
export interface Share {
  times: Points
  over: Points
}

/**
 * What one fact done by several gives each of them: the `full` figure; `split` equally; `by-share` what the fact
 * says of each (equally where it says nothing); `by-role` the share of each one's part in it (the whole where
 * the fact names no part).
 */
export type Jointly = 'full' | 'split' | 'by-share' | 'by-role'

/** A part that somebody may have in a joint matter (主要责任、协助), with the share it gives. */
export interface JointRole {
  id: string
  name: string
  share: Setting<Share>
  /** Several with the same part have the share together, divided equally; else each has it. */
  together: Setting<boolean>
}

/** A limit on what some rules of a part change together for one assessee; null: no limit on that side. */
export interface Limit extends Cited {
  rules: Setting<string[]>
  /** The most that they add, and the most that they take: positive figures. */
  mostAdded: Setting<Points | null>
  mostTaken: Setting<Points | null>
}

/**
 * What a fact's quantity is measured against: each step above or below the norm costs or brings the charge's
 * figure. Better than the norm adds, worse subtracts.
 */
export interface Against {
  norm: Setting<Points>
  /** Better is a `higher` figure (growth), or a `lower` one (a rank's place). */
  better: 'higher' | 'lower'
  step: Setting<Points>
  /** Of a part of a step: nothing (`whole`), a full step (`started`), its part (`proportional`). */
  steps: Setting<'whole' | 'started' | 'proportional'>
  /** Which side counts: `both`, only what is `worse` than the norm, or only what is `better`. */
  counts: Setting<Side>
}

/** Which side of a norm counts. */
export type Side = 'both' | 'worse' | 'better'
