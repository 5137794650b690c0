import { action } from '../access.js'

/** Who rates follows from the scheme; who ends a period does not. */
export const closePeriods = action('period.close', '结束评价', ['assessment-office', 'bureau'])
