import type { Instant } from '../../base/day.js'
import { slice } from '../collected.js'
import { attendanceRecorded } from './entries.js'

/** What was recorded of attendance: from which sheets, and which finding each fact is. */
export interface AttendanceCollected {
  /** sha256 of a sheet → who recorded it and when. */
  sheets: Map<string, { by: string; at: Instant }>
  /** Fact → finding. */
  findings: Map<string, string>
}

export const attendanceSlice = slice<AttendanceCollected>(
  'attendance',
  () => ({ sheets: new Map(), findings: new Map() }),
  {
    [attendanceRecorded.kind]: (state, entry) => {
      const { sheet, findings } = attendanceRecorded.body(entry)
      if (sheet !== null) state.sheets.set(sheet, { by: entry.by, at: entry.at })
      for (const { finding, fact } of findings) state.findings.set(fact, finding)
    },
  },
)
