import { action } from '../access.js'

/** Who sees what everybody owes, and reminds them. */
export const remindOthers = action('asks.remind', '催办', ['assessment-office', 'bureau'])
