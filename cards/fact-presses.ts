import type { FactIntent } from '../src/flows/intents.js'
import { textOf, type PressParser } from './form-values.js'

function decision(verb: FactIntent['verb']): PressParser {
  return ({ args: [fact], values }) => (fact ? { verb, fact, text: textOf(values, 'text') } : null)
}

/** Presses of the cards about facts. */
export const factPresses: Record<string, PressParser> = {
  'record.unit': ({ option }) => (option ? { verb: 'record.unit', unit: option } : null),
  'record.submit': ({ values }) => ({
    verb: 'record.submit',
    rule: textOf(values, 'rule'),
    person: textOf(values, 'person'),
    day: textOf(values, 'day'),
    matter: textOf(values, 'matter'),
    note: textOf(values, 'note'),
    points: textOf(values, 'points'),
  }),
  'fact.approve': decision('fact.approve'),
  'fact.return': decision('fact.return'),
  'fact.object': decision('fact.object'),
  'fact.uphold': decision('fact.uphold'),
  'fact.withdraw': decision('fact.withdraw'),
  'fact.reverse': decision('fact.reverse'),
}
