import { z } from 'zod'
import type { Db, Tx } from '../storage/database.js'
import { getDraft, putDraft } from '../storage/drafts.js'

const shape = z.object({ page: z.int().min(0).catch(0) })

type Whose = { bureau: { id: string }; person: string }

/** Which page of a card's list somebody looks at, the first is 0; kept as what they type is. */
export function pagesOf(card: string) {
  const place = ({ bureau, person }: Whose) => {
    return { bureau: bureau.id, owner: person, kind: card, key: 'all' }
  }
  return {
    /** One page of a list: a page that is none any more is the last that is. */
    async of<T>(
      db: Db,
      whose: Whose,
      list: { all: readonly T[]; size: number },
    ): Promise<{ here: T[]; page: number; pages: number }> {
      const { all, size } = list
      const kept = shape.safeParse((await getDraft(db, place(whose)))?.body).data?.page ?? 0
      const pages = Math.max(1, Math.ceil(all.length / size))
      const page = Math.min(kept, pages - 1)
      return { here: all.slice(page * size, (page + 1) * size), page, pages }
    },
    /** Turns to a page. */
    turn: (tx: Tx, whose: Whose, page: number): Promise<void> =>
      putDraft(tx, place(whose), { page }),
  }
}
