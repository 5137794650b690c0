import type { RowWords } from './figures.js'

/** Whose sheet of which cycle. */
export interface UnitRef {
  cycle: string
  unit: string
}

/** A sheet of an office: the rows of one unit, or one item of all units. */
export interface SheetRef {
  cycle: string
  by: 'unit' | 'item'
  id: string
}

/** What stands in a form's fields: row (`unit/row` on an office's sheet) → words. */
export type Filled = Readonly<Record<string, RowWords>>

/** What is done with items. */
export type ItemsIntent =
  /** Keeps what is typed; `open`: this row is opened for changes, or put back; `to`: the page that is turned to. */
  | ({ verb: 'items.save'; rows: Filled; open: string; to: number | null } & UnitRef)
  /** Files that are sent from now on belong to this row. */
  | ({ verb: 'items.prove'; rows: Filled; row: string } & UnitRef)
  | ({ verb: 'items.check'; rows: Filled } & UnitRef)
  /** Turns the page for who only reads. */
  | ({ verb: 'items.look'; page: number } & UnitRef)
  /** The same on an office's sheet. */
  | ({ verb: 'scores.turn'; rows: Filled; open: string; to: number | null } & SheetRef)
  /** Scores what is typed on the sheet. */
  | ({ verb: 'scores.give'; rows: Filled } & SheetRef)
  /** Scores everything of a sheet that needs nobody's eye; of all sheets where `by` is null. */
  | { verb: 'scores.expected'; cycle: string; by: SheetRef['by'] | null; id: string; rows: Filled }
  | ({ verb: 'items.return'; reason: string } & UnitRef)
  | ({ verb: 'items.note'; row: string; note: string } & UnitRef)
  | { verb: 'items.close'; cycle: string; reason: string }
  | { verb: 'items.reopen'; cycle: string; reason: string }
  /** Another page, or the other way to list, of an office's list. */
  | { verb: 'items.list'; cycle: string; by: 'unit' | 'item'; page: number }
  | { verb: 'items.file'; file: string }
