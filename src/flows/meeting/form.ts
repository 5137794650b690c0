import { z } from 'zod'
import type { Json } from '../../base/json.js'
import type { Db, Tx } from '../../storage/database.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { MeetingWords } from './intents.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({
    title: text,
    at: text,
    place: text,
    names: text,
    briefs: text,
    note: text,
  }),
  /** The meeting that this form has become: it is its receipt now. */
  made: text,
})
export type MeetingDraft = z.infer<typeof draftShape>

export const noMeetingWords: MeetingWords = {
  ...{ title: '', at: '', place: '', names: '', briefs: '', note: '' },
}

/** Key of the form: everybody has one. */
export const newMeeting = 'new'

type Whose = { bureau: { id: string }; person: string }

function placeOf({ bureau, person }: Whose): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'meeting', key: newMeeting }
}

/** Somebody's form as it was left; null when nobody began it. */
export async function meetingDraft(db: Db, whose: Whose): Promise<MeetingDraft | null> {
  const kept = await getDraft(db, placeOf(whose))
  return kept && draftShape.parse(kept.body)
}

export async function keepMeeting(tx: Tx, whose: Whose, draft: MeetingDraft): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose), body)
}
