import { addMonths, type Instant, type Month, monthOf } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { digestKey } from './digest-key.js'
import { answerUntil, isMonth, unitDueUntil } from './months.js'
import { mayHaveReported, reportsSlice, unitReportsOf } from './reported.js'
import { owesIn, reportersFor, rosterIn, wasThereIn } from './reporters.js'
import { readReport } from './reports.js'
import { pageOf, shownPage } from './shown-page.js'
import { mayReadDigest } from './signers.js'
import type { UnitReport } from './unit-report.js'

/** The reports of one month that somebody may read: the own one, and units'. */
export interface ReportArchiveView {
  kind: 'report-archive'
  month: Month
  /** Null where none was owed. */
  own: { state: 'handed-in' | 'late' | 'missing'; at: Instant | null } | null
  units: ArchivedUnit[]
  page: number
  pages: number
  before: Month
  /** The next month; null where it has not begun. */
  after: Month | null
}

export interface ArchivedUnit {
  key: string
  name: string
  state: 'unsigned' | UnitReport['stage']
  late: boolean
  at: Instant | null
}

/** Units on one page. */
const perPage = 10

/** Where the list of earlier months stands. */
export const archiveKey = 'months'

/**
 * Access: everybody of the roster; of each month what they may read.
 * @refuses gone
 */
export async function viewArchive(
  seeing: Seeing,
  key: string,
): Promise<ReportArchiveView | GoneView> {
  const { bureau, person } = seeing
  if (key !== archiveKey || person === null || !bureau.roster.person(person)) {
    return { kind: 'gone', code: 'gone' }
  }
  const turned = await shownPage(seeing.db, { bureau, person, card: 'report-archive', key })
  const thisMonth = monthOf(seeing.today)
  const asked = isMonth(turned.month) ? turned.month : addMonths(thisMonth, -1)
  const month = asked > thisMonth ? thisMonth : asked
  const { part, page, pages } = pageOf(
    await unitsOf(seeing, { month, person }),
    turned.page,
    perPage,
  )
  return {
    kind: 'report-archive',
    month,
    own: await ownOf(seeing, { month, person }),
    units: part,
    ...{ page, pages },
    before: addMonths(month, -1),
    after: month < thisMonth ? addMonths(month, 1) : null,
  }
}

type Of = { month: Month; person: string }

async function ownOf(seeing: Seeing, { month, person }: Of): Promise<ReportArchiveView['own']> {
  const { bureau, calendar } = seeing
  if (!wasThereIn(bureau.roster, month, person) || !owesIn(bureau, month, person)) return null
  const report = mayHaveReported(seeing.collected.of(reportsSlice), month, person)
    ? await readReport(seeing.db, { bureau: bureau.id, month, person })
    : null
  if (!report) return { state: 'missing', at: null }
  const late = report.firstAt > answerUntil(calendar, month, bureau.work)
  return { state: late ? 'late' : 'handed-in', at: report.at }
}

async function unitsOf(seeing: Seeing, { month, person }: Of): Promise<ArchivedUnit[]> {
  const { bureau, calendar } = seeing
  const reports = await unitReportsOf(seeing, month)
  return rosterIn(bureau, month).units.flatMap(({ id, name }): ArchivedUnit[] => {
    const report = reports.get(id) ?? null
    if (!mayReadDigest(seeing, { person, unit: id, report })) return []
    if (!report && reportersFor(bureau, month, id).length === 0) return []
    const until = unitDueUntil(calendar, month, bureau.work)
    return [
      {
        key: digestKey(month, id),
        name,
        state: report?.stage ?? 'unsigned',
        late: (report?.filedAt ?? seeing.now) >= until,
        at: report?.filedAt ?? report?.at ?? null,
      },
    ]
  })
}
