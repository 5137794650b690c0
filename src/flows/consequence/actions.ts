import { action } from '../access.js'

/** What follows from published results is carried out by people; the office keeps the list and asks others. */
export const manageConsequences = action('consequence.manage', '管理结果运用', [
  'assessment-office',
  'bureau',
])
