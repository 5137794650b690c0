import { addDays, type Day, lastDay } from '../../src/base/day.js'
import { isWorked } from './days.js'

/*
 * What was done in a bureau, as somebody would have noted it down beside the bot: counted by hand, with nothing of the
 * program's own counting.
 */

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
  /** The day on which it was approved. */
  approved: Day | null
  back: boolean
  /** The day of the report back. */
  backOn: Day | null
  /** Who was asked to take over, and who was named for it since. */
  handover: string | null
  named: string | null
}

/** What became of one who has the work of somebody away. */
export interface Cover {
  away: Away
  standIn: string
  told: boolean
  begun: boolean
  taken: boolean
  returned: boolean
}

/** Who has somebody's work whenever they are away. */
export interface Standing {
  who: string
  standIn: string
  from: Day
  to: Day
}

/** Somebody was found late, absent, …. */
export interface Found {
  fact: string
  who: string
  finding: string
  occasion: string
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
  answerer: string | null
  done: boolean
  judged: boolean
  letter: Letter | null
}

/** A letter whose time may be made longer. */
export interface Letter {
  /** What becomes of it: which of five. */
  fate: number
  longest: Day
  stage: 'asked' | 'approved' | 'returned' | 'refused' | null
  to: Day | null
}

/** A meeting that was called. */
export interface Meeting {
  id: string
  caller: string
  day: Day
  /** `b`: in the afternoon. */
  half: 'a' | 'b'
  persons: readonly string[]
  briefs: readonly string[]
  due: Day
  /** Whose leave from it stands, and who may not come though they asked. */
  leave: Map<string, 'approved' | 'refused' | 'returned' | 'withdrawn'>
  marks: Map<string, 'absent' | 'late' | 'substituted' | 'excused'> | null
  reports: Map<string, 'in-time' | 'late'>
}

export class Diary {
  readonly away: Away[] = []
  readonly found: Found[] = []
  readonly adopted: Adopted[] = []
  readonly matters: Matter[] = []
  readonly meetings: Meeting[] = []
  readonly standing: Standing[] = []
  readonly covers: Cover[] = []
  /** Letters of which a request for a longer time was sent back. */
  readonly returned = new Set<string>()
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

  /** Whether leave or a trip excuses somebody from what lies in a half day. */
  isExcused(who: string, on: Day, half: 'a' | 'b'): boolean {
    const span = { from: on, to: on, startsAtNoon: half === 'b', endsAtNoon: half === 'a' }
    return this.away.some(
      (one) =>
        one.who === who &&
        one.state === 'approved' &&
        (one.backOn === null || on <= one.backOn) &&
        meet(one, span),
    )
  }

  /** Whether approved leave or an approved trip of somebody has a half day in common with a time. */
  isAwayOver(who: string, span: Times): boolean {
    return this.away.some((one) => one.who === who && one.state === 'approved' && meet(one, span))
  }

  /** Whether somebody is not there on a day, so that another has their work. */
  isGone(who: string, on: Day): boolean {
    return this.goneFor(who, on).length > 0
  }

  private goneFor(who: string, on: Day): Away[] {
    const all = this.away.filter(
      (one) =>
        one.who === who &&
        one.state === 'approved' &&
        one.from <= on &&
        on <= one.to &&
        (one.backOn === null || on < one.backOn),
    )
    return [...all.filter(({ kind }) => kind !== 'trip'), ...all.filter(isTrip)]
  }

  /** Who has the work of somebody during a time away, on a day; null for nobody. */
  standIn({ who, named, handover }: Away, on: Day): string | null {
    const usual = this.standing.findLast((one) => one.who === who && one.from <= on && on <= one.to)
    const all = [named, handover, usual?.standIn ?? null]
    return all.find((one) => one !== null && one !== who && !this.isGone(one, on)) ?? null
  }

  /** Who has somebody's work on a day; null while they are there, or nobody has it. */
  standInOf(who: string, on: Day): string | null {
    const all = this.goneFor(who, on).map((one) => this.standIn(one, on))
    return all.findLast((one) => one !== null) ?? null
  }

  /** Who does what somebody has to, on a day: never who is concerned themselves. */
  doer(who: string, on: Day, concerned: readonly (string | null)[] = []): string {
    const standIn = this.standInOf(who, on)
    return standIn === null || concerned.includes(standIn) ? who : standIn
  }

  /** What is noted of one who stands in during a time away. */
  cover(away: Away, standIn: string): Cover {
    const known = this.covers.find((one) => one.away === away && one.standIn === standIn)
    if (known) return known
    const nothing = { told: false, begun: false, taken: false, returned: false }
    this.covers.push({ away, standIn, ...nothing })
    return this.cover(away, standIn)
  }

  /** Everything that is noted of somebody, as text: another text, and something of it has changed. */
  of(who: string): string {
    return JSON.stringify([
      this.away.filter((one) => one.who === who),
      this.found.filter((one) => one.who === who),
      this.matters.filter((one) => one.owner === who),
      this.covers.filter((one) => one.standIn === who || one.away.who === who),
      this.meetings
        .filter((one) => one.persons.includes(who))
        .map(({ id, leave, marks, reports }) => [
          ...[id, leave.get(who), marks?.get(who), reports.get(who)],
        ]),
    ])
  }

  /** The same of a unit. */
  ofUnit(unit: string): string {
    return JSON.stringify(this.adopted.filter((one) => one.unit === unit))
  }
}

/** A time from a half day to a half day. */
export type Times = Pick<Away, 'from' | 'to' | 'startsAtNoon' | 'endsAtNoon'>

/** Whether two times have a half day in common. */
function meet(one: Times, other: Times): boolean {
  const begins = ({ from, startsAtNoon }: Times) => `${from}${startsAtNoon ? 'b' : 'a'}`
  const ends = ({ to, endsAtNoon }: Times) => `${to}${endsAtNoon ? 'a' : 'b'}`
  return begins(one) <= ends(other) && begins(other) <= ends(one)
}

function isTrip({ kind }: Away): boolean {
  return kind === 'trip'
}
