/**
 * A sheet as flows read it: rows of text, numbered as the person sees them. Days stand as `YYYY-MM-DD`, figures as they
 * were written; full-width letters are left as they are.
 */
export interface Sheet {
  rows: readonly SheetRow[]
}

export interface SheetRow {
  /** As the program that made the sheet numbers it: 1 is the first. */
  at: number
  cells: readonly string[]
  /** Columns (from 0) whose cell is part of a merged one that begins elsewhere or goes on below. */
  merged: readonly number[]
}

/** Why a file was not read: no sheet by its kind, too large, too many rows, locked by a password, or damaged. */
export type SheetFailure = 'kind' | 'large' | 'long' | 'locked' | 'damaged'

/** A sheet, or why there is none. */
export type SheetRead = Sheet | { failed: SheetFailure }

/** A sheet that is to be filled in, or to be read: columns with their titles, and what stands behind it as an explanation. */
export interface SheetToFill {
  /** File name without ending, and the name of its sheet. */
  name: string
  columns: readonly { title: string; width: number; choices: readonly string[] }[]
  /** What stands below the titles already; nothing in a sheet that is to be filled in. */
  rows?: readonly (readonly string[])[]
  notes: readonly string[]
}

/** What a sheet may have that people fill in by hand. */
export const sheetLimits = {
  /** Bytes of the file; five hundred rows take about forty thousand. */
  bytes: 2 * 1024 * 1024,
  /** Bytes when it is unpacked. */
  unpacked: 16 * 1024 * 1024,
  rows: 1000,
  columns: 50,
  /** Characters of one cell that are kept, and UTF-16 units from which on a cell is none that people filled in. */
  text: 200,
  units: 2000,
} as const
