import { addDays, type Day, day, daysBetween, lastDay } from '../../src/base/day.js'

/*
 * What was done in a bureau, as somebody would have noted it down beside the bot: counted by hand, with days off copied from the
 * notices and with nothing of the program's own counting.
 */

/** Days off and worked in 2025 and in January 2026, by the State Council's notices. */
const off: readonly (readonly [string, string])[] = [
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
]
const worked = ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11', '2026-01-04']

/** Whether a day is worked. */
export function isWorked(on: string): boolean {
  if (worked.includes(on)) return true
  if (off.some(([from, to]) => from <= on && on <= to)) return false
  // The sixth of January 2025 was a Monday.
  return daysBetween(day('2024-12-30'), day(on)) % 7 < 5
}

/** A leave or a trip as it stands. */
export interface Away {
  id: string
  who: string
  /** A kind of leave; `trip` for a trip. */
  kind: string
  from: Day
  to: Day
  startsAtNoon: boolean
  endsAtNoon: boolean
  /** `calendar`: also days off count. */
  counts: 'worked' | 'calendar'
  state: 'asked' | 'approved' | 'gone'
  back: boolean
}

/** Somebody was found late, absent, …. */
export interface Found {
  fact: string
  who: string
  finding: string
  day: Day
  state: 'proposed' | 'approved' | 'gone'
}

/** A piece of information that was adopted. */
export interface Adopted {
  fact: string
  unit: string
  day: Day
  district: boolean
  state: 'proposed' | 'approved' | 'gone'
}

/** A matter of the register. */
export interface Matter {
  id: string
  unit: string
  owner: string
  kind: string
  received: Day
  due: Day
  isSlow: boolean
  answered: Day | null
  done: boolean
  judged: boolean
}

export class Diary {
  readonly away: Away[] = []
  readonly found: Found[] = []
  readonly adopted: Adopted[] = []
  readonly matters: Matter[] = []
  /** `month unit` → how the unit's report came. */
  readonly reports = new Map<string, 'in-time' | 'late'>()

  /** Half days of a leave that count between two days. */
  halves(of: Away, from: string, to: string): number {
    let halves = 0
    for (let on = of.from; on <= of.to; on = addDays(on, 1)) {
      if (on < from || on > to || (of.counts === 'worked' && !isWorked(on))) continue
      halves += 2
      if (on === of.from && of.startsAtNoon) halves--
      if (on === of.to && of.endsAtNoon) halves--
    }
    return halves
  }

  /** Approved leave. */
  leaves(who: string): Away[] {
    return this.away.filter(
      (one) => one.who === who && one.state === 'approved' && one.kind !== 'trip',
    )
  }

  /** Days of approved leave between two days, and how often. */
  leave(who: string, from: string, to: string): { days: number; times: number } {
    let [halves, times] = [0, 0]
    for (const one of this.leaves(who)) {
      halves += this.halves(one, from, to)
      for (const year of ['2025', '2026']) {
        const begins = one.from < `${year}-01-01` ? `${year}-01-01` : one.from
        const has = this.halves(one, `${year}-01-01`, `${year}-12-31`) > 0
        if (has && from <= begins && begins <= to) times++
      }
    }
    return { days: halves / 2, times }
  }

  /** How often somebody was found so, approved and not taken back. */
  times(who: string, finding: string, from: string, to: string): number {
    return this.found.filter(
      (one) =>
        one.who === who &&
        one.finding === finding &&
        one.state === 'approved' &&
        from <= one.day &&
        one.day <= to,
    ).length
  }

  /** Pieces of a unit that the district adopted in a month. */
  pieces(unit: string, month: string): number {
    const last = lastDay(month)
    return this.adopted.filter(
      (one) =>
        one.unit === unit &&
        one.district &&
        one.state !== 'gone' &&
        `${month}-01` <= one.day &&
        one.day <= last,
    ).length
  }

  /** Whether somebody is away on a day with approval. */
  isAway(who: string, on: string): boolean {
    return this.away.some(
      (one) => one.who === who && one.state === 'approved' && one.from <= on && on <= one.to,
    )
  }
}

/** The next worked day. */
export function nextWorked(on: string): Day {
  let next = addDays(day(on), 1)
  while (!isWorked(next)) next = addDays(next, 1)
  return next
}
