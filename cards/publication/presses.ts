import { Fields, type PressParser } from '../form-values.js'

/** Presses of the office's publishing card. */
export const publicationPresses: Record<string, PressParser> = {
  'publish.confirm': ({ args: [cycle, scope, results], values }) => {
    if (!cycle || !results || (scope !== 'ranking' && scope !== 'nominees')) return null
    const form = new Fields(values)
    const reason = form.text('reason', 'publish.reason')
    return form.into({ verb: 'publish.confirm', cycle, scope, results, reason })
  },
  'publish.to-group': ({ args: [cycle] }) => (cycle ? { verb: 'publish.to-group', cycle } : null),
}
