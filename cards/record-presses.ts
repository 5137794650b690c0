import type { Refusal } from '../src/base/refusal.js'
import type { RecordWords } from '../src/flows/fact/draft.js'
import type { RecordIntent } from '../src/flows/fact/intents.js'
import type { TextField } from '../src/flows/limits.js'
import { type Carried, Fields, type PressParser } from './form-values.js'

/** Presses of the form of a fact; the first argument says which form. */
export const recordPresses: Record<string, PressParser> = {
  'record.find': ({ args: [key], values }) => {
    if (!key) return null
    const form = new Fields(values)
    return form.into({ verb: 'record.find', key, text: form.text('find', 'record.find') })
  },
  'record.kind': ({ args: [key], option }) =>
    key && option ? { verb: 'record.kind', key, kind: option } : null,
  'record.other': worded((key, words) => ({ verb: 'record.other', key, words })),
  'record.search': worded((key, words) => ({ verb: 'record.search', key, words })),
  'record.all': worded((key, words) => ({ verb: 'record.all', key, words })),
  'record.keep': worded((key, words) => ({ verb: 'record.keep', key, words })),
  'record.drop': worded((key, words, [file]) =>
    file ? { verb: 'record.drop', key, file, words } : null,
  ),
  'record.submit': worded((key, words, [kind, confirmed]) =>
    kind ? { verb: 'record.submit', key, kind, confirmed: confirmed === 'confirmed', words } : null,
  ),
  'record.again': ({ args: [key] }) => (key ? { verb: 'record.again', key } : null),
}

/** The option that takes a chosen matter back: an empty value is none of the platform's. */
export const noMatter = 'none'

function worded(
  make: (key: string, words: RecordWords, args: string[]) => RecordIntent | null,
): PressParser {
  return ({ args: [key, ...args], values }: Carried): RecordIntent | Refusal | null => {
    if (!key) return null
    const form = new Fields(values)
    const intent = make(key, wordsOf(form), args)
    return intent && form.into(intent)
  }
}

function wordsOf(form: Fields): RecordWords {
  const chosen = (prefix: string) =>
    Object.fromEntries(form.named(prefix).map((id) => [id, form.choice(`${prefix}.${id}`)]))
  const texts = (prefix: string, field: TextField) =>
    Object.fromEntries(form.named(prefix).map((id) => [id, form.text(`${prefix}.${id}`, field)]))
  return {
    find: form.text('find', 'record.find'),
    whom: form.choices('whom'),
    day: form.choice('day'),
    occasion: form.choice('occasion'),
    sort: form.choice('sort'),
    levels: form.choices('levels'),
    answers: chosen('answer'),
    quantity: form.text('quantity', 'record.quantity'),
    times: form.text('times', 'record.times'),
    amounts: texts('amount', 'record.quantity'),
    sent: form.choice('sent'),
    done: form.choice('done'),
    points: texts('points', 'record.points'),
    matter: form.choice('matter') === noMatter ? '' : form.choice('matter'),
    newMatter: form.text('newMatter', 'record.matter'),
    note: form.text('note', 'record.note'),
    as: chosen('as'),
    share: texts('share', 'record.share'),
  }
}
