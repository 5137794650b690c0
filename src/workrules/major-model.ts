import type { Sentence, Setting } from '../scheme/model/words.js'

/** What the rules say of major matters (重大事项报告). */
export interface MajorRules {
  clause: string
  says: Sentence
  /** What has to be reported. */
  kinds: string[]
  /** Time limit by the minute for the report. */
  limit: string
  /** Roles in order: each has it from the one before, and none is passed over. */
  levels: string[]
  /** Roles that are told at once, beside the levels. */
  informs: string[]
  /** When a level has not looked within the limit: it waits for them, or the next level has it too. */
  unread: Setting<'waits' | 'next-level'>
  /** Whether it is sent at any hour. */
  urgent: Setting<boolean>
  /** The written report afterwards; `due`: working days after it is over. */
  written: { clause: string; says: Sentence; due: Setting<number> } | null
  /** What is late or withheld: kind of the fact that it may become; roles that say so. */
  misreported: { clause: string; says: Sentence; fact: string; judgedBy: string[] } | null
  /** Months after it is over until what was written is erased. */
  erasedAfter: Setting<number>
}
