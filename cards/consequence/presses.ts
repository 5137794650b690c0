import type { ConsequenceIntent } from '../../src/flows/consequence/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** Who is chosen, in each of the card's forms: names are unique on a card. */
export const whomFields = { hand: 'whom.hand', done: 'whom.done', undo: 'whom.undo' } as const

/** Presses of the cards of what follows from results. */
export const consequencePresses: Record<string, PressParser> = {
  'consequence.hand': ({ args: [cycle, consequence], values }) => {
    if (!cycle || !consequence) return null
    const form = new Fields(values)
    return form.into<ConsequenceIntent>({
      ...{ verb: 'consequence.hand', cycle, consequence },
      whom: form.choices(whomFields.hand),
      to: form.text('to', 'consequence.to'),
    })
  },
  'consequence.done': ({ args: [cycle, consequence], values }) => {
    if (!cycle || !consequence) return null
    const form = new Fields(values)
    return form.into<ConsequenceIntent>({
      ...{ verb: 'consequence.done', cycle, consequence },
      whom: form.choices(whomFields.done),
      on: form.choice('on'),
      reference: form.text('reference', 'consequence.reference'),
    })
  },
  'consequence.undo': ({ args: [cycle, consequence], values }) => {
    if (!cycle || !consequence) return null
    const form = new Fields(values)
    const whom = form.choices(whomFields.undo)
    return form.into<ConsequenceIntent>({ verb: 'consequence.undo', cycle, consequence, whom })
  },
}
