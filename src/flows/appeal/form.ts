import { z } from 'zod'
import type { Json } from '../../base/json.js'
import {
  deleteDraft,
  type DraftPlace,
  getDraft,
  listDrafts,
  putDraft,
} from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'

const text = z.string().catch('')

const draftShape = z.object({
  line: text,
  reason: text,
  /** Ids of stored files. */
  files: z.array(z.string()).catch([]),
})
export type AppealDraft = z.infer<typeof draftShape>

export const noAppealDraft: AppealDraft = { line: '', reason: '', files: [] }

type Whose = { bureau: { id: string }; person: string }

function placeOf({ bureau, person }: Whose, key: string): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'appeal', key }
}

/** A form as it was left; null when nobody began it. `key`: cycle and whose result it is about, as the card's. */
export async function appealDraft(db: Db, whose: Whose, key: string): Promise<AppealDraft | null> {
  const draft = await getDraft(db, placeOf(whose, key))
  return draft && draftShape.parse(draft.body)
}

export async function keepAppealDraft(
  tx: Tx,
  whose: Whose,
  key: string,
  draft: AppealDraft,
): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose, key), body)
}

export async function dropAppealDraft(tx: Tx, whose: Whose, key: string): Promise<void> {
  await deleteDraft(tx, placeOf(whose, key))
}

/** The form that somebody was at last, to which a file belongs; null for none. */
export async function waitingAppeal(
  db: Db,
  { bureau, person }: Whose,
): Promise<{ key: string; changedAt: number; draft: AppealDraft } | null> {
  const [last] = await listDrafts(db, { bureau: bureau.id, owner: person, kind: 'appeal' })
  return last
    ? { key: last.key, changedAt: last.changedAt, draft: draftShape.parse(last.body) }
    : null
}

/** What files of a form belong to before it is handed in. */
export function filesOfForm(person: string, key: string): string {
  return `appeal:${person}:${key}`
}
