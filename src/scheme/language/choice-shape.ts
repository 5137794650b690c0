import { z } from 'zod'
import { decides, id, says, text } from '../shape/words.js'

const word = z.union([text, z.array(text)])
/** What is set, `key`, or that of one entry, `id.key`. */
const setKey = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)?$/, {
  error: '这里写所定的词，或 标识.词',
})
const alternative = z.strictObject({
  says,
  sets: z.union([word, z.record(setKey, word)]).optional(),
})
/** A doubt of a regulation: what is asked, who decides, and what each alternative sets. */
export const choice = z.strictObject({
  choice: id,
  name: text,
  clause: text,
  point: text.optional(),
  asks: text,
  by: decides,
  answer: text,
  alternatives: z.record(id, alternative),
})

export type ChoiceDraft = z.output<typeof choice>
