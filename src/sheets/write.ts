import { writeXlsx } from 'hucre/xlsx'
import { sheetLimits, type SheetToFill } from '../base/sheet.js'

/** Rows below the titles that offer choices. */
const rowsToFill = 500

/** A workbook to be filled in or read: titles in bold that stay in sight, lists of what may be chosen, and a sheet of notes. */
export async function writeSheet({
  name,
  columns,
  rows = [],
  notes,
}: SheetToFill): Promise<Uint8Array> {
  const bold = { font: { bold: true } }
  const cells = new Map(columns.map((_, column) => [`0,${column}`, { style: bold }]))
  return writeXlsx({
    sheets: [
      {
        name,
        columns: columns.map(({ width }) => ({ width })),
        rows: [columns.map(({ title }) => title), ...rows.map((row) => [...row])],
        cells: new Map(
          [...cells].map(([at, cell], column) => [
            at,
            { ...cell, value: columns[column]?.title ?? '' },
          ]),
        ),
        freezePane: { rows: 1 },
        dataValidations: columns.flatMap(({ choices }, column) => {
          if (choices.length === 0) return []
          const letter = letterOf(column)
          const range = `${letter}2:${letter}${rowsToFill + 1}`
          return [{ type: 'list' as const, values: [...choices], range, showErrorMessage: true }]
        }),
      },
      {
        name: '说明',
        columns: [{ width: sheetLimits.columns }],
        rows: notes.map((note) => [note]),
      },
    ],
  })
}

function letterOf(column: number): string {
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(column)
}
