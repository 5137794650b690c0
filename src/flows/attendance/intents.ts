import type { AttendanceAnswers, AttendanceWords } from './form.js'

/** What is done with the form of attendance. */
export type AttendanceIntent =
  /** Reads the names and shows what would become of each. */
  | { verb: 'attendance.check'; words: AttendanceWords }
  /** Keeps what was answered and shows it anew, on a page. */
  | { verb: 'attendance.look'; page: number; answers: AttendanceAnswers }
  /** `shown`: what the card said would become of the rows ({@link fingerprint}). */
  | { verb: 'attendance.send'; shown: string; answers: AttendanceAnswers }
  /** Back to the form; what was typed stays. */
  | { verb: 'attendance.edit' }
  /** An empty form in the place of a receipt, or of one that is given up. */
  | { verb: 'attendance.again' }
  /** The sheet to be filled in. */
  | { verb: 'attendance.template' }

/** A unit's table is signed; `shown`: the figures that the card showed. */
export interface TableIntent {
  verb: 'attendance.sign'
  key: string
  shown: string
}
