/** A step of the chain of an entered score. */
export type EnteredStep = 'records' | 'verifies' | 'files'

/** Which part of which cycle. */
export interface EnteredRef {
  cycle: string
  part: string
}

/** What was filled in for somebody. */
export interface EnteredWords {
  figure: string
  reason: string
}

/** What is done with entered scores. */
export type EnteredIntent =
  /** Hands in a page of a step: assessee → words. */
  | ({ verb: 'entered.give'; step: EnteredStep; rows: Record<string, EnteredWords> } & EnteredRef)
  | ({ verb: 'entered.page'; step: EnteredStep; page: number } & EnteredRef)
  | ({ verb: 'entered.file'; reason: string } & EnteredRef)
  | ({ verb: 'entered.reopen'; reason: string } & EnteredRef)
