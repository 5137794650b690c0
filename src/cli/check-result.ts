import type { Problem } from '../base/problem.js'

/** What a check of one scheme, or of one folder of work rules, found. */
export interface CheckResult {
  problems: Problem[]
  /** Lines for people about what was checked; empty when it could not be read. */
  summary: string[]
}
