/** What is done with the form of an appeal; `assessee`: whose result it is about. */
export type AppealFormIntent =
  | { verb: 'appeal.submit'; cycle: string; assessee: string; line: string; reason: string }
  | {
      verb: 'appeal.drop'
      cycle: string
      assessee: string
      file: string
      line: string
      reason: string
    }

/** What who asked does with an appeal that is made; `whose`: whose result it is about. */
export type OwnAppealIntent =
  | { verb: 'appeal.withdraw'; appeal: string; whose: string }
  | { verb: 'appeal.further'; appeal: string; whose: string; reason: string }
  | { verb: 'appeal.file'; file: string }

/** The answer; `reverse`: facts that are reversed with it. */
export interface AppealAnswerIntent {
  verb: 'appeal.answer'
  appeal: string
  whose: string
  finding: string
  reverse: string[]
  reason: string
}
