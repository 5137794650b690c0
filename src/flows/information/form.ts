import { z } from 'zod'
import type { Json } from '../../base/json.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'
import type { InfoWords } from './intents.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({ what: text, title: text, link: text, channel: text }),
  /** Ids of stored files. */
  files: z.array(z.string()).catch([]),
  /** Earlier pieces with the same title or link that were shown, by id. */
  asked: z.array(z.string()).catch([]),
  /** The piece that this form has become: it is its receipt now. */
  made: text,
})
export type InfoDraft = z.infer<typeof draftShape>

type Whose = { bureau: { id: string }; person: string }

export const newPiece = 'new'

function placeOf({ bureau, person }: Whose): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'info', key: newPiece }
}

/** Somebody's form as it was left; null when nobody began it. `since`: when it was changed last. */
export async function infoDraft(
  db: Db,
  whose: Whose,
): Promise<(InfoDraft & { since: number }) | null> {
  const draft = await getDraft(db, placeOf(whose))
  return draft && { ...draftShape.parse(draft.body), since: draft.changedAt }
}

export async function keepInfoDraft(tx: Tx, whose: Whose, draft: InfoDraft): Promise<void> {
  const { words, files, asked, made } = draft
  const body: Json = { words: { ...words }, files, asked, made }
  await putDraft(tx, placeOf(whose), body)
}

/** An empty form: what and where to as in the one before. */
export function emptyForm(before: InfoDraft | null, firstWhat: string): InfoDraft {
  const { what = '', channel = '' } = before?.words ?? {}
  return {
    words: { what: what || firstWhat, title: '', link: '', channel },
    ...{ files: [], asked: [], made: '' },
  }
}

/** What is typed into the form. */
export function withWords(before: InfoDraft | null, words: InfoWords): InfoDraft {
  return { words, files: before?.files ?? [], asked: [], made: '' }
}
