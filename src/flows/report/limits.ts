import { textLimits } from '../limits.js'

/** What a report may hold at most; said in the form and checked on handing in. */
export const reportLimits = {
  /** Characters of why or how far, for one item. */
  note: textLimits['report.note'].max,
  /** Characters of the work outside the plan. */
  extra: textLimits['report.extra'].max,
  /** Plans for the next month, and characters of each. */
  plans: 6,
  plan: 100,
  /** Items of one form: what goes on and what was planned. */
  items: 8,
  /** Characters of the field that takes the plans, one a line. */
  planLines: textLimits['report.plans'].max,
  /** Characters of the unit report. */
  summary: textLimits['digest.summary'].max,
} as const
