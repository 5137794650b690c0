import type { RecordWords } from './draft.js'

/** What is done with the form of a fact; `key`: which form, `new` or the fact that was sent back. */
export type RecordIntent =
  /** Narrows the list of kinds. */
  | { verb: 'record.find'; key: string; text: string }
  /** Chooses the kind. */
  | { verb: 'record.kind'; key: string; kind: string }
  /** Back to the kinds, what was typed stays. */
  | { verb: 'record.other'; key: string; words: RecordWords }
  /** Looks for people and units. */
  | { verb: 'record.search'; key: string; words: RecordWords }
  /** Takes every unit, each with what it had in the month before. */
  | { verb: 'record.all'; key: string; words: RecordWords }
  | { verb: 'record.keep'; key: string; words: RecordWords }
  /** Takes an attached file away. */
  | { verb: 'record.drop'; key: string; file: string; words: RecordWords }
  /** `confirmed`: what was asked once more stands. */
  | { verb: 'record.submit'; key: string; kind: string; confirmed: boolean; words: RecordWords }
  /** An empty form in the place of a receipt, or of one that is given up. */
  | { verb: 'record.again'; key: string }

/**
 * Decisions on a fact, each with its text; `whose`: the charge that it is about, '' for the whole fact. `field`: what
 * the text's field is called on the card.
 */
export interface FactIntent {
  verb:
    | 'fact.verify'
    | 'fact.approve'
    | 'fact.return'
    | 'fact.recall'
    | 'fact.object'
    | 'fact.uphold'
    | 'fact.withdraw'
    | 'fact.hand-over'
    | 'fact.reverse'
  fact: string
  whose: string
  field: string
  text: string
}

/** What the list of facts shows. */
export type FactsIntent =
  | { verb: 'facts.show'; state: string }
  | { verb: 'facts.find'; text: string }
  | { verb: 'facts.page'; page: number }
