import type { Instant, Month } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { shortHash } from '../../storage/ledger.js'
import type { Seeing, Situation } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { isMonth, ruledReport } from './months.js'
import { reportsSlice } from './reported.js'
import { pageOf, shownPage } from './shown-page.js'
import { readersOf } from './signers.js'
import type { UnitReport } from './unit-report.js'

/** Units' reports that were passed round to a leader, some at a time. */
export interface ReportReadingView {
  kind: 'report-reading'
  month: Month
  clause: string
  /** Of all that were passed round, how many the reader has read. */
  reports: number
  read: number
  /** Those on this page. */
  items: ReadingItem[]
  page: number
  pages: number
  /** Names what the page shows. */
  shown: string
}

export interface ReadingItem {
  key: string
  unit: string
  by: string
  at: Instant
  /** Empty when it was erased. */
  summary: string
  annexes: number
  read: boolean
}

/** Reports on one page: each may be a thousand characters long. */
const perPage = 5

/** The reports on a page of what was passed round in a month, in the order of the units. */
export function onPageOf(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  month: Month,
  page: number,
): { part: UnitReport[]; page: number; pages: number; shown: string; all: UnitReport[] } {
  const { units, rounds } = collected.of(reportsSlice)
  const order = new Map(bureau.history.units.map(({ id }, index) => [id, index]))
  const all = [...units.values()]
    .filter((report) => report.month === month && rounds.has(report.id))
    .sort((a, b) => (order.get(a.unit) ?? 0) - (order.get(b.unit) ?? 0))
  const on = pageOf(all, page, perPage)
  return { ...on, all, shown: shortHash(sha256(on.part.map(({ id }) => id).join())) }
}

/**
 * Access: to whom units' reports are passed round.
 * @refuses gone
 */
export async function viewReading(
  seeing: Seeing,
  key: string,
): Promise<ReportReadingView | GoneView> {
  const { bureau, collected, person } = seeing
  if (!isMonth(key) || person === null || !readersOf(bureau).includes(person)) {
    return { kind: 'gone', code: 'gone' }
  }
  const turned = await shownPage(seeing.db, { bureau, person, card: 'report-reading', key })
  const { part, page, pages, shown, all } = onPageOf(seeing, key, turned.page)
  const { rounds } = collected.of(reportsSlice)
  const hasRead = ({ id }: UnitReport) => rounds.get(id)?.read.has(person) ?? false
  const texts = await textsOf(
    seeing.db,
    part.map(({ id }) => id),
    ['summary'],
  )
  return {
    kind: 'report-reading',
    month: key,
    clause: ruledReport(bureau.work, 'unit')?.clause ?? '',
    reports: all.length,
    read: all.filter(hasRead).length,
    items: part.map((report) => ({
      key: `${report.month}.${report.unit}`,
      unit: bureau.roster.unitNameOf(report.unit),
      by: bureau.roster.nameOf(report.by),
      at: report.at,
      summary: texts.get(report.id)?.summary ?? '',
      annexes: report.files.length,
      read: hasRead(report),
    })),
    ...{ page, pages, shown },
  }
}
