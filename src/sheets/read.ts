import { parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'
import { shorten } from '../base/text.js'
import { type Sheet, type SheetFailure, sheetLimits, type SheetRead } from '../base/sheet.js'
import { unpackedBytes } from './zip.js'

/**
 * Reads the first sheet of an .xlsx that is not hidden, or a .csv (UTF-8, else GB18030 as Excel in China saves it).
 * Nothing larger than {@link sheetLimits} is unpacked or read.
 */
export async function readSheet(name: string, bytes: Uint8Array): Promise<SheetRead> {
  const ending = /\.([a-z]+)$/i.exec(name.normalize('NFKC').trim())?.[1]?.toLowerCase()
  if (ending !== 'xlsx' && ending !== 'csv') return { failed: 'kind' }
  if (bytes.byteLength > sheetLimits.bytes) return { failed: 'large' }
  try {
    return ending === 'xlsx' ? await workbook(bytes) : csv(bytes)
  } catch {
    return { failed: 'damaged' }
  }
}

/** What an encrypted workbook begins with: it is no archive. */
const locked = [0xd0, 0xcf, 0x11, 0xe0]

async function workbook(bytes: Uint8Array): Promise<SheetRead> {
  if (locked.every((byte, at) => bytes[at] === byte)) return { failed: 'locked' }
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) return { failed: 'damaged' }
  if (unpacked > sheetLimits.unpacked) return { failed: 'large' }
  // One more than is taken tells that there are too many.
  const read = await readXlsx(bytes, {
    sheets: (info) => !info.hidden && !info.veryHidden,
    maxRows: sheetLimits.rows + 1,
  })
  const [first] = read.sheets
  if (!first) return { failed: 'damaged' }
  return taken(first.rows, first.merges ?? [])
}

type Merge = { startRow: number; startCol: number; endRow: number; endCol: number }

function csv(bytes: Uint8Array): Sheet | { failed: SheetFailure } {
  const rows = parseCsv(decoded(bytes), { maxRows: sheetLimits.rows + 1 })
  return taken(rows, [])
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const [day = '', time = ''] = value.toISOString().split('T')
    return time.startsWith('00:00') ? day : `${day} ${time.replace(/:\d\d\..*$/, '')}`
  }
  return shorten(`${value}`.trim(), sheetLimits.text)
}

function taken(read: readonly (readonly unknown[])[], merges: readonly Merge[]): SheetRead {
  const isLong = (cell: unknown): boolean =>
    typeof cell === 'string' && cell.length > sheetLimits.units
  if (read.some((cells) => cells.some(isLong))) return { failed: 'large' }
  const rows = read.map((cells) => cells.map(textOf))
  const last = rows.findLastIndex((cells) => cells.some((cell) => cell !== ''))
  if (last + 1 > sheetLimits.rows) return { failed: 'long' }
  const wide = rows.some(
    (cells) => cells.findLastIndex((cell) => cell !== '') >= sheetLimits.columns,
  )
  if (wide) return { failed: 'large' }
  return {
    rows: rows.flatMap((cells, index) =>
      index > last ? [] : [{ at: index + 1, cells, merged: mergedIn(merges, index) }],
    ),
  }
}

/** Columns of a row that a merge over several rows or columns takes in. */
function mergedIn(merges: readonly Merge[], row: number): number[] {
  return merges.flatMap(({ startRow, startCol, endRow, endCol }) =>
    row < startRow || row > endRow
      ? []
      : Array.from({ length: endCol - startCol + 1 }, (_, at) => startCol + at),
  )
}
