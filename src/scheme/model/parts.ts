import type { Points } from '../../base/points.js'
import type { Condition } from './conditions.js'
import type { Places, QuotaPer, Rounding } from './grades.js'
import type { JointRole, Jointly, Limit, Share } from './sharing.js'
import type { Cited, Sentence, Setting } from './words.js'

/** A scale on which people rate or vote, with named bands. */
export interface Scale extends Cited {
  lowest: Points
  highest: Points
  /** Best first; they cover lowest to highest without gap, or are the only values there are (`listed`). */
  bands: Band[]
  /** Bands are names alone: ballots are counted by them and give no points. */
  named: boolean
  /** A ballot gives one of the bands' values and nothing between. */
  listed: boolean
  /** To which band a figure belongs where two bands touch: the `upper` or the `lower` one. */
  edge: Setting<'upper' | 'lower'>
  /** What a rater gives only a band for: `refused`, or the band's midpoint counts. */
  bandOnly: Setting<'refused' | 'midpoint'>
  /** What is looked at (德、能、勤、绩、廉); empty when the scheme names nothing. */
  dimensions: string[]
}

/** One band of a scale. `from` ≤ x ≤ `to`, the edges decided by `Scale.edge`. */
export interface Band {
  id: string
  name: string
  from: Points
  to: Points
  /** What a ballot with the band alone counts; null where no such ballot is taken. */
  midpoint: Points | null
}

/** A node of the score tree. Leaf score × `weight` adds up to the total. */
export type Part =
  | SumPart
  | DeductionPart
  | EnteredPart
  | RatingsPart
  | VotesPart
  | TasksPart
  | RatioPart
  | PeriodGradesPart
  | ResultPart

/** Some of the assessees: units (or people of them), tiers, or who has a trait. */
export interface ForWhom {
  of: 'unit' | 'tier' | 'trait'
  ids: string[]
}

export interface PartBase extends Cited {
  /** The share of the TOTAL (0.3) for a part measured by weight; 1 for one measured in points. */
  weight: Points
  /** Its own points (标准分值), for a part measured in points; null by weight, or without points of its own. */
  points: Points | null
  /**
   * `outside`: stands beside the points that must sum up (special points, key deductions). `shown`: is worked out
   * and shown, and changes no total (a pre-score for judges).
   */
  adds: Setting<'inside' | 'outside' | 'shown'>
  /** Unit or role ids of the offices that score it; empty when the scheme names none. The first signs last. */
  scoredBy: string[]
  /** Of whom it is a part: of these units or tiers, or of who has one of these traits; null: of everybody. */
  onlyFor: ForWhom | null
  /** Counts only for the share of the year that the assessee served (`Scheme.service`). */
  byService: Setting<boolean>
  /** Decimals to which this part's score is rounded half up, or null: exact. */
  round: Setting<number | null>
}

/** Sum of its children's contributions. Children's weights or points add up to its own. */
export interface SumPart extends PartBase {
  kind: 'sum'
  children: Part[]
  /** Lowest and highest of what the children make together, on its own scale; null: none. */
  floor: Setting<Points | null>
  cap: Setting<Points | null>
  /** A child without any case this year keeps its `full` points, or they are spread over the others (`re-split`). */
  noCase: Setting<'full' | 're-split'>
}

/**
 * Starts at `start`; facts of `Scheme.rules` with `part` = this id subtract or add.
 * Scale, with d = points deducted, remaining = start − d (not below the floor, not above the cap):
 * `normalised` remaining ÷ start × 100; `from-hundred` 100 − d; `as-is` remaining. Contribution = that × weight.
 */
