import type { Day } from '../../base/day.js'
import type { Points } from '../../base/points.js'
import type { Derived } from './counting.js'
import type { Against, Jointly } from './sharing.js'
import type { Cited, Setting } from './words.js'

/** One kind of fact: who may bring it, and what it costs whom. Without charges it costs nothing but is recorded. */
export interface Rule extends Cited {
  /** The deduction part it charges; null for a rule without points (leave, vetoes, bars). */
  part: Setting<string | null>
  /** `points`: changes a score. `veto`, `bar`: closes a grade. `record`: counted only (leave, pieces). */
  kind: 'points' | 'veto' | 'bar' | 'record'
  /** Kinds of facts that it counts: as a rule the one of its own name; no other rule of the scheme counts them. */
  counts: string[]
  /** What a figure is multiplied by: one per `occurrence`, the persons named, or the fact's quantity. */
  per: Setting<'occurrence' | 'person-time' | 'quantity'>
  /** The unit word for people: 次, 件, 份, 月. */
  each: string
  charges: Charge[]
  /** How facts done by several fall on each of them; null: as the part says. */
  jointly: Setting<Jointly> | null
  /** What the quantity is measured against; null: it is multiplied as it is. */
  against: Against | null
  /** A yes/no that the recorder answers; with `no` the fact is treated as one of rule `otherwise`. Null: nothing is asked. */
  condition: Condition | null
  /** What a fact measures besides its happening (`days` of a leave), or null. */
  quantity: RuleQuantity | null
  /** Kinds that a fact of this rule is sorted into (personal, sick, …); empty: none. */
  sorts: { id: string; name: string }[]
  /** Which sorts cost points; null: all. */
  countsSorts: Setting<string[] | null>
  /** Levels at which the thing was adopted or commended; a fact may have several. */
  levels: { id: string; name: string }[]
  /** How often facts of this rule count for one assessee (person by person where it is per person). */
  once: Setting<Within | 'no'>
  /** Rules of which, together with this one, only the highest counts; null: none. */
  excludes: Exclusion | null
  /** False: what it takes is not stopped by its part's floor. */
  exhausts: Setting<boolean>
  /** What happens after the year's cut-off counts in this year all the same, or in the next. */
  late: Setting<'this-year' | 'next-year'>
  /** Its facts are computed, not recorded; null: people record them. */
  derived: Derived | null
  /** Offices (unit or role ids) that own this line; empty: those of its part. */
  scoredBy: string[]
  /** First and last day of its being in force; null without limit. */
  from: Day | null
  until: Day | null
  /** Where its facts come from: what people record, or what they hand in for other reasons. */
  source: FactSource
  /** An old rule that watches people's use of a system: what it watches, and why the bureau keeps it. */
  watches: { what: string; because: string } | null
  /** One chain per occasion; a rule with one chain has `occasion: null`. */
  procedures: string[]
  /** Evidence must be attached. */
  evidence: 'required' | 'optional'
  /** How long objections against this line are heard; null: as its procedure says. */
  objection: Window | null
}

export type FactSource = 'people' | 'import' | 'report' | 'leave' | 'information' | 'votes'

/** A number that facts of a rule measure. */
export interface RuleQuantity {
  id: string
  name: string
  /** It is a number of days, the fact's day the first of them. */
  days: boolean
}

/** The stretch within which facts compete or count once. */
export type Within = 'matter' | 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year'

/** Lines that do not cost together. */
export interface Exclusion {
  rules: string[]
  within: Within
  counts: Setting<'highest' | 'sum'>
}

/** Who is charged by a fact. `person`: those responsible named in it; `head`: the unit's head; `members`: everybody of the unit; `unit`: only the unit's own ledger, no person; `branch`: every unit of the same branch. */
export type ChargedTo = 'person' | 'head' | 'members' | 'unit' | 'branch'

/** One charge of a rule. */
export interface Charge {
  to: Setting<ChargedTo>
  amount: Setting<Amount>
  /** False when the choice reads the regulation as not charging here. */
  inForce: Setting<boolean>
}

/**
 * A figure of the sentence with its sign in `points` (negative: subtracts), one doubled by a second figure;
 * a figure entered with a reason by those who decide, from `lowest` to `highest`; `all`: the whole part is lost (该项不得分); `none`:
 * recorded, while its figure stands in a document that we do not have.
 */
export type Amount =
  | { kind: 'figure'; points: Points; figure: string }
  | { kind: 'entered'; sign: 1 | -1; lowest: Points | null; highest: Points | null }
  | { kind: 'all' }
  | { kind: 'none' }

/** A yes/no condition of a rule. Facts answer it in `answers[id]`; a missing answer is `yes`. */
export interface Condition {
  id: string
  asks: string
  otherwise: string | null
  /** Of which sorts it is asked; null: of all. */
  sorts: Setting<string[] | null>
  /** False when the choice reads it as a description: then it is not asked. */
  inForce: Setting<boolean>
}

/** A chain: who writes it down, who verifies, who approves, who files. Role ids. */
export interface Procedure {
  id: string
  name: string
  clause: string
  /** `duty`, `meeting`, `activity`; null for any. */
  occasion: string | null
  recordedBy: string[]
  verifiedBy: string | null
  approvedBy: string
  filedWith: string | null
  /** Whose opinion is heard before it is approved, and who is told after. */
  /** How long a step may take, by its word in `by`; steps without a limit are absent. */
  within: Readonly<Record<string, Window>>
  /** How long objections against what came this way are heard; null: as the scheme's windows say. */
  objection: Window | null
}

/** A length of time that the flows keep. */
export interface Window {
  days: Setting<number>
  measure: Setting<'working-days' | 'calendar-days'>
}
