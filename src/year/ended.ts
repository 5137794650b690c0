import { silentLog } from '../base/log.js'
import type { Instant } from '../base/day.js'
import { openCalendar } from '../calendar/calendar.js'
import { standing } from '../demo/standing-clock.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { askKinds, slices } from '../flows/all.js'
import { Bureaus } from '../flows/bureau.js'
import { Folds } from '../flows/folds.js'
import { isLate, missingBy } from '../flows/missing.js'
import type { Db } from '../storage/database.js'
import { type PlainEntry, streamEntries } from '../storage/ledger-stream.js'
import { cardMessages } from '../storage/live-cards.js'
import { openStorage } from '../storage/open.js'
import { outlook } from '../storage/outbox.js'

/** Something whose time is over and that nobody did. */
export interface Overdue {
  /** Of which kind of ask. */
  kind: string
  who: string
  /** The open_id of who owes it; null for who has none. */
  openId: string | null
  /** The messages by which they were led to it: its card, and the lists that stand in for several. */
  messages: readonly string[]
}

/** What a bureau's data say at the end of a year. */
export interface Ended {
  entries: readonly PlainEntry[]
  overdue: readonly Overdue[]
  /** Messages that are cards of the bot. */
  messages: ReadonlySet<string>
  /** Notices that wait although their moment has come. */
  unsent: number
}

/** Reads a bureau's data as of a moment; its bot must have ended. */
export async function readEnded(
  { dataDir, bureau }: { dataDir: string; bureau: BureauFiles },
  now: Instant,
): Promise<Ended> {
  const clock = standing(now)
  const storage = await openStorage({ dataDir, clock, log: silentLog })
  try {
    const db = storage.read
    const entries: PlainEntry[] = []
    for await (const page of streamEntries(db, { bureau: bureau.id, after: 0, upTo: null }))
      entries.push(...page)
    const cards = await cardMessages(db, bureau.id)
    const { sendable } = await outlook(db, now)
    return {
      entries,
      overdue: await overdueIn(db, bureau, { now, cards }),
      messages: new Set(cards.map(({ messageId }) => messageId)),
      unsent: sendable,
    }
  } finally {
    await storage.close()
  }
}

async function overdueIn(
  db: Db,
  files: BureauFiles,
  { now, cards }: { now: Instant; cards: Awaited<ReturnType<typeof cardMessages>> },
): Promise<Overdue[]> {
  const schemes = new Map(files.schemes.map((scheme) => [scheme.id, scheme]))
  const bureaus = new Bureaus({
    known: () => ({ ...files, schemes, calendar: openCalendar() }),
    folds: new Folds(slices),
    clock: standing(now),
  })
  const situation = await bureaus.situation(db, files.id)
  if (!situation) return []
  const late = missingBy(askKinds, situation, {}).filter((ask) => isLate(situation, ask))
  return late.map(({ kind, who, card }) => {
    const openId = situation.bureau.addresses.get(who) ?? null
    const led = cards.filter(
      (one) =>
        one.recipient === openId &&
        (one.kind === 'home' || (one.kind === card.kind && one.key === card.key)),
    )
    return { kind, who, openId, messages: led.map(({ messageId }) => messageId) }
  })
}
