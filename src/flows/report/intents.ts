import type { ReportStatus } from './entries.js'

/** A person's monthly report: kept as a draft, handed in, or opened again before the deadline. */
export type ReportIntent =
  | { verb: 'report.save' | 'report.submit'; month: string; answers: ReportAnswers }
  | { verb: 'report.change'; month: string }

/** What stands in the report form; `items` follow the order of last month's plans. */
export interface ReportAnswers {
  items: { status: ReportStatus | ''; note: string }[]
  extra: string
  plans: string[]
}

/** A head's unit report; `shown`: up to which entry of the ledger the card knew, nothing where it did not say. */
export interface DigestIntent {
  verb: 'digest.save' | 'digest.annex' | 'digest.drop' | 'digest.sign'
  month: string
  unit: string
  summary: string
  shown?: number
}
