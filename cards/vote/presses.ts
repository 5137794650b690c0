import { figureField, pickField } from '../../src/flows/vote/fields.js'
import { Fields, type PressParser } from '../form-values.js'

/** Ids that stand behind a beginning in the names of a form's fields. */
function idsBehind(form: Fields, begin: string): string[] {
  return Object.keys(form.values).flatMap((name) =>
    name.startsWith(begin) ? [name.replace(begin, '')] : [],
  )
}

/** Presses of a voter's sheet and of the office's card. */
export const votePresses: Record<string, PressParser> = {
  'vote.hand-in': ({ args: [vote, number], values }) => {
    if (!vote || !number || !/^[1-9]\d?$/.test(number)) return null
    const form = new Fields(values)
    const picks = idsBehind(form, pickField).map((id) => [id, form.choices(`${pickField}${id}`)])
    const figures = idsBehind(form, figureField).map((id) => [
      id,
      form.text(`${figureField}${id}`, 'vote.figure'),
    ])
    return form.into({
      verb: 'vote.hand-in',
      ...{ vote, sheet: Number.parseInt(number, 10), rest: form.choice('rest') },
      ...{ picks: Object.fromEntries(picks), figures: Object.fromEntries(figures) },
    })
  },
  'vote.open': ({ args: [cycle, part], values }) => {
    if (!cycle || !part) return null
    const form = new Fields(values)
    return form.into({ verb: 'vote.open', cycle, part, days: form.choice('days') })
  },
  'vote.close': ({ args: [vote] }) => (vote ? { verb: 'vote.close', vote } : null),
  'vote.void': ({ args: [vote], values }) => {
    if (!vote) return null
    const form = new Fields(values)
    return form.into({ verb: 'vote.void', vote, reason: form.text('reason', 'vote.reason') })
  },
}
