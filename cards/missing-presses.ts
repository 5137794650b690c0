import type { RemindIntent } from '../src/flows/remind/intents.js'
import type { PressParser } from './form-values.js'

/** Presses of the list of what is missing. */
export const missingPresses: Record<string, PressParser> = {
  'asks.remind': ({ args: [kind, about] }): RemindIntent | null =>
    kind ? { verb: 'asks.remind', kind, about: about ?? null } : null,
  'missing.page': ({ args: [kind, page] }): RemindIntent | null =>
    kind && page && /^[1-9]\d{0,3}$/.test(page)
      ? { verb: 'missing.page', kind, page: Number.parseInt(page, 10) }
      : null,
}
