import { action } from '../access.js'

/** Who asks for leave; who decides on it, and who may enter leave taken by telephone, stands in the work rules. */
export const askLeave = action('leave.ask', '请假', ['everybody', 'self'])
