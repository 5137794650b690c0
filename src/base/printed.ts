/**
 * A workbook that is printed and signed: cells with their borders, merged as the paper has them, and how the pages lie. Rows
 * and columns are counted from 0.
 */
export interface PrintedBook {
  /** File name without ending. */
  name: string
  sheets: readonly PrintedSheet[]
}

export interface PrintedSheet {
  name: string
  landscape: boolean
  /** One for each column, in characters (a Chinese one counts two). */
  widths: readonly number[]
  rows: readonly PrintedRow[]
  /** Rows that stand on every page again, first and last; null where there are none. */
  repeated: { first: number; last: number } | null
  /** Rows before which a new page begins. */
  breaks: readonly number[]
  /** A sheet of one page is made to fit it; one of several is made to fit in width only. */
  onePage: boolean
}

export interface PrintedRow {
  /** Points; by what its cells hold where null. */
  height: number | null
  cells: readonly PrintedCell[]
}

/** How a cell looks: a title above all, a line without a frame, the head of a table, or text or a figure in one. */
export type PrintedStyle = 'title' | 'line' | 'head' | 'text' | 'figure'

export interface PrintedCell {
  /** First and last column. */
  from: number
  to: number
  /** Rows that it takes; 1 is its own alone. */
  rows: number
  style: PrintedStyle
  align: 'left' | 'center' | 'right'
  value: PrintedValue
}

/** Text, or an exact decimal with the format in which it is shown (`0.00`; null: all its digits). */
export type PrintedValue = string | { figure: string; format: string | null }
