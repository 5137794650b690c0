import { z } from 'zod'
import type { Db, Tx } from '../../storage/database.js'
import { getDraft, putDraft } from '../../storage/drafts.js'

/** Cards about all units' reports that are turned page by page. */
export const pagedCards = ['report-table', 'report-reading', 'report-archive'] as const
export type PagedCard = (typeof pagedCards)[number]

const shape = z.object({ page: z.int().min(1).catch(1), month: z.string().catch('') })

/** What one of the cards shows to somebody: a page, and where it is not of one month the month. */
export type ShownPage = z.infer<typeof shape>

type Whose = { bureau: { id: string }; person: string; card: PagedCard; key: string }

function placeOf({ bureau, person, card, key }: Whose) {
  return { bureau: bureau.id, owner: person, kind: card, key }
}

/** What a card shows to somebody now; the first page where nothing was turned. */
export async function shownPage(db: Db, whose: Whose): Promise<ShownPage> {
  return shape.parse((await getDraft(db, placeOf(whose)))?.body ?? {})
}

/** Turns a card. */
export async function turnTo(tx: Tx, whose: Whose, to: ShownPage): Promise<void> {
  await putDraft(tx, placeOf(whose), { page: to.page, month: to.month })
}

/** One page of a list; a page that is none is the nearest that is. */
export function pageOf<T>(
  all: readonly T[],
  page: number,
  size: number,
): { part: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / size))
  const at = Math.min(Math.max(1, page), pages)
  return { part: all.slice((at - 1) * size, at * size), page: at, pages }
}
