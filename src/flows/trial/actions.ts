import { action } from '../access.js'

/** What a result would be under another reading is for who decides the readings. */
export const tryChoices = action('what-if.try', '试算', ['assessment-office', 'bureau'])
