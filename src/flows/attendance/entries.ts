import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

/**
 * Findings of attendance that were recorded at once; each is a fact with its own procedure. `left`: how many were left
 * out, as excused by leave or recorded before. `sheet`: sha256 of the sheet that they came from.
 */
export const attendanceRecorded = entryKind(
  'attendance.recorded',
  z.strictObject({
    sheet: id.nullable(),
    findings: z.array(z.strictObject({ finding: id, fact: id })),
    left: z.int().min(0),
  }),
)

/**
 * A unit's table of a period as it was signed: subject = unit; by = who compiled it. `rows`: a figure for each of the table's
 * columns.
 */
export const attendanceTableSigned = entryKind(
  'attendance.table-signed',
  z.strictObject({
    table: id,
    rows: z.array(z.strictObject({ person: id, values: z.array(z.string()) })),
  }),
)
