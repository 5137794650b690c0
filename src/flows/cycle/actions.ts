import { action } from '../access.js'

export const manageCycles = action('cycle.manage', '管理考核周期', ['assessment-office', 'bureau'])
