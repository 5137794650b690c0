import { textOf, type PressParser } from './form-values.js'

/** Presses of the office's publishing card. */
export const publicationPresses: Record<string, PressParser> = {
  'publish.confirm': ({ args: [scope], values }) =>
    scope === 'ranking' || scope === 'nominees'
      ? { verb: 'publish.confirm', scope, reason: textOf(values, 'reason') }
      : null,
}
