import type { Cited, Sentence, Setting } from '../scheme/model/words.js'

/** What the rules say of meetings (会议纪律). */
export interface MeetingRules {
  clause: string
  says: Sentence
  /** Minutes before the beginning between which one goes in; zero: at the beginning. */
  enters: { from: number; by: number }
  /** From when on one is late. */
  lateFrom: Setting<'beginning' | 'entering'>
  /** Roles that call meetings. */
  callers: Setting<string[]>
  /** The occasion of attendance that a meeting is; null: what is found of it is no fact. */
  occasion: string | null
  /** What is found of who was not there, came late, or sent somebody else: a finding; null: it is only written down. */
  marks: Readonly<Record<MeetingMark, Setting<string | null>>>
  /** That whoever is named comes in person; null where the rules say nothing. */
  inPerson: { clause: string; says: Sentence } | null
  leave: {
    clause: string
    says: Sentence
    /** The chain that decides on it. */
    chain: string
    /** Months after the meeting until the reason is erased. */
    erasedAfter: Setting<number>
  }
  /** The report after a meeting (会议报告); null where none is asked for. */
  brief: MeetingBrief | null
}

/** What can be found of somebody at a meeting, beside that they came or were excused. */
export const meetingMarks = ['absent', 'late', 'substituted'] as const
export type MeetingMark = (typeof meetingMarks)[number]

export interface MeetingBrief extends Pick<Cited, 'clause' | 'says'> {
  /** Who reports: those whom the caller names, or each who came. */
  of: Setting<'named' | 'each'>
  /** Working days after the meeting. */
  due: Setting<number>
  /** Roles that it goes to, for who reports. */
  reads: string[]
}
