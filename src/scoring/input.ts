import type { Day } from '../base/day.js'
import type { Scheme } from '../scheme/model/scheme.js'

/** An exact decimal as text, e.g. `'0.05'`; what `points()` takes and `exactText` gives. */
export type Exact = string

/** A role held for some time, for one unit or for the whole bureau. */
export interface RoleHeld {
  /** `staff`, `unit-head`, `leader-in-charge`, … as the roster and the scheme name them. */
  role: string
  unit?: string
  from: Day
  /** Last day, counted; still held when absent. */
  to?: Day
}

/** A unit that a person belonged to, first and last day counted. */
export interface Membership {
  unit: string
  from?: Day
  to?: Day
}

/** Somebody who is scored in the cycle. */
export interface Assessee {
  id: string
  name: string
  /** The unit the person belongs to (the last one, when it changed). */
  unit: string | null
  /** Who is ranked together: a tier id of the scheme. */
  tier: string
  /** Post (职务), where the scheme leaves posts out of a ranking. */
  post?: string
  /** Who is ranked together inside a tier: the office that gathers the unit's sheet. */
  group?: string
  /** The branch that a unit belongs to: facts may fall on all units of one. */
  branch?: string
  /** Traits that targets look at: has a caravan, has founded an award. */
  traits?: readonly string[]
  /** Holds an affiliated post (参公), ranked apart where the scheme says so. */
  affiliated?: boolean
  roles: readonly RoleHeld[]
  /** First and last day (both counted) as a member of the cycle; the whole year when absent. */
  from?: Day
  to?: Day
  /** Why the person left, where the scheme counts that by the day: a ground of its `service`. */
  leaving?: string
  /** Units over the year, when there were several; the last is `unit`. */
  memberships?: readonly Membership[]
}

/** A member of a unit that is scored: facts that name the person charge the unit. */
export interface Member {
  id: string
  unit: string
}

/** A unit (处室) with those who head it over time. */
export interface ScoringUnit {
  id: string
  name: string
  heads: readonly { person: string; from: Day; to?: Day }[]
}

/**
 * What became of a fact, at the ledger position the input was read at.
 * `proposed` also covers verified and approved facts whose objection window still runs.
 */
export type FactState = 'proposed' | 'objected' | 'effective' | 'reversed' | 'withdrawn'

/** A minute in the bureau's zone, `2018-05-07T16:10`. */
export type Moment = string

/** What a computed fact rests on. */
export type DerivedBy =
  | {
      kind: 'target'
      target: string
      counter: string
      /** `2018-03`, `2018-year`. */
      period: string
      count: Exact
      atLeast: Exact
      /** Brought over from earlier periods. */
      carried: Exact
      missing: Exact
      /** The facts counted. */
      facts: readonly string[]
      /** False while further facts may still make the count good. */
      firm: boolean
    }
  | {
      kind: 'clock'
      clock: string
      measure: string
      /** In hours or days of the measure; of what is not done, up to the day that is looked at. */
      took: Exact
      limit: Exact
      done: boolean
      /** The fact that was timed. */
      fact: string
      /** The last day in time, of a clock that ends on a day; took and limit are then calendar days. */
      due?: Day
    }

/** Something that happened. The engine decides what it costs; only `effective` facts score. */
export interface ScoringFact {
  id: string
  /** Rule id of the scheme. */
  rule: string
  /** The day it happened; facts after `asOf` are not seen. */
  day: Day
  state: FactState
  /** Persons named by the fact (the persons responsible). */
  persons: readonly string[]
  /** The unit charged; its head is charged too where the rule has a figure for the head. */
  unit?: string
  /** The head charged; when absent the unit's head on that day. `null`: no head is charged. */
  head?: string | null
  /** Facts about the same matter count once, the highest, per assessee. */
  matter?: string
  /** Those who did it together, each once: the assessees, with the part they had in it or their share of it. */
  joint?: readonly { who: string; as?: string; share?: string }[]
  /** `duty`, `meeting`, `activity`: which chain it came by. */
  occasion?: string
  /** Answers to the rule's condition; a missing one is `yes`. */
  answers?: Readonly<Record<string, 'yes' | 'no'>>
  /** Which of the rule's sorts it is (personal, sick, …). */
  sort?: string
  /**
   * Figures set by hand where the rule leaves them open: who is charged (`person`, `head`, `members`,
   * `unit`) → points without sign, e.g. `{ person: '1.2' }`.
   */
  points?: Readonly<Record<string, Exact>>
  /** How often it happened, of a fact that stands for several alike (late 20 times); once when absent. */
  times?: number
  /** The amount the rule's `quantity` measures: days of leave, e.g. `'15.5'`. */
  quantity?: Exact
  /** Levels at which it was adopted or commended, as the rule names them. */
  levels?: readonly string[]
  /** When it was sent (handed in, due to be answered), and when it was done. */
  sent?: Moment
  done?: Moment
  /** How it was computed; only the engine sets this. */
  derived?: DerivedBy
  note?: string
  evidence?: readonly string[]
  recordedBy?: string
  approvedBy?: string
  /** Position in the ledger of the fact's entry; orders what is shown, never what is scored. */
  sequence?: number
}

