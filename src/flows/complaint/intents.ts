import type { ComplaintOutcome } from './entries.js'

/** What stands in the form of a complaint, as it was typed. */
export interface ComplaintWords {
  /** `YYYY-MM-DD HH:MM`. */
  received: string
  /** Whom it is about: a unit or a person, by name. */
  against: string
  /** Who complains, and how to reach them; '' for nobody known. */
  who: string
  text: string
}

export type ComplaintIntent =
  | { verb: 'complaint.submit'; words: ComplaintWords }
  | { verb: 'complaint.again' }
  | {
      verb: 'complaint.decide'
      complaint: string
      as: ComplaintOutcome | ''
      /** Kinds of facts, as the schemes call them. */
      facts: readonly string[]
      text: string
    }
  | { verb: 'complaint.papers'; complaint: string }
  | { verb: 'complaint.file'; file: string }
  | { verb: 'complaint.page'; page: number }
