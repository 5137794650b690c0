import { z } from 'zod'
import { type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'

const rowShape = z.object({
  /** Its row in the sheet. */
  at: z.int(),
  number: z.string(),
  /** Assessee → what stands there. */
  scores: z.record(z.string(), z.string()),
  remark: z.string(),
})
export type PaperRow = z.infer<typeof rowShape>

const draftShape = z.object({
  /** Of which body the sheet is. */
  ref: z.object({ cycle: z.string(), period: z.string(), part: z.string(), body: z.string() }),
  rows: z.array(rowShape).catch([]),
  sheet: z.object({ name: z.string(), sha256: z.string() }).nullable().catch(null),
  /** The import that it has become: it is its receipt now. */
  made: z.string().nullable().catch(null),
})
export type PaperDraft = z.infer<typeof draftShape>

/** Key of the card: everybody has one. */
export const paperKey = 'new'

type Whose = { bureau: { id: string }; person: string }

function placeOf({ bureau, person }: Whose): DraftPlace {
  return { bureau: bureau.id, owner: person, kind: 'outside-paper', key: paperKey }
}

/** Somebody's sheet of what came on paper as it was left, with the moment of its last change; null where there is none. */
export async function paperDraft(
  db: Db,
  whose: Whose,
): Promise<{ draft: PaperDraft; changedAt: number } | null> {
  const kept = await getDraft(db, placeOf(whose))
  const read = kept && draftShape.safeParse(kept.body)
  return kept && read?.success ? { draft: read.data, changedAt: kept.changedAt } : null
}

export async function keepPaper(tx: Tx, whose: Whose, draft: PaperDraft): Promise<void> {
  await putDraft(tx, placeOf(whose), JSON.parse(JSON.stringify(draft)))
}