export interface DeductionPart extends PartBase {
  kind: 'deduction'
  start: Points
  /** Lowest of the remaining points (扣完为止: 0); null: none. */
  floor: Setting<Points | null>
  /** Highest; null: none. */
  cap: Setting<Points | null>
  /** What no longer fits above the floor is `lost`, or goes to another part (its id). */
  overflow: Setting<string>
  /** Lines recorded after the whole part was lost cost nothing more (`recorded`), or go to another part (its id). */
  afterLost: Setting<string>
  /** Several offices score it: each its own lines of one balance, or each a balance of its own and their mean counts. */
  severalOffices: Setting<'own-lines' | 'mean'>
  scale: Setting<'normalised' | 'from-hundred' | 'as-is'>
  /** Facts of one matter: only the `highest` figure counts, or their `sum`. */
  sameMatter: Setting<'highest' | 'sum'>
  /**
   * Among what the highest is sought: `assessee` (each assessee's own charges within the matter), or
   * `rule` (the one rule with the highest single figure within the matter charges, all others fall away).
   */
  sameMatterAmong: Setting<'assessee' | 'rule'>
  /** The sentence of the same-matter rule, for what is shown as not counted; null where there is none. */
  sameMatterSays: { clause: string; says: Sentence } | null
  /** One person is both head and person responsible in one fact: the `higher` figure or `both`. */
  samePerson: Setting<'higher' | 'both'>
  /** By which figure the highest is found: what is the assessee's `share` of it, or the `whole` before it is divided. */
  compares: Setting<'share' | 'whole'>
  /** Several charged for one fact: what falls on each. */
  jointly: Setting<Jointly>
  /** The parts that one may have in a joint matter; empty where `by-role` is no answer. */
  jointRoles: JointRole[]
  /** Limits on some of its rules together, before floor and cap. */
  limits: Limit[]
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
  /** The panel whose judges give it on one sheet with others; null: it is rated by itself. */
  panel: PanelRule | null
}

/** Judges who hear one assessee after the other and give each a whole sheet. */
export interface PanelRule {
  /** Id of the part in which the judges are written: the sum above the sheet's rows, or the row itself. */
  part: string
  /** Minutes for presenting, and for questions after it; null: the text sets none. */
  presentation: Setting<number | null>
  questions: Setting<number | null>
  /** A sheet that was handed in is `final`, or `changeable` until the office closes the panel. */
  sheets: Setting<'final' | 'changeable'>
}

/** Who rates whom. */
export interface RaterRule {
  /** A role of the assessee, e.g. `unit-head`, its tier, or `everyone` for whoever is left. */
  assessees: string
  /** Role ids of the bodies that rate, e.g. `party-group`, `leader-in-charge`. */
  bodies: string[]
  /** Role ids of those whose ratings are shown and not counted. */
  observers: string[]
  /** Their ratings count with those of this body all the same; null: they do not count. */
  observersWith: Setting<string | null>
  /**
   * Bodies of third parties, who are in no roster: they rate by a link without login, or on paper. The office notes who each of
   * them is (`noted`), or they have numbers alone (`numbered`).
   */
  outside: Readonly<Record<string, Setting<'numbered' | 'noted'>>>
  /**
   * `mean-of-bodies`: mean of each body's mean; `mean-of-raters`: all raters alike;
   * `joint`: the first body gives one agreed score, others are not counted;
   * `weighted`: each body's mean by its weight.
   */
  combine: Setting<'mean-of-bodies' | 'mean-of-raters' | 'joint' | 'weighted'>
  /** One for each body, together the whole; empty where nothing is weighted. */
  weights: Share[]
  /** A body from which nothing came: the others stand for it by their weights, or it counts `zero`. */
  missingBody: Setting<'re-split' | 'zero'>
  /** What one says of oneself, or of the unit that one belongs to. */
  own: Setting<'counts' | 'left-out'>
  /** So many of the highest and of the lowest are left out of each body's mean, where more remain; or all but the middle. */
  trim: Setting<number | 'median'>
  /** Decimals to which each body's mean is rounded half up before they are combined, or null: exact. */
  round: Setting<number | null>
}

/** Anonymous ballots with a figure on a scale; score = mean over valid ballots, or the weighted mean of each class's. */
export interface VotesPart extends PartBase {
  kind: 'votes'
  scale: string
  /** Role ids of those who vote; who holds several votes as the first. */
  voters: string[]
  /** One for each of them, together the whole: classes are counted apart. Empty: all ballots are alike. */
  weights: Share[]
  /** How many of those on a ballot may have a band. */
  atMost: BallotLimit[]
  /** Fewer valid ballots: the part is undetermined. */
  ballotsMin: Setting<number>
  /** The assessee's own ballot about oneself, where the tally knows it. */
  own: Setting<'counts' | 'left-out'>
}

