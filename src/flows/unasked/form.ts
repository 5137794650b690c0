import { z } from 'zod'
import type { Day } from '../../base/day.js'
import { formDrafts } from '../form-draft.js'
import type { UnaskedWords } from './intents.js'

/** The only form. */
export const unaskedForm = 'new'

/** A finding that the form has become: it is its receipt now. */
export const unaskedDrafts = formDrafts('unasked', z.object({ made: z.string().catch('') }))

export function freshUnasked(today: Day): UnaskedWords {
  return { who: '', from: today, to: today, place: '', note: '' }
}
