import { z } from 'zod'
import type { Json } from '../../base/json.js'
import {
  deleteDraft,
  getDraft,
  listDrafts,
  putDraft,
  type DraftPlace,
} from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'

const text = z.string().catch('')
const list = z.array(z.string()).catch([])
const byId = z.record(z.string(), z.string()).catch({})

/** What somebody has filled into the form, as it was typed. */
const wordsShape = z.object({
  /** Whom one looks for. */
  find: text,
  whom: list,
  day: text,
  occasion: text,
  sort: text,
  levels: list,
  answers: byId,
  quantity: text,
  /** How often it happened; '' for once. */
  times: text,
  /** By unit, where several are counted on one form; nothing where nothing happened. */
  amounts: byId,
  sent: text,
  done: text,
  points: byId,
  /** A matter that the bureau has, by id; `newMatter`: the name of another. */
  matter: text,
  newMatter: text,
  note: text,
  /** Of those who did it together: part and share, by person or unit. */
  as: byId,
  share: byId,
})
export type RecordWords = z.infer<typeof wordsShape>

/** Nothing filled in. */
export const noWords: RecordWords = wordsShape.parse({})

const asked = z.object({ code: z.string(), with: z.record(z.string(), z.string()) })

/** Something that is asked once more before it is recorded: a code of `cards/sayings.yaml` and what fills it. */
export type Asked = z.infer<typeof asked>

const draftShape = z.object({
  /** The kind chosen; '' while none is. */
  kind: text,
  /** What the list of kinds is narrowed by. */
  findKind: text,
  words: wordsShape.catch(noWords),
  /** Ids of stored files. */
  files: list,
  /** What was asked once more, and is confirmed by pressing again. */
  asked: z.array(asked).catch([]),
  /** The facts that this form has become: it is their receipt now. */
  made: list,
})
export type RecordDraft = z.infer<typeof draftShape>

/** A form that nobody has begun. */
export const noDraft: RecordDraft = draftShape.parse({})

/** Key of the form that is nobody's second try. */
export const newRecord = 'new'

type Whose = { bureau: { id: string }; person: string }

/** Where a form is kept: `new`, or the id of the fact that was sent back and is being recorded anew. */
function placeOf({ bureau, person }: Whose, key: string): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'record', key }
}

/** A form as it was left; null when nobody began it. */
export async function recordDraft(db: Db, whose: Whose, key: string): Promise<RecordDraft | null> {
  const draft = await getDraft(db, placeOf(whose, key))
  return draft && draftShape.parse(draft.body)
}

/** Keeps a form. */
export async function keepDraft(
  tx: Tx,
  whose: Whose,
  key: string,
  draft: RecordDraft,
): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose, key), body)
}

/** Throws a form away. */
export async function dropDraft(tx: Tx, whose: Whose, key: string): Promise<void> {
  await deleteDraft(tx, placeOf(whose, key))
}

/** The form that somebody is at: the last one changed with a kind chosen that is no receipt; null for none. */
export async function waitingDraft(
  db: Db,
  whose: Whose,
): Promise<{ key: string; draft: RecordDraft; changedAt: number } | null> {
  const all = await listDrafts(db, { bureau: whose.bureau.id, owner: whose.person, kind: 'record' })
  for (const { key, body, changedAt } of all) {
    const draft = draftShape.parse(body)
    if (draft.kind !== '' && draft.made.length === 0) return { key, draft, changedAt }
  }
  return null
}
