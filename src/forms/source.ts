import type { Day } from '../base/day.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Exact } from '../scoring/input.js'

/** What a form is filled in from: plain data, whoever brings it (chat or a facts file). */
export interface FormSource {
  scheme: Scheme
  bureau: string
  year: string
  /** 1 to 4 of a form for a quarter. */
  quarter: number | null
  asOf: Day
  madeOn: Day
  /** Which result it shows: a published version, or how far the year is. */
  state: string
}

/** A figure of a part; null while it is open. */
export type PartFigure = { points: Exact | null; own: Exact | null; max: Exact | null }

/** What an assessee gave itself, or an office gave it, with the reason. */
export interface Given {
  figure: Exact | null
  reason: string
}

/** One who is assessed, as far as forms say something of it. */
export interface Subject {
  id: string
  name: string
  /** Name of the unit; that of a unit itself. */
  unit: string
  post: string
  tier: string
  /** Name of the office that gathers its sheet; empty where none does. */
  group: string
  isHead: boolean
  total: Exact | null
  rank: number | null
  /** Name of the grade; null while it cannot be said. */
  grade: string | null
  /** By part. */
  figures: ReadonlyMap<string, PartFigure>
  /** By part, or `part.task`. */
  selves: ReadonlyMap<string, Given>
  /** By part, or `part.task`: what an office gave in place of what facts make. */
  assessed: ReadonlyMap<string, Given>
  /** Name of the level by part, of the form's quarter. */
  levels: ReadonlyMap<string, string>
  /** By part that gives a grade each period: name of the period, and of its level, of those that are closed. */
  periods: ReadonlyMap<string, readonly (readonly [period: string, level: string])[]>
  /** What a rater gave it, of a rater's form; null where nothing. */
  given: Exact | null
  items: readonly Item[]
}

/** A row of an assessee's sheet: a part without parts below, or one of its tasks. */
export interface Item {
  /** `part`, or `part.task`. */
  id: string
  /** Ids of the parts that it stands in, its own too. */
  within: readonly string[]
  name: string
  says: string
  /** Name and most points of the part above. */
  group: string
  groupMax: Exact | null
  max: Exact | null
  points: Exact | null
  /** Names of the offices that score it. */
  scorers: string
}

/** A fact that has a sheet of its own. */
export interface FormFact {
  rule: string
  day: Day
  who: string
  unit: string
  text: string
  /** Names of what was attached. */
  evidence: string
  points: Exact | null
  /** Who approved it, and when; empty before. */
  approved: string
}

/** What one sheet is about. */
export interface SheetSubject {
  /** Name of the sheet, below others in a workbook. */
  name: string
  /** Of one assessee's form. */
  self: Subject | null
  /** Name of the unit, of a unit's form or a fact's. */
  unit: string
  /** Name of the rater, of a rater's form. */
  rater: string
  fact: FormFact | null
  /** Whom the rows are for. */
  subjects: readonly Subject[]
}
