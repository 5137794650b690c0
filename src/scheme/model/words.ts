import type { Points } from '../../base/points.js'

/**
 * A value of the language that a choice may set. `choice` and `byAnswer` (alternative id → value) are null where
 * the regulation itself says it. `withChoices` (choices.ts) gives the scheme with other answers.
 */
export interface Setting<T> {
  value: T
  choice: string | null
  byAnswer: Readonly<Record<string, T>> | null
}

/** A number marked in a sentence. `text` are the characters that people see. */
export interface Figure {
  name: string
  /** `0.05`, `30%`, `2/3`. */
  text: string
  kind: 'number' | 'percent' | 'fraction'
  /** 0.05; 0.3 for `30%`; for a fraction use numerator and denominator, which stay exact. */
  value: Points
  numerator: number
  denominator: number
}

/** A sentence with its figures. */
export interface Sentence {
  /** As people read it, marks taken away. */
  text: string
  /** The same in pieces, for highlighting: joined they give `text`. */
  pieces: (string | Figure)[]
  figures: Figure[]
}

/** What every cited thing has. */
export interface Cited {
  id: string
  name: string
  clause: string
  says: Sentence
}
