import type { Day, Instant } from '../base/day.js'
import type { Refusal } from '../base/refusal.js'
import type { LeftOut } from '../binding/fits.js'
import type { BoundWork } from '../binding/work.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Roster, RosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Db, Tx } from '../storage/database.js'
import type { CardRef } from './cards.js'
import type { StandIns } from './post/stand-ins.js'
import type { Collected } from './collected.js'
import type { Running } from './running.js'

/** A cycle that does not run, and why: its scheme is not there, or is not the version that the cycle pins. */
export interface Standstill {
  cycle: { id: string; scheme: string; schemeVersion: string; year: number }
  code: 'cycle-scheme-missing' | 'cycle-scheme-changed'
  /** The version that is there instead; null where there is none. */
  found: string | null
}

/** A bureau as it is today: who is who, and the cycles that run. */
export interface Bureau {
  id: string
  name: string
  /** Units, people and roles on `today`. */
  roster: RosterOn
  /** Everybody who ever stood in the roster, with dates. */
  history: Roster
  /** Which revision of the roster this is. */
  rosterRevision: number
  /** Every cycle that is not closed, latest year first; a flow is handed the one it works in. */
  cycles: readonly Running[]
  /** Cycles that should run and do not. */
  standstills: readonly Standstill[]
  /** The schemes that this bureau may open cycles of, by id. */
  schemes: ReadonlyMap<string, Scheme>
  /** Scheme id → what it names and the bureau declares not to have. */
  leavesOut: ReadonlyMap<string, readonly LeftOut[]>
  /** Its work rules (请假、考勤、期限), with its own roles; null where it has none. */
  work: BoundWork | null
  /** Who has whose post today. */
  standIns: StandIns
  /** The monthly table of information (报送统计) goes into the group too, not to the units alone. */
  informationToGroup: boolean
  /** Years for which what people wrote is kept where nothing ends it earlier. */
  recordsKept: number
  /** Where the bot's own pages are reached from outside, without a slash at the end; null where that was not set. */
  publicUrl: string | null
  /** Person id → the platform's address (open id), for those whom the platform knows. */
  addresses: ReadonlyMap<string, string>
  /** The other way round. */
  personAt: ReadonlyMap<string, string>
  /** The bureau's group in the platform, where results are published; null when there is none. */
  groupChatId: string | null
}

/** A bureau at a moment, with what its ledger has collected: what views, asks and flows look at. */
export interface Situation {
  db: Db
  bureau: Bureau
  collected: Collected
  calendar: WorkingCalendar
  today: Day
  now: Instant
}

/** What a flow is given: one transaction, one person, one moment. */
export interface Context extends Situation {
  tx: Tx
  /** The person who acts (roster id), from the platform's operator, never from a card; who is away, where another stands in. */
  person: string
  /** Who acts in the place of `person`. */
  standIn?: string
}

/** What a view is given: who will read it (null = everybody in the bureau's group). */
export interface Seeing extends Situation {
  person: string | null
  /** Who looks in the place of `person`. */
  standIn?: string
}

/** A situation with the transaction that may write. */
export type Writing = Omit<Context, 'person'>

/** What a job is given: a transaction in which no person acts. */
export interface JobContext extends Writing {
  /** The situation as it is by now: after something was held that others may have decided on meanwhile. */
  fresh(): Promise<Situation>
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
  /** What the press asked for is not done: its card shows something else by now, to be looked at first. */
  undone?: true
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

/** The card showed something that is no more: it is shown anew and nothing is done, which is said as a warning. */
export function shownAnew(code: string): Done {
  return { kind: 'done', say: { code, with: {} }, undone: true }
}
