import { action } from '../access.js'

/** Who sees what a year asks of people. */
export const readBurden = action('burden.read', '查看一年的办件统计', [
  'assessment-office',
  'bureau',
])
