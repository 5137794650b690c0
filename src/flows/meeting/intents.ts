/** What stands in the form that calls a meeting, as it was typed. */
export interface MeetingWords {
  title: string
  /** `YYYY-MM-DD HH:MM`. */
  at: string
  place: string
  /** Names of people and units. */
  names: string
  /** Names of those who report afterwards. */
  briefs: string
  note: string
}

/** Who did not come as expected, by name, and what was found. */
export interface MarkWords {
  absent: string
  late: string
  substituted: string
  note: string
}

/** What who calls a meeting does. */
export type MeetingFormIntent =
  | { verb: 'meeting.call'; words: MeetingWords }
  /** An empty form in the place of a receipt. */
  | { verb: 'meeting.again' }

/** What is done about one meeting. */
export type MeetingIntent =
  | { verb: 'meeting.cancel' | 'meeting.ask' | 'meeting.brief'; meeting: string; text: string }
  | { verb: 'meeting.as-expected'; meeting: string }
  | { verb: 'meeting.mark'; meeting: string; words: MarkWords }
  /** `whose`: of whom the report is that was read. */
  | { verb: 'meeting.read'; meeting: string; whose: string }

/** What is done about a leave from a meeting. */
export interface MeetingLeaveIntent {
  verb: 'meeting.agree' | 'meeting.return' | 'meeting.refuse' | 'meeting.withdraw'
  leave: string
  meeting: string
  text: string
}
