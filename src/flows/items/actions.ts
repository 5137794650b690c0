import { action } from '../access.js'

/** Who checks and scores follows from the scheme; who gives self-checks back and ends scoring does not. */
export const manageItems = action('items.manage', '管理逐项核定', ['assessment-office', 'bureau'])
