import type { Points } from '../base/points.js'

/**
 * A scheme as engine and flows read it: every word resolved, every figure exact, every choice answered.
 * Files, positions and the language's own words are behind it (`read.ts`); this is plain data.
 */
export interface Scheme {
  /** Folder name, e.g. `wuhan-civil-servants`. */
  id: string
  title: string
  /** What cards call it, e.g. `公务员年度考核`. */
  shortTitle: string
  issuer: string
  /** The year whose regulation this is, `2012`; part of the version. */
  year: string
  /** `<year>-<12 hex digits>` over the canonical content, choices' answers included. */
  version: string
  /** Who is scored. */
  assessee: 'person' | 'unit'
  /** In the order of the document. */
  clauses: Clause[]
  roles: SchemeRole[]
  tiers: Tier[]
  scales: Scale[]
  procedures: Procedure[]
  /** Root of the tree of parts; its weight is 1. */
  total: Part
  rules: Rule[]
  ranking: Ranking
  quotas: Quota[]
  /** Best first. */
  grades: Grade[]
  grading: Grading
  bars: Bar[]
  windows: Windows
  choices: Choice[]
  consequences: Consequence[]
  notes: Note[]
}

/**
 * A value of the language that a choice may set. `choice` and `byAnswer` (alternative id → value) are null where
 * the regulation itself says it. `withChoices` (choices.ts) gives the scheme with other answers.
 */
export interface Setting<T> {
  value: T
  choice: string | null
  byAnswer: Readonly<Record<string, T>> | null
}

/** One article or item of the regulation that the scheme may cite. */
export interface Clause {
  /** As cited: `第五条（二）`. */
  id: string
  /** What it is about, own words. */
  about: string
}

/** A number marked in a sentence. `text` are the characters that people see. */
export interface Figure {
  name: string
  /** `0.05`, `30%`, `2/3`. */
  text: string
  kind: 'number' | 'percent' | 'fraction'
  /** 0.05; 0.3 for `30%`; for a fraction use numerator and denominator, which stay exact. */
  value: Points
  numerator: number
  denominator: number
}

/** A sentence with its figures. */
export interface Sentence {
  /** As people read it, marks taken away. */
  text: string
  /** The same in pieces, for highlighting: joined they give `text`. */
  pieces: (string | Figure)[]
  figures: Figure[]
}

/** What every cited thing has. */
export interface Cited {
  id: string
  name: string
  clause: string
  says: Sentence
}

/** An office or function that the scheme names; the roster binds people to it by the same id. */
export interface SchemeRole {
  id: string
  name: string
}

/** A layer whose people are ranked together. */
export interface Tier extends Cited {
  /** Posts that are left out of this layer's ranking (scored all the same); empty as a rule. */
  postsLeftOut: Setting<string[]>
}

/** A scale on which people rate or vote, with named bands. */
export interface Scale extends Cited {
  lowest: Points
  highest: Points
  /** Best first; they cover lowest to highest without gap. */
  bands: Band[]
  /** To which band a figure belongs where two bands touch: the `upper` or the `lower` one. */
  edge: Setting<'upper' | 'lower'>
  /** What a rater gives only a band for: `refused`, or the band's midpoint counts. */
  bandOnly: Setting<'refused' | 'midpoint'>
  /** What is looked at (德、能、勤、绩、廉); empty when the scheme names nothing. */
  dimensions: string[]
}

/** One band of a scale. `from` ≤ x ≤ `to`, the edges decided by `Scale.edge`. Its id is a grade's id. */
export interface Band {
  id: string
  name: string
  from: Points
  to: Points
  midpoint: Points
}

/** A node of the score tree. `weight` is the share of the TOTAL (0.3), so leaf score × weight adds up. */
export type Part = WeightedPart | DeductionPart | EnteredPart | RatingsPart | VotesPart

interface PartBase extends Cited {
  weight: Points
  /** Decimals to which this part's score is rounded half up, or null: exact. */
  round: Setting<number | null>
}

/** Sum of its children's contributions. Children's weights add up to its own. */
export interface WeightedPart extends PartBase {
  kind: 'weighted'
  children: Part[]
}

/**
 * Starts at `start`; facts of `Scheme.rules` with `part` = this id subtract.
 * Scale, with d = points deducted, remaining = start − d (not below the floor):
 * `normalised` remaining ÷ start × 100; `from-hundred` 100 − d; `as-is` remaining. Contribution = that × weight.
 */
export interface DeductionPart extends PartBase {
  kind: 'deduction'
  start: Points
  /** Lowest of the remaining points; null: none. */
  floor: Setting<Points | null>
  scale: Setting<'normalised' | 'from-hundred' | 'as-is'>
  /** Facts of one matter: only the `highest` figure counts, or their `sum`. */
  sameMatter: Setting<'highest' | 'sum'>
  /**
   * Among what the highest is sought: `assessee` (each assessee's own charges within the matter), or
   * `rule` (the one rule with the highest single figure within the matter charges, all others fall away).
   */
  sameMatterAmong: Setting<'assessee' | 'rule'>
  /** The sentence of the same-matter rule, for what is shown as not counted. */
  sameMatterSays: { clause: string; says: Sentence }
  /** One person is both head and person responsible in one fact: the `higher` figure or `both`. */
  samePerson: Setting<'higher' | 'both'>
  /** Several people named for one charge: each the `full` figure, or `split` equally. */
  jointly: Setting<'full' | 'split'>
}

/** One figure from `lowest` to `highest`, entered by hand or imported. */
export interface EnteredPart extends PartBase {
  kind: 'entered'
  lowest: Points
  highest: Points
  /** Steps in order: who enters, who reviews, who takes it over. Role ids. */
  enteredBy: string
  reviewedBy: string | null
  filedWith: string | null
}

