import type {
  InfoDeskIntent,
  InfoFormIntent,
  InfoWords,
  PieceChoice,
} from '../../src/flows/information/intents.js'
import { Fields, type PressParser } from '../form-values.js'

function wordsOf(form: Fields): InfoWords {
  return {
    what: form.choice('what'),
    title: form.text('title', 'info.title'),
    link: form.text('link', 'info.link'),
    channel: form.text('channel', 'info.channel'),
  }
}

/** Presses of the cards about information. `info.submit` carries whether it was asked about and is another piece. */
export const informationPresses: Record<string, PressParser> = {
  'info.submit': ({ args: [confirmed = ''], values }) => {
    const form = new Fields(values)
    const words = wordsOf(form)
    return form.into<InfoFormIntent>({
      ...{ verb: 'info.submit', confirmed: confirmed === 'confirmed', words },
    })
  },
  'info.drop': ({ args: [file], values }) => {
    if (!file) return null
    const form = new Fields(values)
    return form.into<InfoFormIntent>({ verb: 'info.drop', file, words: wordsOf(form) })
  },
  'info.again': () => ({ verb: 'info.again' }),
  'info.withdraw': ({ args: [piece] }) => (piece ? { verb: 'info.withdraw', piece } : null),
  'info.file': ({ args: [file] }) => (file ? { verb: 'info.file', file } : null),
  'info.decide': ({ values }) => {
    const form = new Fields(values)
    const choices = form.named('as').map((id): [string, PieceChoice] => {
      return [id, { as: form.choice(`as.${id}`), levels: form.choices(`levels.${id}`) }]
    })
    return form.into<InfoDeskIntent>({
      ...{ verb: 'info.decide', day: form.choice('day'), choices: Object.fromEntries(choices) },
      reason: form.text('reason', 'info.reason'),
    })
  },
  'info.page': ({ args: [page = ''] }) =>
    /^\d{1,5}$/.test(page) ? { verb: 'info.page', page: Number.parseInt(page, 10) } : null,
}
