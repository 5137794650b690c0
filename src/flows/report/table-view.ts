import { type Day, firstDay, type Instant, type Month } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { isMonth, ruledReport, unitDueDay, unitDueUntil } from './months.js'
import { reportsSlice } from './reported.js'
import { namesOf } from './reporters.js'
import { pageOf, shownPage } from './shown-page.js'
import { filersOf, readersOf } from './signers.js'
import { failingsIn, type Failing, type TableRow, tableOf, tableRows } from './table.js'

/** What came when of a month's unit reports, for who files them and the office. */
export interface ReportTableView {
  kind: 'report-table'
  month: Month
  clause: string
  due: Day
  provisional: boolean
  over: boolean
  /** Every unit that owes one, and how many came in time, came late, have not come. */
  units: number
  inTime: number
  late: number
  open: number
  rows: ReportTableRow[]
  page: number
  pages: number
  /** Leaders to whom they are passed round, with how many of the reports passed round each has read. */
  readers: { name: string; read: number }[]
  passedRound: number
  /** Reports that have come and were not passed round; whether the reader passes them round. */
  toPassRound: number
  mayPassRound: boolean
  /** What may be proposed as a fact: value of the choice, whose report, and what was wrong. */
  failings: { value: string; name: string; what: Failing['what']; of: Failing['of'] }[]
  /** How many of them were proposed already. */
  proposed: number
}

export interface ReportTableRow {
  name: string
  state: TableRow['state']
  late: boolean
  at: Instant | null
  /** Names of who has it now. */
  with: string
  missing: number
  /** How many leaders have read it; null while it was not passed round. */
  read: number | null
}

/** Rows of one page, and failings offered at once. */
const rowsMax = 30
const failingsMax = 60

/**
 * Access: who files units' reports (of their units), and the office.
 * @refuses gone, report-not-begun
 */
export async function viewTableOf(
  seeing: Seeing,
  key: string,
): Promise<ReportTableView | GoneView> {
  const { bureau, calendar, person } = seeing
  if (!isMonth(key) || person === null || tableOf(seeing, person) === null) {
    return { kind: 'gone', code: 'gone' }
  }
  if (firstDay(key) > seeing.today) return { kind: 'gone', code: 'report-not-begun' }
  const rows = await tableRows(seeing, { month: key, person })
  const due = unitDueDay(calendar, key, bureau.work)
  const turned = await shownPage(seeing.db, { bureau, person, card: 'report-table', key })
  const { part, page, pages } = pageOf(rows, turned.page, rowsMax)
  const filed = rows.filter(({ state }) => state === 'filed')
  const late = filed.filter((row) => row.late).length
  const failings = failingsIn(seeing, key, rows)
  const fresh = failings.filter(({ known }) => !known)
  return {
    kind: 'report-table',
    month: key,
    clause: ruledReport(bureau.work, 'unit')?.clause ?? '',
    due,
    provisional: isProvisional(seeing, due),
    over: seeing.now >= unitDueUntil(calendar, key, bureau.work),
    units: rows.length,
    inTime: filed.length - late,
    late,
    open: rows.length - filed.length,
    rows: part.map((row) => shownRow(seeing, row)),
    ...{ page, pages },
    ...rounds(seeing, person, rows),
    failings: fresh.slice(0, failingsMax).map(({ of, who, what }) => ({
      value: [of, what, who].join(':'),
      name: of === 'unit' ? bureau.roster.unitNameOf(who) : bureau.roster.nameOf(who),
      ...{ what, of },
    })),
    proposed: failings.length - fresh.length,
  }
}

function shownRow({ bureau }: Seeing, row: TableRow): ReportTableRow {
  return {
    name: row.name,
    state: row.state,
    late: row.late,
    at: row.at,
    with: namesOf(bureau.roster, row.with),
    missing: row.missing.length,
    read: row.read && row.read.length,
  }
}

function rounds(
  { bureau, collected }: Seeing,
  person: string,
  rows: readonly TableRow[],
): Pick<ReportTableView, 'readers' | 'passedRound' | 'toPassRound' | 'mayPassRound'> {
  const readers = readersOf(bureau)
  const known = collected.of(reportsSlice).rounds
  const round = rows.flatMap(({ report }) => (report ? (known.get(report.id) ?? []) : []))
  const waiting = rows.filter(({ state, read }) => state === 'filed' && read === null)
  return {
    readers: readers.map((one) => ({
      name: bureau.roster.nameOf(one),
      read: round.filter(({ read }) => read.has(one)).length,
    })),
    passedRound: round.length,
    toPassRound: readers.length === 0 ? 0 : waiting.length,
    mayPassRound: waiting.some(({ unit }) => filersOf(bureau, unit).includes(person)),
  }
}
