import type { CardRef } from './cards.js'
import type { ReportStatus } from './entries.js'

/** Everything a person can ask for, from a card or a command, after parsing. The only way into flows. */
export type Intent =
  /** Send me this card at the bottom of the chat (the older one points to it). */
  | { verb: 'open'; card: CardRef }
  /** Render the card I pressed once more. */
  | { verb: 'refresh' }
  | ReportIntent
  | DigestIntent
  | RecordIntent
  | FactIntent
  | RatingIntent
  | PublishIntent

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

/** A head's unit report. */
export type DigestIntent = {
  verb: 'digest.save' | 'digest.sign'
  month: string
  unit: string
  summary: string
}

/** The office's record of a fact; `record.unit` narrows the list of people. */
export type RecordIntent =
  | { verb: 'record.unit'; unit: string }
  | {
      verb: 'record.submit'
      rule: string
      person: string
      day: string
      matter: string
      note: string
      points: string
    }

/** Decisions on a fact, each with its text. */
export type FactIntent = {
  verb:
    | 'fact.approve'
    | 'fact.return'
    | 'fact.object'
    | 'fact.uphold'
    | 'fact.withdraw'
    | 'fact.reverse'
  fact: string
  text: string
}

/** An assessor's scores for a period, by assessee; '' for none yet. */
export type RatingIntent =
  | {
      verb: 'rating.save' | 'rating.submit'
      part: string
      period: string
      points: Record<string, string>
    }
  | { verb: 'period.close'; part: string; period: string }

/** The office publishes the results of its cycle: the whole ranking, or only who is nominated. */
export type PublishIntent = {
  verb: 'publish.confirm'
  scope: 'ranking' | 'nominees'
  reason: string
}
