import { z } from 'zod'
import { dayAt, type Instant, timeAt } from '../../base/day.js'
import type { Json } from '../../base/json.js'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'
import type { ComplaintWords } from './intents.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({ received: text, against: text, who: text, text }),
  /** The complaint that this form has become: it is its receipt now. */
  made: text,
})
export type ComplaintDraft = z.infer<typeof draftShape>

type Whose = { bureau: { id: string }; person: string }

/** Key of the form; of everybody one. */
export const newComplaint = 'new'

function placeOf({ bureau, person }: Whose, kind = 'complaint'): DraftPlace {
  return { bureau: bureau.id, owner: person, kind, key: newComplaint }
}

/** Somebody's form as it was left; null when nobody began it. What was handed in stands in it no more. */
export async function complaintDraft(db: Db, whose: Whose): Promise<ComplaintDraft | null> {
  const draft = await getDraft(db, placeOf(whose))
  return draft && draftShape.parse(draft.body)
}

export async function keepComplaintDraft(
  tx: Tx,
  whose: Whose,
  draft: ComplaintDraft,
): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose), body)
}

/** A form that nobody has begun: received now. */
export function freshComplaint(now: Instant): ComplaintWords {
  return { received: `${dayAt(now)} ${timeAt(now)}`, against: '', who: '', text: '' }
}

const nextFile = z.object({ complaint: z.string() })

/** Lets what the person sends next belong to a complaint; of several the last one. */
export async function waitForFile(tx: Tx, whose: Whose, complaint: string): Promise<void> {
  await putDraft(tx, placeOf(whose, 'complaint-file'), { complaint })
}

/** The complaint that somebody's next file belongs to, and since when it waits; null for none. */
export async function waitsForFile(
  db: Db,
  whose: Whose,
): Promise<{ complaint: string; changedAt: number } | null> {
  const kept = await getDraft(db, placeOf(whose, 'complaint-file'))
  const read = nextFile.safeParse(kept?.body)
  return kept && read.success ? { complaint: read.data.complaint, changedAt: kept.changedAt } : null
}
