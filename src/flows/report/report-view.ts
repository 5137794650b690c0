import { type Day, firstDay, type Instant, type Month } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { answerReport } from './actions.js'
import type { ReportCounts, ReportStatus, ReportText } from './entries.js'
import type { GoneView } from '../gone-view.js'
import { answersOf, blankAnswers, readAnswers, readPlanned } from './answers.js'
import { answerDay, answerTime, answerUntil, isMonth } from './months.js'
import { isProvisional } from '../provisional.js'
import { mayBeSigned, mayHaveReported, reportsSlice } from './reported.js'
import { isReporter, wasThereIn } from './reporters.js'
import { readReport, readSignature, type Signature, type SubmittedReport } from './reports.js'

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
  /** Last month's plans, each with what stands in the form. */
  items: { text: string; status: ReportStatus | ''; note: string }[]
  extra: string
  plans: string[]
  /** 0 on the last day. */
  workingDaysLeft: number
  late: boolean
  /** What stands in the form was saved as a draft. */
  saved: boolean
  /** The report that stands while this is being changed; null when none was handed in. */
  submittedAt: Instant | null
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
}

/**
 * A person's own report of a month; a draft that is being filled in comes before what was handed in.
 * @refuses unknown-person, report-not-asked, gone, report-not-begun, report-not-there
 */
export async function viewReport(seeing: Seeing, key: string): Promise<ReportView | GoneView> {
  const { db, bureau, person } = seeing
  if (person === null || mayNot(bureau, person, answerReport, { person })) {
    return { kind: 'gone', code: 'unknown-person' }
  }
  if (!isReporter(bureau.roster, person)) return { kind: 'gone', code: 'report-not-asked' }
  if (!isMonth(key)) return { kind: 'gone', code: 'gone' }
  if (firstDay(key) > seeing.today) return { kind: 'gone', code: 'report-not-begun' }
  if (!wasThereIn(bureau.roster, key, person)) return { kind: 'gone', code: 'report-not-there' }
  const unit = bureau.roster.unitOf(person)
  const reports = seeing.collected.of(reportsSlice)
  const signature =
    unit !== null && mayBeSigned(reports, key, unit)
      ? await readSignature(db, { bureau: bureau.id, month: key, unit })
      : null
  return {
    kind: 'report',
    month: key,
    name: bureau.roster.nameOf(person),
    unit: unit === null ? '' : bureau.roster.unitNameOf(unit),
    due: answerDay(seeing.calendar, key),
    dueTime: answerTime,
    provisional: isProvisional(seeing, answerDay(seeing.calendar, key)),
    stage: await stageOf(seeing, key, person, signature),
  }
}

async function stageOf(
  seeing: Seeing,
  month: Month,
  person: string,
  signature: Signature | null,
): Promise<ReportView['stage']> {
  const where = { bureau: seeing.bureau.id, month, person }
  const report = mayHaveReported(seeing.collected.of(reportsSlice), month, person)
    ? await readReport(seeing.db, where)
    : null
  if (signature) {
    const signed = { by: seeing.bureau.roster.nameOf(signature.by), at: signature.at }
    return report ? receipt(seeing, month, report, signed) : { stage: 'missed', signed }
  }
  const planned = await readPlanned(seeing.db, where)
  const draft = await readAnswers(seeing.db, where, planned)
  if (report && !draft) return receipt(seeing, month, report, null)
  const before = report?.text ? answersOf(report.text, planned) : blankAnswers(planned)
  const answers = draft ?? before
  const due = answerDay(seeing.calendar, month)
  return {
    stage: 'form',
    items: planned.map((text, index) => ({
      text,
      status: answers.items[index]?.status ?? '',
      note: answers.items[index]?.note ?? '',
    })),
    extra: answers.extra,
    plans: answers.plans,
    workingDaysLeft: Math.max(0, seeing.calendar.workingDaysBetween(seeing.today, due)),
    late: seeing.now > answerUntil(seeing.calendar, month),
    saved: draft !== null,
    submittedAt: report?.at ?? null,
  }
}

function receipt(
  seeing: Seeing,
  month: Month,
  report: SubmittedReport,
  signed: ReportReceipt['signed'],
): ReportReceipt {
  const until = answerUntil(seeing.calendar, month)
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
