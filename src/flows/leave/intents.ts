/** What stands in the form of a leave, as it was typed. */
export interface LeaveWords {
  /** Whose, in the form for leave taken by telephone; '' in one's own. */
  who: string
  kind: string
  from: string
  to: string
  starts: string
  ends: string
  reason: string
  handover: string
  /** What is handed over. */
  tasks: string
}

/** What is done with the form; `key`: `new`, `phone`, or the leave that it changes or asks for anew. */
export type LeaveFormIntent =
  /** `shown`: the days that the card counted; others are counted and shown before they are sent. */
  | { verb: 'leave.submit' | 'leave.look'; key: string; shown: string; words: LeaveWords }
  | { verb: 'leave.drop'; key: string; file: string; words: LeaveWords }
  | { verb: 'leave.again'; key: string }

/** What who decides does; `person`: whose leave it is. */
export interface LeaveDecision {
  verb: 'leave.agree' | 'leave.return' | 'leave.refuse'
  leave: string
  person: string
  text: string
}

/** What the person does with their own leave. */
export type OwnLeaveIntent =
  | { verb: 'leave.withdraw' | 'leave.back' | 'leave.papers'; leave: string }
  | { verb: 'leave.shorten'; leave: string; to: string; ends: string }
  | { verb: 'leave.slip'; leave: string; text: string }
  | { verb: 'leave.file'; file: string }
