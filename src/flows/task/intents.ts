/** Whose letter in which part of which cycle. */
export interface LetterRef {
  cycle: string
  part: string
  assessee: string
}

/** What was filled in for one task; what the card did not ask is ''. */
export interface TaskWords {
  result: string
  granted: string
  reason: string
  done: string
}

/** What is done with letters of responsibility. */
export type TaskIntent =
  /** Enters a letter, one task a line. */
  | ({ verb: 'tasks.set'; text: string } & LetterRef)
  /** What became of its tasks, by their numbers. */
  | ({ verb: 'tasks.decide'; tasks: Record<string, TaskWords> } & LetterRef)
  | { verb: 'tasks.find'; cycle: string; part: string; text: string }
  | { verb: 'tasks.page'; cycle: string; part: string; page: number }
  /** The letters of another part of the cycle. */
  | { verb: 'tasks.part'; cycle: string; part: string }
