import type { Day, Instant, Month } from '../../base/day.js'
import { factKind } from '../../binding/work.js'
import type { ReportFailing } from '../../workrules/model.js'
import { may } from '../access.js'
import type { Situation } from '../context.js'
import { factsSlice } from '../fact/facts.js'
import { fileReports } from './actions.js'
import { isAwayAllMonth } from './away.js'
import { answerDay, answerUntil, ruledReport, unitDueDay, unitDueUntil } from './months.js'
import { reportsSlice, unitReportsOf } from './reported.js'
import { reportersFor, rosterIn } from './reporters.js'
import { filersOf, filesAny, waitingIn } from './signers.js'
import { stands, type UnitReport } from './unit-report.js'

/** How a unit's report of a month stands, in the table of what came when (报送情况). */
export interface TableRow {
  unit: string
  name: string
  report: UnitReport | null
  state: 'unsigned' | UnitReport['stage']
  /** It came after the due day, or has not come and the day is over. */
  late: boolean
  /** When it last moved. */
  at: Instant | null
  /** Who has it now: who signs next. */
  with: readonly string[]
  /** Members whose own report never came. */
  missing: readonly string[]
  /** Leaders who have read it; null while it was not passed round. */
  read: readonly string[] | null
}

/** Whether somebody sees the table: of all units, or of those whose reports they file; null for nobody. */
export function tableOf(
  { bureau }: Pick<Situation, 'bureau'>,
  person: string,
): 'all' | 'filed' | null {
  if (may(bureau, person, fileReports, 'anything')) return 'all'
  return filesAny(bureau, person) ? 'filed' : null
}

/** The rows of a month that somebody sees, in the roster's order. */
export async function tableRows(
  situation: Situation,
  of: { month: Month; person: string },
): Promise<TableRow[]> {
  const { bureau } = situation
  const sees = tableOf(situation, of.person)
  if (sees === null) return []
  const reports = await unitReportsOf(situation, of.month)
  const then = rosterIn(bureau, of.month)
  return then.units.flatMap(({ id, name }): TableRow[] => {
    if (sees === 'filed' && !filersOf(bureau, id).includes(of.person)) return []
    const report = reports.get(id) ?? null
    if (!report && reportersFor(bureau, of.month, id).length === 0) return []
    return [{ unit: id, name, ...rowOf(situation, of.month, report) }]
  })
}

function rowOf(
  situation: Situation,
  month: Month,
  report: UnitReport | null,
): Omit<TableRow, 'unit' | 'name'> {
  const until = unitDueUntil(situation.calendar, month, situation.bureau.work)
  const late = (report?.filedAt ?? situation.now) >= until
  if (!report) {
    return { report, state: 'unsigned', late, at: null, with: [], missing: [], read: null }
  }
  const round = situation.collected.of(reportsSlice).rounds.get(report.id)
  return {
    report,
    state: report.stage,
    late,
    at: report.filedAt ?? report.ended?.on ?? report.passed.at(-1)?.on ?? report.at,
    with: waitingIn(situation, report)?.asked ?? [],
    missing: stands(report) ? report.missing : [],
    read: round ? [...round.read.keys()] : null,
  }
}

/** Something that may be proposed as a fact: whose report, and what was wrong with it. */
export interface Failing {
  of: 'unit' | 'person'
  who: string
  what: ReportFailing
  /** Kind of the fact, as the bureau's schemes call it. */
  kind: string
  /** The last day on which it would have been in time: the fact's. */
  day: Day
  /** Whom the fact would be about: a unit's falls on who heads it, where somebody does. */
  whom: string[]
  /** Such a fact of the same day is there already. */
  known: boolean
}

/**
 * What of a month's reports may be proposed as facts, once its day is over: units' that came late, not at all, or
 * were sent back and not brought anew; members' that came late or not at all. Nothing where the rules name no kind.
 */
export function failingsIn(
  situation: Situation,
  month: Month,
  rows: readonly TableRow[],
): Failing[] {
  const { bureau, calendar } = situation
  if (situation.now < unitDueUntil(calendar, month, bureau.work)) return []
  return [
    ...rows.flatMap((row) => unitFailing(situation, month, row)),
    ...rows.flatMap((row) => memberFailings(situation, month, row)),
  ]
}

function unitFailing(situation: Situation, month: Month, row: TableRow): Failing[] {
  if (!row.late) return []
  const what = row.state === 'filed' ? 'late' : row.state === 'returned' ? 'returned' : 'missing'
  return failing(situation, month, { of: 'unit', who: row.unit, what })
}

function memberFailings(situation: Situation, month: Month, row: TableRow): Failing[] {
  const { bureau, calendar, collected } = situation
  if (!ruledReport(bureau.work, 'person')) return []
  const until = answerUntil(calendar, month, bureau.work)
  const { months } = collected.of(reportsSlice)
  const persons = months.get(month)?.persons
  return reportersFor(bureau, month, row.unit).flatMap((who) => {
    const report = persons?.get(who)
    if (report) {
      return report.firstAt > until
        ? failing(situation, month, { of: 'person', who, what: 'late' })
        : []
    }
    const owed = row.report && stands(row.report) ? row.missing.includes(who) : true
    if (!owed || isAwayAllMonth(situation, month, who)) return []
    return failing(situation, month, { of: 'person', who, what: 'missing' })
  })
}

function failing(
  { bureau, collected, calendar }: Situation,
  month: Month,
  of: Pick<Failing, 'of' | 'who' | 'what'>,
): Failing[] {
  const named = ruledReport(bureau.work, of.of)?.facts[of.what] ?? null
  if (!bureau.work || named === null) return []
  const kind = factKind(bureau.work, named)
  const { work, roster } = bureau
  const day =
    of.of === 'unit' ? unitDueDay(calendar, month, work) : answerDay(calendar, month, work)
  const heads = of.of === 'unit' ? roster.headsOf(of.who).map(({ id }) => id) : []
  const whom = heads.length > 0 ? heads : [of.who]
  const facts = whom.flatMap((one) => collected.of(factsSlice).byWho.get(one) ?? [])
  const known = facts.some(
    ({ ended, body, day: on }) =>
      ended === null &&
      body.kind === kind &&
      on === day &&
      [...body.persons, ...body.units].some((one) => whom.includes(one)),
  )
  return [{ ...of, kind, day, whom, known }]
}
