import { type Day, dayAt } from '../../base/day.js'
import { tableDue } from '../../workrules/dates.js'
import type { Seeing } from '../context.js'
import { actorText } from '../post/acted.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { attendanceSlice, type TableRow } from './recorded.js'
import { compilersOf, filersOf, tableAt, tableRows } from './table.js'
import { boundsOf, periodText } from './table-periods.js'
import { shownRows } from './table-sign.js'
import { findingsOf } from './who.js'

/** A unit's table of attendance before who signs it and who files it. */
export interface AttendanceTableView {
  kind: 'attendance-table'
  key: string
  name: string
  unit: string
  period: string
  clause: string
  columns: string[]
  /** Those of whom there is something to say. */
  rows: { name: string; values: string[] }[]
  /** How many have nothing in any column. */
  nothing: number
  due: Day
  provisional: boolean
  late: boolean
  /** Whether the period is over. */
  over: boolean
  signed: { by: string; on: Day } | null
  /** The ledger says something else than what was signed. */
  changed: boolean
  maySign: boolean
  shown: string
  /** To whom it goes. */
  files: string
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: who compiles the unit's table, who files it, and the office.
 * @refuses gone
 */
export async function viewTable(
  seeing: Seeing,
  key: string,
): Promise<AttendanceTableView | GoneView> {
  const { bureau, person, today, calendar } = seeing
  const place = tableAt(bureau, key)
  if (!place || person === null) return gone
  const { table, period, unit } = place
  const compilers = compilersOf(bureau, place)
  const files = filersOf(bureau, place)
  const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
  if (![...compilers, ...files, ...office].includes(person)) return gone
  const now = tableRows(seeing, place)
  const signed = seeing.collected.of(attendanceSlice).signed.get(key) ?? null
  const rows = signed?.rows ?? now
  const some = rows.filter(({ values }) => values.some((value) => value !== '0'))
  const due = tableDue(table, period, calendar)
  const over = today > boundsOf(period).to
  return {
    ...{ kind: 'attendance-table', key, name: table.name, clause: table.clause, due, over },
    unit: bureau.roster.unitNameOf(unit),
    period: periodText(period),
    columns: table.columns.map((column) => columnName(seeing, column)),
    rows: some.map((row: TableRow) => ({
      name: bureau.roster.nameOf(row.person),
      values: row.values,
    })),
    nothing: rows.length - some.length,
    provisional: isProvisional(seeing, due),
    late: signed === null && today > due,
    signed: signed && { by: actorText(seeing, signed.by, signed.entry), on: dayAt(signed.at) },
    changed: signed !== null && shownRows(signed.rows) !== shownRows(now),
    maySign: over && signed === null && compilers.includes(person),
    shown: shownRows(now),
    files: files.map((id) => bureau.roster.nameOf(id)).join('、'),
  }
}

const leaveColumns: Readonly<Record<string, string>> = {
  'leave-days': '请假天数',
  'leave-times': '请假次数',
}

function columnName({ bureau }: Seeing, column: string): string {
  return leaveColumns[column] ?? findingsOf(bureau).find(({ id }) => id === column)?.name ?? column
}
