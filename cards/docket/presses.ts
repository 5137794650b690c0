import {
  type DocketFormIntent,
  type DocketIntent,
  docketShows,
  type DocketWords,
  type ExtensionDecision,
} from '../../src/flows/docket/intents.js'
import { judgements } from '../../src/flows/docket/entries.js'
import { Fields, type PressParser } from '../form-values.js'

function wordsOf(form: Fields): DocketWords {
  return {
    kind: form.choice('kind'),
    title: form.text('title', 'docket.title'),
    source: form.text('source', 'docket.source'),
    received: form.choice('received'),
    explicit: form.choice('explicit'),
    owner: form.text('owner', 'docket.owner'),
    assistants: form.text('assistants', 'docket.assistants'),
  }
}

/** `args`: what the card reckoned. */
function registering(verb: 'docket.submit' | 'docket.look'): PressParser {
  return ({ args: [shown = ''], values }) => {
    const form = new Fields(values)
    return form.into<DocketFormIntent>({ verb, shown, words: wordsOf(form) })
  }
}

type WithText = 'confirm' | 'back' | 'pause' | 'resume' | 'drop'

/** `args`: the matter. */
function withText(verb: `docket.${WithText}`, name: 'opinion' | 'cause'): PressParser {
  return ({ args: [docket], values }) => {
    if (!docket) return null
    const form = new Fields(values)
    return form.into<DocketIntent>({ verb, docket, text: form.text(name, 'docket.reason') })
  }
}

/** `args`: the matter, and the request for a longer time. */
function deciding(verb: ExtensionDecision['verb']): PressParser {
  return ({ args: [docket, extension], values }) => {
    if (!docket || !extension) return null
    const form = new Fields(values)
    return form.into({ verb, docket, extension, text: form.text('remark', 'docket.reason') })
  }
}

/** Presses of the cards about matters with a time limit. */
export const docketPresses: Record<string, PressParser> = {
  'docket.submit': registering('docket.submit'),
  'docket.look': registering('docket.look'),
  'docket.again': () => ({ verb: 'docket.again' }),
  'docket.answer': ({ args: [docket], values }) => {
    if (!docket) return null
    const form = new Fields(values)
    return form.into({ verb: 'docket.answer', docket, text: form.text('note', 'docket.note') })
  },
  'docket.confirm': withText('docket.confirm', 'opinion'),
  'docket.back': withText('docket.back', 'opinion'),
  'docket.pause': withText('docket.pause', 'cause'),
  'docket.resume': withText('docket.resume', 'cause'),
  'docket.drop': withText('docket.drop', 'cause'),
  'docket.place': ({ args: [docket], values }) => {
    if (!docket) return null
    const form = new Fields(values)
    return form.into<DocketIntent>({
      ...{ verb: 'docket.place', docket, owner: form.text('owner', 'docket.owner') },
      assistants: form.text('assistants', 'docket.assistants'),
      text: form.text('why', 'docket.reason'),
    })
  },
  'docket.extend': ({ args: [docket], values }) => {
    if (!docket) return null
    const form = new Fields(values)
    return form.into<DocketIntent>({
      ...{ verb: 'docket.extend', docket, to: form.choice('to'), told: form.choice('told') },
      text: form.text('because', 'docket.reason'),
    })
  },
  'docket.agree': deciding('docket.agree'),
  'docket.return': deciding('docket.return'),
  'docket.refuse': deciding('docket.refuse'),
  'docket.judge': ({ args: [docket], values }) => {
    if (!docket) return null
    const form = new Fields(values)
    const chosen = form.choice('as')
    const as = judgements.find((one) => one === chosen) ?? ''
    const text = form.text('said', 'docket.reason')
    return form.into<DocketIntent>({ verb: 'docket.judge', docket, as, text })
  },
  'docket.papers': ({ args: [docket] }) => (docket ? { verb: 'docket.papers', docket } : null),
  'docket.file': ({ args: [file] }) => (file ? { verb: 'docket.file', file } : null),
  'dockets.page': ({ args: [key, page = '', to] }) => {
    const show = docketShows.find((one) => one === to)
    if (!key || !show || !/^\d{1,4}$/.test(page)) return null
    return { verb: 'dockets.page', key, page: Number.parseInt(page, 10), show }
  },
  'dockets.export': () => ({ verb: 'dockets.export' }),
}
