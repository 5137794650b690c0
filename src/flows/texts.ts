import type { Json } from '../base/json.js'
import type { Db } from '../storage/database.js'
import { personalTexts } from '../storage/personal-texts.js'

type TextField =
  | 'note'
  | 'reason'
  | 'summary'
  | 'matter'
  | 'title'
  | 'link'
  | 'channel'
  | 'place'
  | 'tasks'
  | 'source'
  | 'who'
  | 'text'

/** The personal note of an entry, empty when there is none or it was erased. */
export function noteOf(entry: { personal?: Json }, field: TextField): string {
  return fieldOf(entry.personal, field)
}

/** What people wrote into some fields of entries, by entry id; '' where a text was erased or never there. */
export async function textsOf<F extends TextField>(
  db: Db,
  entryIds: readonly string[],
  fields: readonly F[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<F, string>>>>> {
  const texts = await personalTexts(db, entryIds)
  return new Map(
    [...texts].map(([id, text]) => {
      const given: Partial<Record<F, string>> = {}
      for (const field of fields) given[field] = fieldOf(text, field)
      return [id, given]
    }),
  )
}

function fieldOf(personal: Json | undefined, field: TextField): string {
  if (typeof personal !== 'object' || personal === null || Array.isArray(personal)) return ''
  const text = personal[field]
  return typeof text === 'string' ? text : ''
}
