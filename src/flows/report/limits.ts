/** What a report may hold at most; said in the form and checked on handing in. */
export const reportLimits = {
  /** Characters of why or how far, for one item. */
  note: 200,
  /** Characters of the work outside the plan. */
  extra: 500,
  /** Plans for the next month, and characters of each. */
  plans: 6,
  plan: 100,
  /** Characters of the field that takes the plans, one a line. */
  planLines: 640,
  /** Characters of the unit report. */
  summary: 1000,
} as const