/** One assessor's score of one assessee for one period. Counted when the period is closed. */
export interface Rating {
  /** Leaf part id of the scheme. */
  part: string
  /** Period: the year and the part's label, e.g. `2025-Q3`. */
  period: string
  assessee: string
  assessor: string
  /** The body the assessor rated for, as the scheme's raters name it: `unit-head`, `party-group`, … */
  raterClass: string
  /** On the part's own scale. */
  points: Exact
}

/** What an anonymous vote gave for one assessee: only counts. Counted when the part is closed. */
export interface Tally {
  part: string
  assessee: string
  /** Role of those whose ballots these are, where the part counts classes of voters apart. */
  voters?: string
  /** Points → ballots that gave them, e.g. `{ '95': 20, '86': 25 }`. */
  values?: Readonly<Record<Exact, number>>
  /** Band id → ballots that gave it. Derived from `values` and the scale's bands when absent. */
  grades?: Readonly<Record<string, number>>
  /** The assessee's own ballot among these: its value, its band, or both as the counts have them. */
  own?: { value?: Exact; grade?: string }
  /** Ballots handed out, where the scheme takes shares of these; else only the valid ones count. */
  issued?: number
}

/**
 * A part's result that was worked out elsewhere and entered as one figure on the part's own scale; of a part that an office
 * scores: what it gave in place of what facts make.
 */
export interface EnteredResult {
  part: string
  assessee: string
  points: Exact
  by?: string
  note?: string
}

/** One task of an assessee's responsibility letter, with the points set beforehand, or one that the scheme lists. */
export interface TaskRow {
  part: string
  assessee: string
  id: string
  /** Absent for a task that the scheme lists: what it says there counts. */
  name?: string
  points?: Exact
  /** Absent: not yet decided. `excused`: not done, under special circumstances. */
  result?: 'done' | 'not-done' | 'excused'
  /** Where tasks count in part: how much was to be done (above zero), and how much is; instead of a result. */
  target?: Exact
  done?: Exact
  /** What the office gave under special circumstances, 0 … points, and why. */
  granted?: Exact
  reason?: string
}

/** A grade without points for one period. Counted when the period is closed. */
export interface PeriodGrade {
  part: string
  /** `2012-Q3`. */
  period: string
  assessee: string
  level: string
  /** The body that gave it, as the part's raters name it. */
  body: string
  remark?: string
}

/** What another scheme found for a person or a unit in a year: one of the result's levels, or a figure. */
export interface ResultRow {
  result: string
  /** A person or a unit, as the result says. */
  of: string
  year: string
  level?: string
  points?: Exact
}

/**
 * What people decided where the regulation leaves it to them: an assessee's grade, or (`quota`) that the assessee has one of
 * the last places of a quota among those who are equal there.
 */
export interface Decided {
  assessee: string
  grade: string
  quota?: string
  /** Who decided: a role of the scheme. */
  by?: string
  /** What it follows from: minutes, a document. */
  reference?: string
  reason?: string
}

/** A part in which an assessee had no case this year. */
export interface NoCase {
  part: string
  assessee: string
}

/** A part that an office has not yet scored for an assessee: it may give it another figure than facts make. */
export interface Assessing {
  part: string
  assessee: string
}

/** The bureau's own working time, for clocks that need it. */
export interface WorkingTime {
  /** Days off besides Saturdays and Sundays, first and last counted. */
  holidays: readonly { from: Day; to: Day }[]
  /** Saturdays and Sundays that are worked. */
  workdays: readonly Day[]
  /** Stretches of a working day, `HH:MM`. */
  hours: readonly { from: string; to: string }[]
}

/** What can no longer change. All else is open and widens the bounds. */
export interface Closed {
  /** Everything is closed. */
  year: boolean
  /** No fact of the year can be added or decided any more. */
  facts: boolean
  /** Leaf parts (ratings, votes, entered results) that are closed as a whole. */
  parts: readonly string[]
  /** Single periods of rating parts. */
  periods: readonly { part: string; period: string }[]
}

/** All that a score depends on. Plain data: the same input always gives the same bytes. */
export interface ScoringInput {
  /** With the choices answered as they are in force. */
  scheme: Scheme
  /** The year assessed, e.g. `'2025'`. */
  year: string
  assessees: readonly Assessee[]
  units: readonly ScoringUnit[]
  facts: readonly ScoringFact[]
  ratings: readonly Rating[]
  tallies: readonly Tally[]
  entered: readonly EnteredResult[]
  /** Tasks of all assessees; none when absent. */
  tasks?: readonly TaskRow[]
  noCase?: readonly NoCase[]
  /** Deductions and ratios that offices still score; none when absent. */
  assessing?: readonly Assessing[]
  periodGrades?: readonly PeriodGrade[]
  /** Decisions that the regulation leaves to people; none when absent. */
  decided?: readonly Decided[]
  /** Of this year and, where years running count, of earlier ones. */
  results?: readonly ResultRow[]
  /** People of units that are scored; for schemes whose assessees are units. */
  members?: readonly Member[]
  /** Needed once a clock counts working time. */
  workingTime?: WorkingTime
  closed: Closed
  asOf: Day
}
