import type { Flow } from '../flow.js'

/** Opening and closing assessment years. */
export const cycleFlow: Flow = { name: 'cycle' }
