import { action } from '../access.js'

/** Who looks at the register; each sees what they have, keep or lead. Who registers what stands in the work rules. */
export const lookAtDockets = action('docket.look', '查看督办登记簿', ['everybody', 'self'])
