/** What stands in the form of a report, as it was typed: what, where and since when it is known, what is needed. */
export interface MajorWords {
  what: string
  place: string
  /** `YYYY-MM-DD HH:MM`: when it was known, or happened, as the rules reckon. */
  known: string
  needed: string
  /** Who should have reported it: entered afterwards by who says what was withheld; '' else. */
  who: string
}

export type MajorFormIntent = { verb: 'major.report'; words: MajorWords } | { verb: 'major.again' }

/** What is done about one matter. */
export type MajorIntent =
  | { verb: 'major.read' | 'major.pass' | 'major.close'; matter: string }
  | { verb: 'major.follow' | 'major.write' | 'major.waive'; matter: string; text: string }
  /** It was late or withheld, and these are to answer for it. */
  | { verb: 'major.propose'; matter: string; names: string; text: string }
