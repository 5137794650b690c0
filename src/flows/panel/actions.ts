import { action } from '../access.js'

/** Who runs a panel; who judges in it was fixed by who runs it. */
export const managePanels = action('panel.manage', '组织评委打分', ['assessment-office', 'bureau'])
