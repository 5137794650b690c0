import type { FactIntent } from '../src/flows/fact/intents.js'
import type { TextField } from '../src/flows/limits.js'
import { Fields, type PressParser } from './form-values.js'

/** `args`: the fact, whose charge, and the number of the form where the card has several. */
function decision(verb: FactIntent['verb'], limit: TextField): PressParser {
  return ({ args: [fact, whose = '', number = ''], values }) => {
    if (!fact || !/^\d{0,2}$/.test(number)) return null
    const form = new Fields(values)
    const field = textField(number)
    return form.into({ verb, fact, whose, field, text: form.text(field, limit) })
  }
}

/** The text of a decision: names are unique on a card, also where it has several forms. */
export function textField(number: string): string {
  return number === '' ? 'text' : `text_${number}`
}

/** Presses of the cards about facts. */
export const factPresses: Record<string, PressParser> = {
  'fact.verify': decision('fact.verify', 'fact.opinion'),
  'fact.approve': decision('fact.approve', 'fact.opinion'),
  'fact.return': decision('fact.return', 'fact.opinion'),
  'fact.recall': decision('fact.recall', 'fact.opinion'),
  'fact.object': decision('fact.object', 'fact.objection'),
  'fact.uphold': decision('fact.uphold', 'fact.hearing'),
  'fact.withdraw': decision('fact.withdraw', 'fact.hearing'),
  'fact.hand-over': decision('fact.hand-over', 'fact.hearing'),
  'fact.reverse': decision('fact.reverse', 'fact.hearing'),
  'facts.show': ({ option }) => (option ? { verb: 'facts.show', state: option } : null),
  'facts.find': ({ values }) => {
    const form = new Fields(values)
    return form.into({ verb: 'facts.find', text: form.text('find', 'facts.find') })
  },
  'facts.page': ({ args: [page] }) =>
    page !== undefined && /^\d{1,5}$/.test(page)
      ? { verb: 'facts.page', page: Number.parseInt(page, 10) }
      : null,
}
