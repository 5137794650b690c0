import type { Day, Instant } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { CardRef } from './cards.js'
import type { Saying, Situation } from './context.js'
import type { DueRules } from './jobs.js'
import type { Running } from './running.js'

/**
 * One thing that one person owes. Asks are never stored: they follow from scheme, binding, roster, calendar and
 * ledger. Cards, reminders, home, missing lists and closing are all made from them.
 */
export interface Ask {
  /** Which kind, by its name. */
  kind: string
  /** The cycle it belongs to; null for what belongs to the bureau. */
  cycle: string | null
  who: string
  /** In whose place, while they are away. */
  instead?: string
  /** What it is about, within its kind: a fact, a unit's month. */
  about: string
  /** The time round it comes with, which its cards and reminders go by: a month, a period of a part; else as `about`. */
  occasion: string
  /** What is asked, for lists: a code of `cards/sayings.yaml`. */
  says: Saying
  card: CardRef
  opens: Instant
  /** The last day for it; null without one. */
  due: Day | null
  /** From this moment on it is late; null without a due day. */
  lateFrom: Instant | null
}

/** A kind of ask: derived by one pure function. */
export interface AskKind {
  name: string
  /** Everybody owes their own: nobody takes it over from somebody else. */
  own?: true
  /**
   * What is open now: opened and neither answered nor closed. `person`: only what that person owes (then nothing
   * is looked at for others); `occasion`: only what comes with this one.
   */
  open(situation: Situation, only: AskFilter): readonly Ask[]
  /** How its cards are sent by themselves; absent where a flow sends them when something happens. */
  sends?: Sends
  /** What a cycle of this scheme will ask of whom and when: shown before it is opened. */
  forecast?(situation: Situation, cycle: Running): readonly Forecast[]
}

/** How cards of a kind of ask go out by themselves. */
export interface Sends {
  /** What the jobs do, for the office, should they fail: sending the cards, and reminding. */
  titles: { open: string; remind: string }
  /**
   * Moments between two days (both counted) at which cards may go out: when an occasion opens, and as
   * reminders to who still owes it. After `until` nothing is sent any more. `rules`: what the bureau's rules set; by
   * default nothing.
   */
  moments(calendar: WorkingCalendar, from: Day, to: Day, rules?: DueRules): readonly AskMoment[]
}

/** Which asks are wanted; what is left out does not narrow. */
export interface AskFilter {
  person?: string
  occasion?: string
}

/** A moment at which an occasion's cards go out to everybody who owes one then. */
export interface AskMoment {
  occasion: string
  at: Instant
  until: Instant | null
  /** A reminder; else the opening. */
  reminds: boolean
}

/** One line of the sheet that is shown before a cycle is opened. */
export interface Forecast {
  says: Saying
  /** How many people owe it each time. */
  people: number
  /** First and last days of each time, in order. */
  times: readonly { opens: Day; due: Day | null }[]
}

/** What waits for a person, most urgent first: late, then by due day, then without one. */
export function asksFor(
  kinds: readonly AskKind[],
  situation: Situation,
  person: string,
): readonly Ask[] {
  const all = kinds.flatMap((kind) => kind.open(situation, { person }))
  return mostUrgentFirst(situation, all)
}

/**
 * Whose time is over stands first, the earliest due first of all; then by due day, then what has none. Of the same day by what
 * waits longest.
 */
export function mostUrgentFirst({ now }: Pick<Situation, 'now'>, asks: readonly Ask[]): Ask[] {
  const isOver = ({ lateFrom }: Ask): boolean => lateFrom !== null && now >= lateFrom
  const nameOf = ({ kind, about, who }: Ask): string => `${kind} ${about} ${who}`
  return [...asks].sort(
    (a, b) =>
      Number(isOver(b)) - Number(isOver(a)) ||
      compareDue(a, b) ||
      a.opens - b.opens ||
      (nameOf(a) < nameOf(b) ? -1 : 1),
  )
}

/** By due day; those without one last. */
function compareDue(a: Ask, b: Ask): number {
  if (a.due === b.due) return 0
  if (a.due === null) return 1
  if (b.due === null) return -1
  return a.due < b.due ? -1 : 1
}

/** So many working days before a due day, cards count the days that are left; before that the date says enough. */
export const soonDays = 2

/** Working days until an ask's due day: 0 on it, below 0 when it is late, null without one. */
export function workingDaysLeft(situation: Situation, ask: Ask): number | null {
  if (ask.due === null) return null
  if (ask.lateFrom !== null && situation.now >= ask.lateFrom) return -1
  return situation.calendar.workingDaysBetween(situation.today, ask.due)
}
