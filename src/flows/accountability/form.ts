import { z } from 'zod'
import { formDrafts } from '../form-draft.js'
import type { CaseWords } from './intents.js'

const text = z.string().catch('')

export const caseDrafts = formDrafts(
  'case',
  z.object({
    words: z.object({ who: text, situation: text, facts: text }),
    /** The case that this form has become: it is its receipt now. */
    made: text,
  }),
)

/** Key of the form: everybody has one. */
export const newCase = 'new'

export const noCaseWords: CaseWords = { who: '', situation: '', facts: '' }
