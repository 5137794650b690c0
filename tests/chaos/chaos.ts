/** What a script of this folder exports: `races.chaos.ts` is the script `races`. */
export interface Chaos {
  /** The promise that it tries to break, in a sentence. */
  promise: string
  /** Tries, for minutes rather than seconds. Answers what was measured and each violation. */
  run(): Promise<Outcome>
}

export interface Outcome {
  /** Name of the figure with its unit, and the figure. */
  figures: Record<string, number | string>
  /** Empty where the promise held. */
  violations: string[]
  /** Why nothing was tried here, e.g. a program is missing. */
  skipped?: string
}
