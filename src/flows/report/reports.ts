import type { Instant, Month } from '../../base/day.js'
import { readEntries } from '../../storage/ledger-reading.js'
import type { Entry } from '../../storage/ledger-entry.js'
import type { Db } from '../../storage/database.js'
import { type Body, bodyOf, noteOf, type ReportText, reportText } from '../entries.js'

/** A person's report of a month: the last one handed in, and when the first one was. */
export interface SubmittedReport {
  /** Id of the ledger entry. */
  id: string
  person: string
  /** Null when it was erased. */
  text: ReportText | null
  counts: Body<'report.submitted'>
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

/** The reports of a month by person, of the whole bureau or of one person. */
export async function readReports(
  db: Db,
  where: { bureau: string; month: Month; person?: string },
): Promise<Map<string, SubmittedReport>> {
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: ['report.submitted'],
    period: where.month,
    ...(where.person === undefined ? {} : { subject: where.person }),
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
      counts: bodyOf('report.submitted', entry),
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
  return (await readReports(db, where)).get(where.person) ?? null
}

/** The signature under a unit's report of a month, or null. */
export async function readSignature(
  db: Db,
  where: { bureau: string; month: Month; unit: string | null },
): Promise<Signature | null> {
  if (where.unit === null) return null
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: ['unit-report.signed'],
    period: where.month,
    subject: where.unit,
  })
  const entry = entries[0]
  if (!entry) return null
  const { reports, missing } = bodyOf('unit-report.signed', entry)
  return { by: entry.by, at: entry.at, summary: noteOf(entry, 'summary'), reports, missing }
}
