import type { Instant } from '../../base/day.js'
import { slice } from '../collected.js'
import { keyOf } from '../card-key.js'
import { attendanceRecorded, attendanceTableSigned } from './entries.js'

/** A person's row of a table: a figure a column. */
export interface TableRow {
  person: string
  values: string[]
}

/** What was recorded of attendance: from which sheets, and which finding each fact is. */
export interface AttendanceCollected {
  /** When findings were recorded first; null: never. */
  first: Instant | null
  /** sha256 of a sheet → who recorded it and when. */
  sheets: Map<string, { by: string; at: Instant }>
  /** Fact → finding. */
  findings: Map<string, string>
  /** Table, period and unit → what was signed. */
  signed: Map<string, { entry: string; by: string; at: Instant; rows: readonly TableRow[] }>
}

export const attendanceSlice = slice<AttendanceCollected>(
  'attendance',
  () => ({ first: null, sheets: new Map(), findings: new Map(), signed: new Map() }),
  {
    [attendanceRecorded.kind]: (state, entry) => {
      const { sheet, findings } = attendanceRecorded.body(entry)
      state.first ??= entry.at
      if (sheet !== null) state.sheets.set(sheet, { by: entry.by, at: entry.at })
      for (const { finding, fact } of findings) state.findings.set(fact, finding)
    },
    [attendanceTableSigned.kind]: (state, entry) => {
      const { table, rows } = attendanceTableSigned.body(entry)
      const key = keyOf(table, entry.period ?? '', entry.subject ?? '')
      state.signed.set(key, { entry: entry.id, by: entry.by, at: entry.at, rows })
    },
  },
)
