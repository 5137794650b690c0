import { z } from 'zod'
import { formDrafts } from '../form-draft.js'
import type { MajorWords } from './intents.js'

const text = z.string().catch('')

const shape = z.object({
  words: z.object({ what: text, place: text, known: text, needed: text, who: text }),
  /** The matter that this form has become: it is its receipt now. */
  made: text,
  /** Names the time it was opened: reminders of an earlier one say nothing. */
  opened: text,
})

export const majorDrafts = formDrafts('major', shape)

/** Key of the form: everybody has one. */
export const newMajor = 'new'

export const noMajorWords: MajorWords = { what: '', place: '', known: '', needed: '', who: '' }
