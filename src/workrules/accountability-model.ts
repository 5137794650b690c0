import type { Cited, Sentence, Setting } from '../scheme/model/words.js'

/** What the rules say of being held to account (问责). */
export interface AccountabilityRules {
  clause: string
  says: Sentence
  /** For what somebody is held to account. */
  situations: Cited[]
  /** How: each may have a kind of fact for schemes. */
  forms: (Cited & { fact: string | null })[]
  /** Roles: who brings a case and serves the decision, who decides, who reviews it. */
  opens: string[]
  decides: string[]
  reviews: string[]
  /** Calendar days for the statement of who is concerned, before anybody decides. */
  statement: { clause: string; says: Sentence; within: Setting<number> }
  /** Time limits for asking for a review and for its answer; whether the decision waits meanwhile. */
  review: { limit: string; answer: string; suspends: Setting<boolean> }
  /** Months after the end until what was written is erased. */
  erasedAfter: Setting<number>
}
