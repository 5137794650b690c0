import { z } from 'zod'
import type { Month } from '../../base/day.js'
import type { Db } from '../../storage/database.js'
import { type DraftPlace, getDraft, listDrafts } from '../../storage/drafts.js'
import { digestKey, parseDigestKey } from './digest-key.js'
import { readSigned } from './reports.js'
import { stands, type UnitReport } from './unit-report.js'

/** A head's text of the unit report: the entries that it was written over, and its annexes (ids of stored files). */
const digestDraft = z.object({
  summary: z.string(),
  reports: z.array(z.string()),
  files: z.array(z.string()).default([]),
})
export type DigestDraft = z.infer<typeof digestDraft>

/** Where a head's draft of the unit report is kept. */
export function digestDraftPlace(
  bureau: string,
  person: string,
  month: Month,
  unit: string,
): DraftPlace {
  return { bureau, owner: person, kind: 'digest', key: digestKey(month, unit) }
}

/** The draft at a place; null where none was begun. */
export async function digestDraftOf(db: Db, place: DraftPlace): Promise<DigestDraft | null> {
  const draft = await getDraft(db, place)
  return draft && digestDraft.parse(draft.body)
}

/** The draft as it was left, else what was signed before it was sent back or withdrawn; null where nothing was written yet. */
export async function begunDigest(
  db: Db,
  place: DraftPlace,
  before: UnitReport | null,
): Promise<{ draft: DigestDraft; saved: boolean } | null> {
  const draft = await digestDraftOf(db, place)
  if (draft) return { draft, saved: true }
  const signed = before && !stands(before) ? await readSigned(db, before.id) : null
  if (!before || !signed) return null
  const { summary, reports } = signed
  return { draft: { summary, reports: [...reports], files: [...before.files] }, saved: false }
}

/** The draft that somebody changed last, with its month and unit; null for none. */
export async function lastDigestDraft(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<{ month: Month; unit: string; draft: DigestDraft; changedAt: number } | null> {
  const [last] = await listDrafts(db, {
    ...{ bureau: whose.bureau.id, owner: whose.person, kind: 'digest' },
  })
  const of = last && parseDigestKey(last.key)
  return of ? { ...of, draft: digestDraft.parse(last.body), changedAt: last.changedAt } : null
}
