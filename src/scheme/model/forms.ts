/**
 * An official form of a regulation, as it is printed and signed: its layout is data beside the scheme (`forms/*.yaml`), read
 * and checked with it. It is no part of the scheme's version: no score depends on it.
 */
export interface Form {
  /** By file name and everywhere else. */
  id: string
  name: string
  /** What people ask for it by. */
  words: string[]
  clause: string
  /** What a sheet is of: one assessee, a unit with its people, one rater's part, one fact, or the whole cycle. */
  of: FormScope
  /** It is filled in for a quarter of the year, not for the year. */
  quarterly: boolean
  /** The part whose raters fill it in; null unless it is a rater's. */
  part: string | null
  /** The rules whose facts have a sheet each; empty unless it is of facts. */
  rules: string[]
  landscape: boolean
  onePage: boolean
  /** One for each column, in characters. */
  widths: number[]
  blocks: FormBlock[]
}

export type FormScope = 'assessee' | 'unit' | 'rater' | 'fact' | 'cycle'

/** Rows of a form. */
export type FormBlock = FormRow | FormTable

/** One row. */
export interface FormRow {
  kind: 'row'
  /** Stands at the top of every page. */
  repeated: boolean
  /** Points; null: as its text needs. */
  height: number | null
  cells: FormCell[]
}

/** A row for each of several: assessees, or items of a statement. */
export interface FormTable {
  kind: 'table'
  each: FormEach
  /** Rows at least: what is missing is left to be filled in by hand. */
  atLeast: number
  /** Of assessees: those who head a unit, the others, or all. */
  who: 'heads' | 'others' | 'everyone'
  /** By rank, or as they stand in the roster. */
  order: 'rank' | 'roster'
  /** Of items: those below these parts (or they themselves). */
  below: string[]
  /** Of items: the ids of parts and tasks in the order of the paper; empty: as the scheme has them. */
  sequence: string[]
  height: number | null
  cells: FormCell[]
}

export type FormEach = 'assessee' | 'item'

export interface FormCell {
  /** First and last column, from 0. */
  from: number
  to: number
  /** Rows that it takes downwards. */
  rows: number
  style: 'title' | 'line' | 'head' | 'text'
  align: 'left' | 'center' | 'right' | null
  /** Number format of a figure that stands alone in it; null: all its digits. */
  format: string | null
  /** In a table: rows in which it says the same are one cell. */
  merged: boolean
  says: FormPiece[]
}

/** What a cell says: text of the form, or a source with what it is of (the id of a part). */
export type FormPiece = string | { source: string; of: string | null }

/** Where a source can stand: everywhere, where one assessee is spoken of, in a row of items, of a rater's, of a fact, or in any table. */
export type SourcePlace =
  | 'anywhere'
  | 'assessee'
  | 'unit'
  | 'item'
  | 'rater'
  | 'rated'
  | 'fact'
  | 'table'

/** Every source: where it can stand, and whether it names a part. */
export const formSources: Readonly<Record<string, { place: SourcePlace; part: boolean }>> = {
  bureau: { place: 'anywhere', part: false },
  issuer: { place: 'anywhere', part: false },
  scheme: { place: 'anywhere', part: false },
  year: { place: 'anywhere', part: false },
  quarter: { place: 'anywhere', part: false },
  'as-of': { place: 'anywhere', part: false },
  'made-on': { place: 'anywhere', part: false },
  state: { place: 'anywhere', part: false },
  'max-of': { place: 'anywhere', part: true },
  unit: { place: 'unit', part: false },
  name: { place: 'assessee', part: false },
  post: { place: 'assessee', part: false },
  tier: { place: 'assessee', part: false },
  group: { place: 'assessee', part: false },
  total: { place: 'assessee', part: false },
  rank: { place: 'assessee', part: false },
  grade: { place: 'assessee', part: false },
  points: { place: 'assessee', part: true },
  own: { place: 'assessee', part: true },
  max: { place: 'assessee', part: true },
  level: { place: 'assessee', part: true },
  levels: { place: 'assessee', part: true },
  self: { place: 'assessee', part: true },
  'self-reason': { place: 'assessee', part: true },
  reason: { place: 'assessee', part: true },
  number: { place: 'table', part: false },
  item: { place: 'item', part: false },
  'item-says': { place: 'item', part: false },
  'item-group': { place: 'item', part: false },
  'item-group-max': { place: 'item', part: false },
  'item-max': { place: 'item', part: false },
  'item-self': { place: 'item', part: false },
  'item-self-reason': { place: 'item', part: false },
  'item-points': { place: 'item', part: false },
  'item-reason': { place: 'item', part: false },
  'item-scorers': { place: 'item', part: false },
  rater: { place: 'rater', part: false },
  given: { place: 'rated', part: false },
  'fact-rule': { place: 'fact', part: false },
  'fact-day': { place: 'fact', part: false },
  'fact-who': { place: 'fact', part: false },
  'fact-text': { place: 'fact', part: false },
  'fact-evidence': { place: 'fact', part: false },
  'fact-points': { place: 'fact', part: false },
  'fact-approved': { place: 'fact', part: false },
}
