import type { Day } from '../base/day.js'
import type { ChargedTo } from '../scheme/model/rules.js'
import type {
  ConsequenceFound,
  GradeFinding,
  Nomination,
  TierRanking,
  Warning,
  WarningCode,
} from './findings.js'
import type { DerivedBy, Exact, FactState } from './input.js'
import type { PeriodGradeFound, ResultUsed, Served } from './parts/line-grounds.js'

/**
 * What comes out of scoring: plain JSON, exact decimals as text, nothing rounded for display
 * (a mean that does not terminate is given to 40 decimals). Codes instead of sentences; the only
 * prose is what the scheme itself says.
 */

/** How a line's value comes from what is below it. */
export type Operation =
  /** Sum of the lines below. */
  | 'sum'
  /** Starts at the top of its scale; facts below subtract. */
  | 'deduction'
  /** Mean of the lines below (periods, or bodies of assessors). */
  | 'mean'
  /** Sum of the lines below over the number of all periods: a missing one counts zero. */
  | 'mean-of-all'
  /** Means of the lines below by their weights. */
  | 'weighted-mean'
  /** Mean of ratings, which stay unnamed. */
  | 'rating-mean'
  /** Mean of ballots. */
  | 'ballot-mean'
  /** One figure entered by an office. */
  | 'entered'
  /** One figure that the office which scores it gave in place of what the lines below make. */
  | 'assessed'
  /** One fact's effect. */
  | 'fact'
  /** Tasks below, each whole or not at all. */
  | 'tasks'
  /** Points by how far targets below are reached. */
  | 'ratio'
  /** Grades by period below; no points. */
  | 'period-grades'
  /** What another scheme found. */
  | 'result'
  /** One task of the responsibility letter. */
  | 'task'
  /** What no longer fitted into another part. */
  | 'carried'
  /** What a limit on some rules takes back. */
  | 'limit'

/** Why a fact that names the assessee changes nothing. */
export type NotCountedReason =
  /** Another fact about the same matter costs more: `instead` names it. */
  | 'same-matter'
  /** Head and person responsible in one: only the higher figure counts. */
  | 'head-is-person'
  /** Another rule is the highest of its matter, and only that one charges: `instead` names its fact. */
  | 'other-rule-of-matter'
  /** A line that excludes this one costs more: `instead` names it. */
  | 'excluded'
  /** Counted already within the stretch in which it counts once: `instead` names it. */
  | 'once'
  /** The whole part is lost by another fact: `instead` names it. */
  | 'item-lost'
  /** Recorded after the part was lost; it goes to another part. */
  | 'carried'
  /** The department bears it; shown in its ledger only. */
  | 'charged-to-unit'
  /** Not yet effective: proposed, or its objection is undecided. It may still count. */
  | 'pending'
  | 'objected'
  | 'reversed'
  | 'withdrawn'

export interface NotCounted {
  fact: FactView
  reason: NotCountedReason
  /** What it would cost by itself, as a signed change on the part's scale. */
  points: Exact
  /** The fact counted instead. */
  instead: string | null
}

/** A fact as a statement shows it. Names, notes and evidence are the reader's to look up or hide. */
export interface FactView {
  id: string
  rule: string
  /** The rule that it counts under, where an answer to the rule's condition made it another. */
  countsAs: string
  /** Of the rule that it counts under, like clause and sentence. */
  ruleName: string
  clause: string
  says: string
  day: Day
  state: FactState
  /** As what the assessee is charged or named. */
  charge: ChargedTo
  matter: string | null
  unit: string | null
  /** Persons named, and how many of the rule's `each` it is (件, 条); null: one. */
  persons: readonly string[]
  quantity: Exact | null
  /** How often it happened, of a fact that stands for several alike. */
  times?: number
  /** How it was computed; null for a recorded fact. */
  derived: DerivedBy | null
  note: string | null
  evidence: readonly string[]
  recordedBy: string | null
  approvedBy: string | null
  sequence: number | null
  /** Those who did it together, with their parts or shares; absent where nobody shared it. */
  joint?: readonly { who: string; as?: string; share?: string }[]
}

/**
 * A value on some scale with what it may still become. `highest: null` is 不设上限; `lowest: null` is
 * 不设下限, which only a scheme with an open part without a floor gives.
 */
export interface Standing {
  /** What stands now: closed parts, and deductions made so far; open parts count nothing. */
  settled: Exact
  lowest: Exact | null
  highest: Exact | null
}

