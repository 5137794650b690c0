import { writeXlsx } from 'hucre/xlsx'
import type { PrintedBook, PrintedCell, PrintedRow, PrintedSheet } from '../base/printed.js'
import { points, roundHalfUp, exactText } from '../base/points.js'
import { charactersOf } from '../base/text.js'

type WriteSheet = Parameters<typeof writeXlsx>[0]['sheets'][number]
type Cell = NonNullable<WriteSheet['cells']> extends Map<string, infer C> ? C : never
type CellStyle = NonNullable<Cell['style']>

const fonts = {
  title: { name: '黑体', size: 16, bold: true },
  line: { name: '宋体', size: 11 },
  head: { name: '宋体', size: 11, bold: true },
  text: { name: '宋体', size: 11 },
  figure: { name: '宋体', size: 11 },
} as const

const side = { style: 'thin' } as const
const frame = { top: side, right: side, bottom: side, left: side } as const

/** A workbook as it is printed and signed: A4, merged and framed cells, figures as numbers with all their digits. */
export function printBook({ sheets }: PrintedBook): Promise<Uint8Array> {
  return writeXlsx({ sheets: sheets.map(sheetOf) })
}

function sheetOf(sheet: PrintedSheet): WriteSheet {
  const { rows, widths, repeated } = sheet
  const cells = new Map<string, Cell>()
  const values: (string | number | null)[][] = rows.map(() => widths.map(() => null))
  for (const [at, row] of rows.entries()) {
    for (const cell of row.cells) put(cells, values, { at, cell })
  }
  const letter = (column: number) => String.fromCharCode(65 + column)
  return {
    name: sheet.name,
    columns: widths.map((width) => ({ width })),
    rows: values,
    cells,
    merges: rows.flatMap((row, at) =>
      row.cells.flatMap(({ from, to, rows: down }) =>
        from === to && down === 1
          ? []
          : [{ startRow: at, startCol: from, endRow: at + down - 1, endCol: to }],
      ),
    ),
    rowDefs: new Map(rows.map((row, at) => [at, { height: heightOf(row, widths) }])),
    rowBreaks: [...sheet.breaks],
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: sheet.onePage ? 1 : 0,
      horizontalCentered: true,
      margins: { top: 0.75, bottom: 0.75, left: 0.6, right: 0.6, header: 0.3, footer: 0.3 },
      printArea: `$A$1:$${letter(widths.length - 1)}$${rows.length}`,
      ...(repeated === null
        ? {}
        : { printTitlesRow: `$${repeated.first + 1}:$${repeated.last + 1}` }),
    },
    headerFooter: { oddFooter: '&C第&P页，共&N页' },
  }
}

function put(
  cells: Map<string, Cell>,
  values: (string | number | null)[][],
  { at, cell }: { at: number; cell: PrintedCell },
): void {
  const style = styleOf(cell)
  // Every cell of a merged one has the frame, or the paper shows it in part.
  for (let row = at; row < at + cell.rows; row++) {
    for (let column = cell.from; column <= cell.to; column++) {
      cells.set(`${row},${column}`, { value: null, style })
    }
  }
  const value = typeof cell.value === 'string' ? cell.value : figureOf(cell.value.figure)
  const line = values[at]
  if (value === '' || !line) return
  line[cell.from] = value
  cells.set(`${at},${cell.from}`, { value, style })
}

function styleOf({ style, align, value }: PrintedCell): CellStyle {
  const format = typeof value === 'string' ? null : value.format
  return {
    font: fonts[style],
    alignment: { horizontal: align, vertical: 'center', wrapText: true },
    ...(style === 'title' || style === 'line' ? {} : { border: frame }),
    ...(format === null ? {} : { numFmt: format }),
  }
}

/** Digits that a workbook's number keeps exactly, and decimals to which what has more is rounded half up. */
const digitsKept = 15
const decimalsKept = 10

/**
 * An exact decimal as a workbook's number, which keeps fifteen digits: one that has more (a mean that does not end) to ten
 * decimals, as text where even that is too long.
 */
export function figureOf(figure: string): number | string {
  const digits = (text: string) => text.replaceAll(/[-.]|^-?0\.0*/g, '').length
  const kept =
    digits(figure) <= digitsKept ? figure : exactText(roundHalfUp(points(figure), decimalsKept))
  return digits(kept) <= digitsKept ? Number(kept) : kept
}

/** Points that a line of text takes, and the least that a row has. */
const lineHeight = 16
const least = 24

/** As high as the longest of its cells needs. */
function heightOf(row: PrintedRow, widths: readonly number[]): number {
  if (row.height !== null) return row.height
  const lines = row.cells.map((cell) => {
    // A figure stands on one line, and what goes on below has room there.
    if (cell.rows > 1 || typeof cell.value !== 'string') return 1
    const width = widths.slice(cell.from, cell.to + 1).reduce((all, one) => all + one, 0)
    return cell.value
      .split('\n')
      .reduce(
        (all, line) => all + Math.max(1, Math.ceil(widthOf(line) / Math.max(1, width - 1))),
        0,
      )
  })
  return Math.max(least, Math.max(1, ...lines) * lineHeight + 8)
}

/** In characters as columns count them: a Chinese one is two. */
function widthOf(line: string): number {
  let width = 0
  for (const character of charactersOf(line)) width += /^[ -~]$/u.test(character) ? 1 : 2
  return width
}
