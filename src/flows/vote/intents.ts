/** What a voter filled into one sheet. */
export interface SheetFilled {
  vote: string
  /** From 1. */
  sheet: number
  /** What whoever is not named below is given: the id of an option, or a figure; '' for nothing. */
  rest: string
  /** Option → assessees chosen for it. */
  picks: Readonly<Record<string, readonly string[]>>
  /** Assessee → figure as it was typed. */
  figures: Readonly<Record<string, string>>
}

/** What can be done about votes. */
export type VoteIntent =
  | ({ verb: 'vote.hand-in' } & SheetFilled)
  | { verb: 'vote.open'; cycle: string; part: string; days: string }
  | { verb: 'vote.close'; vote: string }
  | { verb: 'vote.void'; vote: string; reason: string }
