import type { ExportIntent } from '../../src/flows/export/intents.js'
import type { PressParser } from '../form-values.js'

/** Presses of the card of exports; all of it stands in the buttons. */
export const exportPresses: Record<string, PressParser> = {
  'export.form': ({ args: [cycle, form, of, quarter = '-'] }): ExportIntent | null => {
    if (!cycle || !form || !of || !/^[1-4-]$/.test(quarter)) return null
    return {
      verb: 'export.form',
      cycle,
      form,
      of,
      quarter: quarter === '-' ? null : Number(quarter),
    }
  },
  'export.pack': ({ args: [cycle] }): ExportIntent | null =>
    cycle ? { verb: 'export.pack', cycle } : null,
}
