/** What stands in the form that puts facts to somebody. */
export interface CaseWords {
  who: string
  situation: string
  facts: string
}

export type CaseFormIntent = { verb: 'case.open'; words: CaseWords } | { verb: 'case.again' }

/** What is done about one case. */
export type CaseIntent =
  | { verb: 'case.state' | 'case.drop' | 'case.serve' | 'case.review'; case: string; text: string }
  /** `form`: how somebody is held to account; `none`: not at all. */
  | { verb: 'case.decide'; case: string; form: string; text: string }
  /** `form`: the same as decided, another, or `none`. */
  | { verb: 'case.answer'; case: string; form: string; text: string }
  | { verb: 'case.record'; case: string }
