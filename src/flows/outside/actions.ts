import { action } from '../access.js'

/** Who hands out links to third parties, and brings in what they gave on paper. */
export const manageOutside = action('outside.manage', '组织第三方评价', [
  'assessment-office',
  'bureau',
])
