import type { FactIntent } from '../src/flows/fact/intents.js'
import type { TextField } from '../src/flows/limits.js'
import { Fields, type PressParser } from './form-values.js'

function decision(verb: FactIntent['verb'], field: TextField): PressParser {
  return ({ args: [fact, whose = ''], values }) => {
    if (!fact) return null
    const form = new Fields(values)
    return form.into({ verb, fact, whose, text: form.text('text', field) })
  }
}

/** Presses of the cards about facts. */
export const factPresses: Record<string, PressParser> = {
  'record.unit': ({ option }) => (option ? { verb: 'record.unit', unit: option } : null),
  'record.submit': ({ values }) => {
    const form = new Fields(values)
    return form.into({
      verb: 'record.submit',
      kind: form.choice('rule'),
      person: form.choice('person'),
      day: form.choice('day'),
      matter: form.text('matter', 'record.matter'),
      note: form.text('note', 'record.note'),
      points: form.text('points', 'record.points'),
    })
  },
  'fact.verify': decision('fact.verify', 'fact.opinion'),
  'fact.approve': decision('fact.approve', 'fact.opinion'),
  'fact.return': decision('fact.return', 'fact.opinion'),
  'fact.object': decision('fact.object', 'fact.objection'),
  'fact.uphold': decision('fact.uphold', 'fact.hearing'),
  'fact.withdraw': decision('fact.withdraw', 'fact.hearing'),
  'fact.reverse': decision('fact.reverse', 'fact.hearing'),
}
