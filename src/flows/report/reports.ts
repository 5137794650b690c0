import type { Instant, Month } from '../../base/day.js'
import { readEntries } from '../../storage/ledger-reading.js'
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
  /** Id of the ledger entry. */
  id: string
  person: string
  /** Null when it was erased. */
  text: ReportText | null
  counts: ReportCounts
  /** When it was handed in first; decides whether it was late. */
  firstAt: Instant
  at: Instant
}

/** A head's signature under the unit report. */
export interface Signature {
  by: string
  at: Instant
  summary: string
  /** Ids of the entries it rests on, and persons who had not reported. */
  reports: string[]
  missing: string[]
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

/** The signature under a unit's report of a month, or null. */
export async function readSignature(
  db: Db,
  where: { bureau: string; month: Month; unit: string | null },
): Promise<Signature | null> {
  if (where.unit === null) return null
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: [unitReportSigned.kind],
    period: where.month,
    subject: where.unit,
  })
  const entry = entries[0]
  if (!entry) return null
  const { reports, missing } = unitReportSigned.body(entry)
  return { by: entry.by, at: entry.at, summary: noteOf(entry, 'summary'), reports, missing }
}
