import type { Points } from '../../base/points.js'
import type { Cited, Setting } from './words.js'

/** A named count of facts, per assessee: pieces adopted, sessions held. */
export interface Counter extends Cited {
  /** Rules whose effective facts count. */
  rules: Setting<string[]>
  /** The unit word for people: 条, 次. */
  each: string
  /** Levels of which a fact needs one to count within a period shorter than the year; null: all count. */
  month: Setting<string[] | null>
  /** The same for the year. */
  year: Setting<string[] | null>
  /** The day that says in which period it counts: the fact's `day`, or the one on which it was `sent`. */
  on: Setting<'day' | 'sent'>
  /** What comes on top in the year's total alone. */
  extras: CounterExtra[]
  /** What the facts of a period make: their `sum`, the `last` of them, their `mean`, the `highest`. */
  takes: Setting<'sum' | 'last' | 'mean' | 'highest'>
  /** Several extras of one fact: the `highest`, or their `sum`. */
  extrasOfOne: Setting<'highest' | 'sum'>
  /** Several facts of one matter: only the `highest` of them counts, or their `sum`. */
  sameMatter: Setting<'highest' | 'sum'>
  /** Whose facts it counts for an assessee: its own, or those of everyone, each fact once. */
  as: Setting<'self' | 'everyone'>
}

/** A fact of one of the sorts (null: any) at this level adds so much to the year's total. */
export interface CounterExtra {
  level: string
  sorts: string[] | null
  adds: Points
}

/** How much a counter must reach, per assessee and period. */
export interface Target extends Cited {
  counter: string
  per: TargetPeriod
  /** The row of an assessee; `null`: expressly no target. */
  atLeast: Readonly<Record<string, Setting<Points | null>>>
  /** Rows of who has a trait (a caravan, a county award), the first that fits; for who has no own row. */
  byTrait: readonly { trait: string; atLeast: Setting<Points | null> }[]
  /** Who has no row of either kind. */
  everyone: Setting<Points | null>
  /** What is above the target of a period helps the later ones of the same stretch. */
  carry: Setting<'none' | 'quarter' | 'year'>
  /** The most multiples of it that count where points go by how far it is reached; null: as the part says. */
  top: Setting<Points | null>
  /** Whether the year's extras count towards it (yearly targets only). */
  extras: Setting<boolean>
}

export type TargetPeriod = 'month' | 'quarter' | 'half-year' | 'year'

/** How long something may take. */
export interface Clock extends Cited {
  limit: Setting<Points>
  measure: Setting<ClockMeasure>
  /** A last day that is a rest day moves to the `next-working-day`; only for measures in whole days. */
  restDay: Setting<'stays' | 'next-working-day'>
  /** Another limit where the recorder says that its condition holds (an extension approved); null: none. */
  extended: { condition: string; asks: string; limit: Points } | null
}

/** Hours and days as the working-time table and the calendar count them, or as the clock on the wall does. */
export type ClockMeasure =
  | 'working-hours'
  | 'elapsed-hours'
  | 'elapsed-hours-without-rest-days'
  | 'working-days'
  | 'calendar-days'
  /** Up to the same day of a later month. */
  | 'calendar-months'
  /** Up to a day of the month after the one in which it was sent: `limit` is that day. */
  | 'day-of-next-month'

/** How a rule's facts are computed. */
export type Derived =
  | {
      kind: 'target'
      target: string
      /** Counters tested; as a rule the target's own, by choice also others. */
      counters: Setting<string[]>
      /** A shortfall costs `once` per period, or once `per-missing` one. */
      short: Setting<'once' | 'per-missing'>
    }
  | {
      kind: 'clock'
      clock: string
      /** The rule whose facts have a `sent` and a `done` time. */
      of: string
      /** Which of its sorts; null: all. */
      sorts: string[] | null
    }