/** Ratings per period by rater bodies. Score = weighted mean of periods; each period weighs the same. */
export interface RatingsPart extends PartBase {
  kind: 'ratings'
  scale: string
  /** Period labels in a year: `Q1`…`Q4`. */
  periods: string[]
  /** Share of the total that one period carries (0.025). */
  periodWeight: Points
  /** First that fits the assessee's role applies; the last has `assessees: 'everyone'`. */
  raters: RaterRule[]
  /** A period without any rating: the `mean` of the others stands for it, or it counts `zero`. */
  missingPeriod: Setting<'mean' | 'zero'>
}

/** Who rates whom. */
export interface RaterRule {
  /** Role id of the assessee, e.g. `unit-head`, or `everyone` for whoever is left. */
  assessees: string
  /** Role ids of the bodies that rate, e.g. `party-group`, `leader-in-charge`. */
  bodies: string[]
  /**
   * `mean-of-bodies`: mean of each body's mean; `mean-of-raters`: all raters alike;
   * `joint`: the first body gives one agreed score, others are not counted.
   */
  combine: Setting<'mean-of-bodies' | 'mean-of-raters' | 'joint'>
}

/** Anonymous ballots with a figure on a scale; score = mean over valid ballots. */
export interface VotesPart extends PartBase {
  kind: 'votes'
  scale: string
  /** Role id of those who vote. */
  voters: string
  /** Fewer valid ballots: the part is undetermined. */
  ballotsMin: Setting<number>
}

/** One kind of fact: who may bring it, and what it costs whom. Without charges it costs nothing but is recorded. */
export interface Rule extends Cited {
  /** The deduction part it charges; null for a rule without points (leave, vetoes, bars). */
  part: string | null
  /** `points`: changes a score. `veto`, `bar`: closes a grade. `record`: counted only (leave). */
  kind: 'points' | 'veto' | 'bar' | 'record'
  /** What one fact is: per `occurrence`, or per person and occurrence. */
  per: 'occurrence' | 'person-time'
  charges: Charge[]
  /** A yes/no that the recorder answers; with `no` the fact is treated as one of rule `otherwise`. Null: nothing is asked. */
  condition: Condition | null
  /** What a fact measures besides its happening (`days` of a leave), or null. */
  quantity: { id: string; name: string } | null
  /** Kinds that a fact of this rule is sorted into (personal, sick, …); empty: none. */
  sorts: { id: string; name: string }[]
  /** One chain per occasion; a rule with one chain has `occasion: null`. */
  procedures: string[]
  /** Evidence must be attached. */
  evidence: 'required' | 'optional'
}

/** Who is charged by a fact. `person`: those responsible named in it; `head`: the unit's head; `members`: everybody of the unit; `unit`: only the unit's own ledger, no person. */
export type ChargedTo = 'person' | 'head' | 'members' | 'unit'

/** One charge of a rule. */
export interface Charge {
  to: Setting<ChargedTo>
  amount: Amount
  /** False when the choice reads the regulation as not charging here. */
  inForce: Setting<boolean>
}

/** A figure of the sentence with its sign in `points` (negative: subtracts), or a figure entered with a reason by those who decide. */
export type Amount =
  | { kind: 'figure'; points: Points; figure: string }
  | { kind: 'entered'; sign: 1 | -1; highest: Points | null }

/** A yes/no condition of a rule. Facts answer it in `answers[id]`; a missing answer is `yes`. */
export interface Condition {
  id: string
  asks: string
  otherwise: string | null
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
}

/** How the order is made. Rank 1 is the highest total. */
export interface Ranking {
  clause: string
  /** `tier`: all of a tier together. `tier-and-affiliation`: affiliated posts apart, and without quota. */
  within: Setting<'tier' | 'tier-and-affiliation'>
}

/** How many of each tier may be nominated for a grade. */
export interface Quota extends Cited {
  grade: string
  /** The first so many of each tier. */
  top: number
  per: 'tier'
  /** A barred person among the first: the `next` moves up, or the place stays `empty`. */
  barred: Setting<'next' | 'empty'>
  /** Equal totals at the last place: `list-all` of them for the deciding body, or break by `criteria`. */
  tie: Setting<'list-all' | 'criteria'>
  /** Part ids compared one after another when `tie` is `criteria`. */
  criteria: string[]
  decidedBy: string
}

/** A grade. `by` says how it is reached. */
export interface Grade extends Cited {
  by:
    | { kind: 'quota'; quota: string }
    | { kind: 'conditions'; all: GradeCondition[] }
    | { kind: 'otherwise' }
  decidedBy: string
}

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
  | { kind: 'total-below'; points: Points; edge: Setting<'strict' | 'inclusive'> }

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

/** Periods in working days that the flows keep. */
export interface Windows {
  /** For an objection against one fact, from the day it was told. */
  objection: Setting<number>
  /** For a review of the published result. */
  review: Setting<number>
  /** How long the result stands open. */
  publicity: Setting<number>
}

/** How a silence or contradiction of the regulation was decided. */
export interface Choice {
  id: string
  name: string
  clause: string
  /** Number of the point in the list of doubts about the regulation, or null. */
  point: string | null
  asks: string
  /** Id of the alternative in force. */
  answer: string
  alternatives: { id: string; says: string }[]
  /** Role id. */
  decidedBy: string
  /** Places it sets: `part routine.scale`. */
  sets: string[]
}

/** What follows from a grade; text only, people act on it. */
export interface Consequence extends Cited {
  grade: string
  /** Years running; 1 for at once. */
  years: number
}

/** A doubt that moves no score but that readers should know. */
export interface Note {
  point: string | null
  clause: string | null
  says: string
}
