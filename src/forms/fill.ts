import { points } from '../base/points.js'
import type {
  PrintedBook,
  PrintedCell,
  PrintedRow,
  PrintedSheet,
  PrintedValue,
} from '../base/printed.js'
import type { Form, FormCell, FormRow, FormTable } from '../scheme/model/forms.js'
import type { FormSource, Item, SheetSubject, Subject } from './source.js'
import { type Said, said, type Speaking } from './words.js'

/**
 * Fills in a form: a sheet for each subject. Pure; figures stay exact decimals. What is not known yet stays empty, to be
 * written by hand.
 */
export function fillForm(
  form: Form,
  source: FormSource,
  sheets: readonly SheetSubject[],
): PrintedBook {
  const [first] = sheets
  const whose = sheets.length === 1 && first && form.of !== 'cycle' ? `-${first.name}` : ''
  const quarter = source.quarter === null ? '' : `第${source.quarter}季度`
  const names = new Set<string>()
  return {
    name: `${source.year}年${quarter}${form.name}${whose}`,
    sheets: sheets.map((sheet) => sheetOf(form, { source, sheet }, nameIn(names, sheet.name))),
  }
}

/** A sheet's name as workbooks take it: at most 31 characters, no signs of paths, each once. */
function nameIn(names: Set<string>, wanted: string): string {
  const bare = wanted.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 26) || '表'
  let name = bare
  for (let count = 2; names.has(name); count++) name = `${bare}(${count})`
  names.add(name)
  return name
}

function sheetOf(
  form: Form,
  of: { source: FormSource; sheet: SheetSubject },
  name: string,
): PrintedSheet {
  const rows: PrintedRow[] = []
  const repeated: number[] = []
  for (const block of form.blocks) {
    const begins = rows.length
    if (block.kind === 'row') {
      rows.push(rowOf(block, { ...of, subject: of.sheet.self, item: null, number: null }))
      if (block.repeated) repeated.push(begins)
    } else rows.push(...tableRows(block, of))
  }
  const { landscape, onePage, widths } = form
  return {
    ...{ name, landscape, onePage, widths, rows, breaks: [] },
    repeated: repeatedOf(repeated),
  }
}

function repeatedOf(rows: readonly number[]): PrintedSheet['repeated'] {
  const [first] = rows
  return first === undefined ? null : { first, last: rows.at(-1) ?? first }
}

function rowOf(row: Pick<FormRow, 'height' | 'cells'>, speaking: Speaking): PrintedRow {
  return { height: row.height, cells: row.cells.map((cell) => cellOf(cell, said(cell, speaking))) }
}

function cellOf(cell: FormCell, value: Said): PrintedCell {
  const { from, to, rows, format } = cell
  const isFigure = typeof value !== 'string'
  const style = cell.style === 'text' && isFigure ? 'figure' : cell.style
  const centred = style !== 'line' && style !== 'text'
  return {
    ...{ from, to, rows, style },
    align: cell.align ?? (centred ? 'center' : 'left'),
    value: isFigure ? { figure: value.figure, format } : value,
  }
}

function tableRows(
  table: FormTable,
  of: { source: FormSource; sheet: SheetSubject },
): PrintedRow[] {
  const rows = speakingOf(table, of).map((speaking) => rowOf(table, speaking))
  while (rows.length < table.atLeast) rows.push(emptyRow(table, rows.length + 1))
  return mergedDown(table, rows)
}

/** What each row of a table speaks of. */
function speakingOf(table: FormTable, of: { source: FormSource; sheet: SheetSubject }): Speaking[] {
  const { self, subjects } = of.sheet
  if (table.each === 'item') {
    const items = inSequence(
      self?.items.filter((item) => isBelow(item, table.below)) ?? [],
      table.sequence,
    )
    return items.map((item, index) => ({ ...of, subject: self, item, number: index + 1 }))
  }
  const wanted = subjects.filter(
    ({ isHead }) => table.who === 'everyone' || isHead === (table.who === 'heads'),
  )
  const tiers = of.source.scheme.tiers.map(({ name }) => name)
  const ordered = table.order === 'rank' ? byRank(wanted, tiers) : wanted
  return ordered.map((subject, index) => ({ ...of, subject, item: null, number: index + 1 }))
}

/** As the paper has them, where that is not as the scheme's parts stand; what is not named comes last. */
function inSequence(items: readonly Item[], sequence: readonly string[]): Item[] {
  const places = new Map(sequence.map((id, at) => [id, at]))
  const placeOf = ({ id, within }: Item): number => {
    const names = [id.slice(id.lastIndexOf('.') + 1), ...within]
    return Math.min(...names.map((name) => places.get(name) ?? sequence.length))
  }
  return [...items].sort((a, b) => placeOf(a) - placeOf(b))
}

function isBelow({ within }: Item, below: readonly string[]): boolean {
  return within.some((part) => below.includes(part))
}

/** Tier by tier, the best first; who has no rank comes last, by the total that there is. */
function byRank(subjects: readonly Subject[], tiers: readonly string[]): Subject[] {
  const last = Number.MAX_SAFE_INTEGER
  return [...subjects].sort(
    (a, b) =>
      tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
      (a.rank ?? last) - (b.rank ?? last) ||
      points(b.total ?? '0').comparedTo(points(a.total ?? '0')),
  )
}

/** A row to be filled in by hand: only its number stands there. */
function emptyRow(table: FormTable, number: number): PrintedRow {
  const cells = table.cells.map((cell) => {
    const isNumber = cell.says.some(
      (piece) => typeof piece !== 'string' && piece.source === 'number',
    )
    return cellOf(cell, isNumber ? `${number}` : '')
  })
  return { height: table.height, cells }
}

/** Where a column says the same in rows that follow each other, and is marked so, they are one cell. */
function mergedDown(table: FormTable, rows: readonly PrintedRow[]): PrintedRow[] {
  const cells = rows.map((row) => [...row.cells])
  for (const [column, { merged }] of table.cells.entries()) {
    if (!merged) continue
    let head = 0
    for (let at = 1; at <= cells.length; at++) {
      const above = cells[head]?.[column]
      if (at < cells.length && above && isSame(above.value, cells[at]?.[column]?.value)) continue
      if (above) cells[head]?.splice(column, 1, { ...above, rows: at - head })
      head = at
    }
  }
  return rows.map((row, at) => ({
    ...row,
    cells: (cells[at] ?? []).filter((cell, column) => !isTaken(cells, { at, column, cell })),
  }))
}

function isTaken(
  cells: readonly (readonly PrintedCell[])[],
  { at, column, cell }: { at: number; column: number; cell: PrintedCell },
): boolean {
  return cells.slice(0, at).some((row, above) => {
    const other = row[column]
    return other !== undefined && other.from === cell.from && above + other.rows > at
  })
}

function isSame(one: PrintedValue, other: PrintedValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
