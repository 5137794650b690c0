import { action } from '../access.js'

/** Who asks for trips and reports outings; who decides stands in the work rules. */
export const askTrip = action('trip.ask', '申请出差、报告外出', ['everybody', 'self'])
