import { addMonths, type Day, firstDay, type Instant, type Month } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { answerReport } from './actions.js'
import type { ReportCounts, ReportStatus, ReportText } from './entries.js'
import type { GoneView } from '../gone-view.js'
import { answersOf, blankAnswers, readAnswers } from './answers.js'
import { answerDay, answerTime, answerUntil, isMonth } from './months.js'
import { isProvisional } from '../provisional.js'
import { isAwayAllMonth } from './away.js'
import { type Planned, readPlanned } from './planned.js'
import { mayHaveReported, reportsSlice, unitReportOf } from './reported.js'
import { owesIn, unitIn, wasThereIn } from './reporters.js'
import { readReport, type SubmittedReport } from './reports.js'
import { stands, type UnitReport } from './unit-report.js'

/** A person's monthly report: the form, its receipt, or that it was missed. */
export interface ReportView {
  kind: 'report'
  month: Month
  name: string
  unit: string
  /** Until when people answer: the day and its `HH:MM`. */
  due: Day
  dueTime: string
  /** The due day may still change: the year's notice is not known. */
  provisional?: boolean
  stage: ReportForm | ReportReceipt | ReportMissed
}

/** Waits for the person. */
export interface ReportForm {
  stage: 'form'
  /** What was planned, each with what stands in the form, and how it went before. */
  items: ReportItem[]
  extra: string
  plans: string[]
  /** 0 on the last day. */
  workingDaysLeft: number
  late: boolean
  /** What stands in the form was saved as a draft. */
  saved: boolean
  /** The report that stands while this is being changed; null when none was handed in. */
  submittedAt: Instant | null
  /** On leave for the whole month: nothing is owed. */
  onLeave: boolean
}

/** Something that was planned, with what stands in the form. */
export interface ReportItem {
  text: string
  status: ReportStatus | ''
  note: string
  /** Which month of it this is: 1 for what was planned for this month first. */
  months: number
  history: Planned['history']
}

/** Handed in. */
export interface ReportReceipt {
  stage: 'receipt'
  /** Null when it was erased. */
  text: ReportText | null
  counts: ReportCounts
  firstAt: Instant
  at: Instant
  late: boolean
  /** Can be changed until the due moment, until the head signs, or no more. */
  changeable: 'until-due' | 'until-signed' | 'no'
  signed: { by: string; at: Instant } | null
}

/** The unit's report was signed without it. */
export interface ReportMissed {
  stage: 'missed'
  signed: { by: string; at: Instant }
  /** On leave for the whole month: nothing was owed. */
  onLeave: boolean
}

/**
 * A person's own report of a month; a draft that is being filled in comes before what was handed in.
 * @refuses unknown-person, gone, report-not-begun, report-not-there, report-not-asked
 */
export async function viewReport(seeing: Seeing, key: string): Promise<ReportView | GoneView> {
  const { bureau, person } = seeing
  if (person === null || mayNot(bureau, person, answerReport, { person })) {
    return { kind: 'gone', code: 'unknown-person' }
  }
  if (!isMonth(key)) return { kind: 'gone', code: 'gone' }
  if (firstDay(key) > seeing.today) return { kind: 'gone', code: 'report-not-begun' }
  if (!wasThereIn(bureau.roster, key, person)) return { kind: 'gone', code: 'report-not-there' }
  if (!owesIn(bureau, key, person)) return { kind: 'gone', code: 'report-not-asked' }
  const unit = unitIn(bureau, key, person)
  const signed = await unitReportOf(seeing, key, unit)
  const due = answerDay(seeing.calendar, key, bureau.work)
  return {
    kind: 'report',
    month: key,
    name: bureau.roster.nameOf(person),
    unit: unit === null ? '' : bureau.roster.unitNameOf(unit),
    due,
    dueTime: answerTime,
    provisional: isProvisional(seeing, due),
    stage: await stageOf(seeing, key, person, signed && stands(signed) ? signed : null),
  }
}

async function stageOf(
  seeing: Seeing,
  month: Month,
  person: string,
  unitReport: UnitReport | null,
): Promise<ReportView['stage']> {
  const where = { bureau: seeing.bureau.id, month, person }
  const report = mayHaveReported(seeing.collected.of(reportsSlice), month, person)
    ? await readReport(seeing.db, where)
    : null
  if (unitReport) {
    const signed = { by: seeing.bureau.roster.nameOf(unitReport.by), at: unitReport.at }
    if (report) return receipt(seeing, month, report, signed)
    return { stage: 'missed', signed, onLeave: unitReport.onLeave.includes(person) }
  }
  const planned = await readPlanned(seeing, where)
  const draft = await readAnswers(seeing.db, where, planned)
  if (report && !draft) return receipt(seeing, month, report, null)
  const before = report?.text ? answersOf(report.text, planned) : blankAnswers(planned)
  const answers = draft ?? before
  const { work } = seeing.bureau
  const due = answerDay(seeing.calendar, month, work)
  return {
    stage: 'form',
    items: planned.map(({ text, since, history }, index) => ({
      text,
      months: monthsFrom(since, month),
      history,
      status: answers.items[index]?.status ?? '',
      note: answers.items[index]?.note ?? '',
    })),
    extra: answers.extra,
    plans: answers.plans,
    workingDaysLeft: Math.max(0, seeing.calendar.workingDaysBetween(seeing.today, due)),
    late: seeing.now > answerUntil(seeing.calendar, month, work),
    saved: draft !== null,
    submittedAt: report?.at ?? null,
    onLeave: isAwayAllMonth(seeing, month, person),
  }
}

/** Which month it is of something that was planned for a month first. */
export function monthsFrom(since: Month, month: Month): number {
  let count = 1
  for (let each = since; each < month; each = addMonths(each, 1)) count++
  return count
}

function receipt(
  seeing: Seeing,
  month: Month,
  report: SubmittedReport,
  signed: ReportReceipt['signed'],
): ReportReceipt {
  const until = answerUntil(seeing.calendar, month, seeing.bureau.work)
  return {
    stage: 'receipt',
    text: report.text,
    counts: report.counts,
    firstAt: report.firstAt,
    at: report.at,
    late: report.firstAt > until,
    changeable: signed ? 'no' : seeing.now > until ? 'until-signed' : 'until-due',
    signed,
  }
}