/** One row of a statement. */
export interface Line {
  /** Part id; below parts `part/period`, `part/period/class`, `part/fact/charge`. */
  id: string
  kind: 'part' | 'period' | 'class' | 'fact' | 'task' | 'target' | 'carried' | 'limit'
  name: string
  clause: string | null
  /** The scheme's sentence with its figures. */
  says: string | null
  operation: Operation
  /** On the line's own scale, e.g. 88.5 of 0…100, or −0.05 for a fact. */
  own: Standing
  /** The line's own scale; `to: null` has no upper end. `null` for facts. */
  scale: { from: Exact | null; to: Exact | null } | null
  /** Its contribution to the total. */
  points: Standing
  /** The most it can contribute to the total; null without limit. For 27.85 / 30. */
  pointsMax: Exact | null
  /** Nothing about it can change any more. */
  closed: boolean
  /** Closed without anything there: it counts by the scheme's choice, or stays undetermined. */
  missing: boolean
  /** More was subtracted than there was: the floor stopped it. */
  floored: boolean
  /** Nothing is left of it (扣完). */
  exhausted: boolean
  /** The fact by which the whole part was lost (该项不得分); null otherwise. */
  lost: string | null
  /** The assessee had no case in it this year. */
  noCase: boolean
  /** Offices that score it: unit or role ids. */
  scoredBy: readonly string[]
  /** Choices of the scheme that shaped this line: choice id → alternative id. */
  choices: Readonly<Record<string, string>>
  fact: FactView | null
  /** How many ratings or ballots it rests on, once closed; null while open or not applicable. */
  count: number | null
  /** Ratings given but left out: of oneself, or the highest and lowest; absent where there are none. */
  leftOut?: number
  notCounted: readonly NotCounted[]
  /** What the office should look at in this line. */
  warnings: readonly WarningCode[]
  lines: readonly Line[]
  /** Only on a line that counts for part of the year. */
  served?: Served
  /** Only on a closed period of a part that grades by period. */
  grade?: PeriodGradeFound
  /** Only on a part that takes results of another scheme: what it rests on. */
  results?: readonly ResultUsed[]
}

/** The explained score of one assessee at one day. */
export interface Statement extends Standing {
  assessee: string
  name: string
  unit: string | null
  tier: string
  asOf: Day
  /** The total when nothing is open; null before. */
  total: Exact | null
  root: Line
  /** Facts that cost no points: recorded for counters and bars. */
  recorded: readonly FactView[]
  counters: readonly Counter[]
  /** The office that gathers the assessee's sheet. */
  gatheredBy: string | null
  /** How its targets stand, period by period. */
  targets: readonly TargetStanding[]
  /** The year's totals of what is counted. */
  totals: readonly CounterTotal[]
  /** From effective facts only. */
  bars: readonly BarFound[]
}

/** A number a regulation watches, e.g. days of leave in the year. */
export interface Counter {
  id: string
  name: string
  clause: string | null
  value: Exact
  /** The figure at which it has consequences, and whether exactly that figure has them. */
  limit: Exact
  inclusive: boolean
  reached: boolean
  facts: readonly string[]
}

/** A target of one assessee, with what was counted. */
export interface TargetStanding {
  id: string
  name: string
  clause: string
  counter: string
  periods: readonly TargetPeriodStanding[]
}

export interface TargetPeriodStanding {
  period: string
  count: Exact
  /** Brought over from earlier periods. */
  carried: Exact
  atLeast: Exact
  /** `open` while the period runs. */
  state: 'met' | 'short' | 'open'
  facts: readonly string[]
}

/** What a counter has for one assessee in the year. */
export interface CounterTotal {
  id: string
  name: string
  clause: string
  each: string
  /** Pieces that count in the year. */
  pieces: Exact
  extras: Exact
  total: Exact
}

/** Something that keeps an assessee from a grade. */
export interface BarFound {
  /** Bar id of the scheme. */
  id: string
  name: string
  clause: string
  says: string
  /** Grade id it keeps from. */
  grade: string
  /** As what it falls on the assessee. */
  charge: 'person' | 'head'
  facts: readonly string[]
  /** The counted total that reached the limit, and whose it was; null for a bar by a single fact. */
  count: { value: Exact; limit: Exact; of: string } | null
}

/** What the regulation charges to a department, whoever bears it; persons' scores are apart. */
export interface UnitLedger {
  unit: string
  name: string
  /** Sum of effective charges of the year, a positive figure. */
  points: Exact
  /** Each charge with its sign, by day, and who bears it by the scheme's choice. */
  facts: readonly (FactView & { points: Exact; bornBy: ChargedTo })[]
}

/** A whole cycle at one day. */
export interface CycleResult {
  asOf: Day
  year: string
  scheme: { id: string; version: string }
  /** Every choice with its answer in force. */
  choices: Readonly<Record<string, string>>
  /** Sorted by assessee id. */
  statements: readonly Statement[]
  rankings: readonly TierRanking[]
  nominations: readonly Nomination[]
  grades: readonly GradeFinding[]
  /** What follows from all this; sorted by assessee id. */
  consequences: readonly ConsequenceFound[]
  unitLedgers: readonly UnitLedger[]
  warnings: readonly Warning[]
}
