/**
 * What is said, as a warning, where the card showed something that is no more: nothing is done, and what it shows now is written down as
 * shown. No refusal.
 */
export const shownAnew: ReadonlySet<string> = new Set([
  'attendance-changed',
  'attendance-table-changed',
  'reports-shown-anew',
])