/** Whether a part counts classes of voters apart. */
export function byClass({ weights }: Pick<VotesPart, 'weights'>): boolean {
  return weights.length > 1
}

/** At most so many of the assessees on one ballot may be given the band. */
export interface BallotLimit {
  band: string
  places: Setting<Places>
  rounding: Setting<Rounding>
}

/** A task that the regulation itself lists. */
export interface ListedTask extends Cited {
  points: Points
  /** Whether it counts at all. */
  inForce: Setting<boolean>
  /** What holds within the year: then it gives nothing, whatever became of it; null: nothing does that. */
  lost: Condition | null
}

/**
 * Tasks set for each assessee beforehand (责任书逐项赋分); their points sum to the part's. A task done counts
 * whole, one not done nothing; with special circumstances the office that scores sets a figure, with a reason.
 */
export interface TasksPart extends PartBase {
  kind: 'tasks'
  /** What the tasks' points sum to: the part's own, or a hundred where it is measured by weight. */
  whole: Points
  /** Those that the regulation lists, for all whose part it is; empty: a letter says them for each. */
  listed: ListedTask[]
  /** A task may be done in part: its points × done ÷ target, at most `top` times its points. */
  partly: Setting<boolean>
  top: Setting<Points>
  /** Under special circumstances: the office `set`s 0 … the task's points, or the task counts in `full`. */
  excused: Setting<'set' | 'full'>
}

/**
 * Points by how far targets are reached (按完成比例): the whole × mean of count ÷ target, each kept between 0 and
 * `top`. Targets that an assessee does not have fall out of the mean; without any the part counts in full. Tasks
 * listed beside them weigh as much as a target each: done once, not done nothing.
 */
export interface RatioPart extends PartBase {
  kind: 'ratio'
  /** What the targets reached give: the part's own points, or a hundred where it is measured by weight. */
  whole: Points
  /** Target ids; several stand under one points figure and weigh the same. */
  targets: Setting<string[]>
  listed: ListedTask[]
  /** As for tasks. */
  excused: Setting<'set' | 'full'>
  /** What decides: the `mean` of them, or the `lowest`. */
  takes: Setting<'mean' | 'lowest'>
  /** The most that one target counts: 1 up to the points, 2 up to their double. */
  top: Setting<Points>
  /** Pro rata, or reached or nothing; a share: in steps of it, of which only whole ones count. */
  partly: Setting<boolean | Share>
  /** A target that the assessee does not have: the others take its share (`re-split`), or it counts so much. */
  noTarget: Setting<'re-split' | 'full' | 'zero'>
}

/** Grades without points, given period by period (平时考核); grades of the year look at them. */
export interface PeriodGradesPart extends PartBase {
  kind: 'period-grades'
  /** Period labels in a year: `Q1`…`Q4`. */
  periods: string[]
  /** Best first; `remark`: who gives it must say why. */
  levels: { id: string; name: string; remark: boolean }[]
  raters: Pick<RaterRule, 'assessees' | 'bodies'>[]
  atMost: PeriodLimit[]
  /** What holds within the period: then the level is this one, unless a lower one was given. */
  forced: { level: string; when: Condition }[]
}

/** At most so many of those rated in a period may have the level. */
export interface PeriodLimit {
  level: string
  places: Setting<Places>
  /** Of those rated in each unit, each tier, each tier of a unit, or of all. */
  per: Setting<Exclude<QuotaPer, 'tier-and-group'>>
  rounding: Setting<Rounding>
}

/** A result of another scheme as points: a figure for each level, or the result's own figure. */
export interface ResultPart extends PartBase {
  kind: 'result'
  result: string
  /** Level → points; levels without a row count nothing. Empty: the result's own figure. */
  pointsFor: Readonly<Record<string, Points>>
  /** Who belonged to several units: the `last` one's result, or each one's `by-months` there. */
  moved: Setting<'last' | 'by-months'>
}
