import type { Day, Instant } from '../base/day.js'
import type { Refusal } from '../base/refusal.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Roster, RosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Cycle } from '../storage/cycles.js'
import type { Db, Tx } from '../storage/database.js'
import type { CardRef } from './cards.js'

/** A bureau as it is today: who is who, and the cycle that runs. */
export interface Bureau {
  id: string
  name: string
  /** Units, people and roles on `today`. */
  roster: RosterOn
  /** Everybody who ever stood in the roster, with dates. */
  history: Roster
  cycle: Cycle
  scheme: Scheme
  /** Person id → the platform's address (open id), for those whom the platform knows. */
  addresses: ReadonlyMap<string, string>
  /** The bureau's group in the platform, where results are published; null when there is none. */
  groupChatId: string | null
}

/** What a flow is given: one transaction, one person, one day. */
export interface Context {
  tx: Tx
  bureau: Bureau
  calendar: WorkingCalendar
  /** The person who acts (roster id), from the platform's operator, never from a card. */
  person: string
  today: Day
  now: Instant
}

/** What a view is given: who will read it (null = everybody in the bureau's group). */
export interface Seeing {
  db: Db
  bureau: Bureau
  calendar: WorkingCalendar
  person: string | null
  today: Day
  now: Instant
}

/** A short word to the person after a press; sentences stand in `cards/sayings.yaml`. */
export interface Saying {
  code: string
  with: Record<string, string>
}

/** It is done; `say` becomes the toast, `open` are cards to send to the person (at the bottom of the chat). */
export interface Done {
  kind: 'done'
  say: Saying
  open?: CardRef[]
}

/** What a flow returns: done, or a refusal decided before anything was written. */
export type Outcome = Done | Refusal

/** Makes {@link Done}. */
export function done(
  code: string,
  values: Record<string, string> = {},
  open: CardRef[] = [],
): Done {
  return { kind: 'done', say: { code, with: values }, open }
}
