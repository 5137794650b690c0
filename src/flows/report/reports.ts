import { addMonths, type Instant, type Month } from '../../base/day.js'
import { findEntry, readEntries } from '../../storage/ledger-reading.js'
import type { Entry } from '../../storage/ledger-entry.js'
import type { Db } from '../../storage/database.js'
import { noteOf } from '../texts.js'
import {
  type ReportCounts,
  reportSubmitted,
  type ReportText,
  reportText,
  unitReportSigned,
} from './entries.js'

/** A person's report of a month: the last one handed in, and when the first one was. */
export interface SubmittedReport {
  /** Id of the ledger entry, and its sequence. */
  id: string
  sequence: number
  person: string
  /** Null when it was erased. */
  text: ReportText | null
  counts: ReportCounts
  /** When it was handed in first; decides whether it was late. */
  firstAt: Instant
  at: Instant
}

/** The reports of a month by person: of these persons, or those that these entries are. */
export async function readReports(
  db: Db,
  where: { bureau: string; month: Month } & (
    | { persons: readonly string[] }
    | { ids: readonly string[] }
  ),
): Promise<Map<string, SubmittedReport>> {
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: [reportSubmitted.kind],
    period: where.month,
    ...('ids' in where ? { ids: where.ids } : { subjects: where.persons }),
  })
  return foldReports(entries)
}

/** Folds entries `report.submitted` of one month, in ledger order: the last of each person stands. */
export function foldReports(entries: readonly Entry[]): Map<string, SubmittedReport> {
  const reports = new Map<string, SubmittedReport>()
  for (const entry of entries) {
    const text = reportText.safeParse(entry.personal)
    reports.set(entry.by, {
      id: entry.id,
      sequence: entry.sequence,
      person: entry.by,
      text: text.success ? text.data : null,
      counts: reportSubmitted.body(entry),
      firstAt: reports.get(entry.by)?.firstAt ?? entry.at,
      at: entry.at,
    })
  }
  return reports
}

/** One person's report of a month, or null. */
export async function readReport(
  db: Db,
  where: { bureau: string; month: Month; person: string },
): Promise<SubmittedReport | null> {
  const { bureau, month, person } = where
  return (await readReports(db, { bureau, month, persons: [person] })).get(person) ?? null
}

/** One person's reports from one month to another, both counted, in order of the months; those that there are. */
export async function readReportsOver(
  db: Db,
  where: { bureau: string; person: string; from: Month; to: Month },
): Promise<(SubmittedReport & { month: Month })[]> {
  const { bureau, person, from, to } = where
  const periods: Month[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) periods.push(month)
  const entries = await readEntries(db, {
    bureau,
    kinds: [reportSubmitted.kind],
    subject: person,
    periods,
  })
  return periods.flatMap((month) => {
    const report = foldReports(entries.filter(({ period }) => period === month)).get(person)
    return report ? [{ ...report, month }] : []
  })
}

/** What a unit's report says: the entry with which it was signed. Texts are empty when they were erased. */
export async function readSigned(
  db: Db,
  id: string,
): Promise<{ summary: string; reports: readonly string[] } | null> {
  const entry = await findEntry(db, id)
  if (entry?.kind !== unitReportSigned.kind) return null
  return { summary: noteOf(entry, 'summary'), reports: unitReportSigned.body(entry).reports }
}
