import { type Instant, instant } from '../base/day.js'
import type { Db, Storage } from './database.js'
import { pruneDrafts } from './drafts.js'
import { pruneFormFiles } from './files.js'
import { pruneInbox } from './inbox.js'
import { clearFrozen, pruneOutbox } from './outbox-states.js'
import { pruneResults } from './results.js'

const dayMs = 86_400_000

/** Keys outlive what can come again: redelivery goes on for 6 hours, a card can be pressed for 14 days. */
const inboxDays = 16
/** What a sent notice said, for looking into a complaint of yesterday. */
const frozenDays = 2
/** That a notice was sent, to whom and about what. */
const noticeDays = 180
/** Results that were looked at, followed by newer ones and never published. */
const resultDays = 7
/** What somebody typed or sent for a form and neither changed nor handed in: a half-year is the longest that a form is open. */
const draftDays = 184

/** What was let go. */
export interface Pruned {
  keys: number
  texts: number
  notices: number
  /** Rows of results that nothing was published of. */
  results: number
  /** Forms that nobody handed in, and files that were sent for one. */
  drafts: number
  files: number
}

/**
 * Lets go of what is kept for a time only, a thousand rows at a time, behind presses. `forms`: how what a file is about
 * begins that was sent for a form and belongs to nothing else yet.
 */
export async function prune(storage: Storage, forms: readonly string[]): Promise<Pruned> {
  const now = storage.clock.now()
  const before = (days: number): Instant => instant(now - days * dayMs)
  const all = async (some: (db: Db) => Promise<number>): Promise<number> => {
    let sum = 0
    for (let count = -1; count !== 0; sum += count) count = await storage.single('work', some)
    return sum
  }
  return {
    keys: await all((db) => pruneInbox(db, before(inboxDays))),
    texts: await all((db) => clearFrozen(db, before(frozenDays))),
    notices: await all((db) => pruneOutbox(db, before(noticeDays))),
    results: await all((db) => pruneResults(db, before(resultDays))),
    drafts: await all((db) => pruneDrafts(db, before(draftDays))),
    files: await all((db) => pruneFormFiles(db, forms, before(draftDays))),
  }
}
