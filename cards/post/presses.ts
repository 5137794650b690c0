import type { CoverIntent, NamingIntent } from '../../src/flows/post/intents.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the cards about posts. */
export const postPresses: Record<string, PressParser> = {
  'post.name': ({ values }) => {
    const form = new Fields(values)
    return form.into<NamingIntent>({
      verb: 'post.name',
      ...{ person: form.choice('person'), standIn: form.choice('standIn') },
      ...{ from: form.choice('from'), to: form.choice('to') },
    })
  },
  'post.assign': ({ args: [absence, person], values }) => {
    if (!absence || !person) return null
    const standIn = new Fields(values).choice('standIn')
    return { verb: 'post.assign', absence, person, standIn }
  },
  'post.end': ({ args: [named, person] }) =>
    named && person ? { verb: 'post.end', named, person } : null,
  'post.take': ({ args: [absence, person] }) =>
    absence && person ? { verb: 'post.take', absence, person } : null,
  'post.return': ({ args: [absence, person], values }) => {
    if (!absence || !person) return null
    const form = new Fields(values)
    const text = form.text('text', 'post.note')
    return form.into<CoverIntent>({ verb: 'post.return', absence, person, text })
  },
}
