import { action } from '../access.js'

/** The office writes down what those who decide have decided: the scheme names them, the minutes prove it. */
export const recordDecisions = action('decision.record', '登记会议决定', [
  'assessment-office',
  'bureau',
])
