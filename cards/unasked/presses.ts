import type { TextField } from '../../src/flows/limits.js'
import type { UnaskedIntent } from '../../src/flows/unasked/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** `args`: the finding, and who went. */
function about(verb: UnaskedIntent['verb'], limit: TextField): PressParser {
  return ({ args: [unasked, person], values }) => {
    if (!unasked || !person) return null
    const form = new Fields(values)
    return form.into<UnaskedIntent>({ verb, unasked, person, text: form.text('text', limit) })
  }
}

/** Presses of the cards about trips that nobody was asked for. */
export const unaskedPresses: Record<string, PressParser> = {
  'unasked.submit': ({ values }) => {
    const form = new Fields(values)
    return form.into({
      verb: 'unasked.submit',
      words: {
        who: form.text('who', 'leave.who'),
        ...{ from: form.choice('from'), to: form.choice('to') },
        place: form.text('place', 'trip.place'),
        note: form.text('note', 'unasked.note'),
      },
    })
  },
  'unasked.again': () => ({ verb: 'unasked.again' }),
  'unasked.confirm': about('unasked.confirm', 'leave.remark'),
  'unasked.dismiss': about('unasked.dismiss', 'leave.remark'),
  'unasked.explain': about('unasked.explain', 'unasked.text'),
}
