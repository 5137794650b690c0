import type { Day, Instant } from '../../base/day.js'
import type { PeriodGrade, Rating } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  gradesSubmitted,
  periodClosed,
  periodReopened,
  raterActing,
  ratingSubmitted,
} from './entries.js'

/** What an assessor handed in for a period of a part: the last one counts. */
export interface Submission {
  assessor: string
  at: Instant
  /** Grades without points; else figures. */
  graded: boolean
  /** The entries that it stands in: one for each body that the assessor rates for. */
  entries: string[]
  /** Assessee → points, or the id of a level. */
  values: Map<string, string>
  /** Body → whom the assessor rated for it. */
  bodies: Map<string, string[]>
}

/** How the office ended a period. */
export interface Closing {
  part: string
  period: string
  /** The day from which on it counts: that of the first closing. */
  on: Day
  by: string
  at: Instant
  entry: string
  /** Raters who had not handed in. */
  missing: readonly string[]
  /** Open again since; what counted then still does. */
  reopened: { by: string; at: Instant; entry: string } | null
}

/** The ratings of one cycle. */
export interface CycleRated {
  /** `period/part` → assessor → what was handed in. */
  submissions: Map<string, Map<string, Submission>>
  /** `period/part` → how it was closed last. */
  closed: Map<string, Closing>
  /** `period/part` → rater → who rates in that place, and since when. */
  acting: Map<string, Map<string, { instead: string; at: Instant }>>
  /** Assessee → what counts: as handed in when the period was closed, by period, part, assessor and body. */
  counted: Map<string, Map<string, Rating>>
  /** Assessee → grades that count, by period, part, assessor and body. */
  grades: Map<string, Map<string, PeriodGrade>>
}

/** Ratings of every cycle, by its id. */
export const ratedSlice = slice<Map<string, CycleRated>>('rated', () => new Map(), {
  [ratingSubmitted.kind]: (state, entry) => {
    const { part, raterClass, ratings } = ratingSubmitted.body(entry)
    const given = ratings.map(({ assessee, points }) => ({ assessee, value: points }))
    handIn(cycleIn(state, entry.cycle ?? ''), entry, { part, raterClass, graded: false, given })
  },
  [gradesSubmitted.kind]: (state, entry) => {
    const { part, raterClass, grades } = gradesSubmitted.body(entry)
    const given = grades.map(({ assessee, level }) => ({ assessee, value: level }))
    handIn(cycleIn(state, entry.cycle ?? ''), entry, { part, raterClass, graded: true, given })
  },
  [periodClosed.kind]: (state, entry) => {
    const { part, missing } = periodClosed.body(entry)
    const period = entry.period ?? ''
    const cycle = cycleIn(state, entry.cycle ?? '')
    const place = periodPlace(period, part)
    const before = cycle.closed.get(place)
    if (before) forget(cycle, place)
    cycle.closed.set(place, {
      part,
      period,
      on: before?.on ?? entry.day,
      by: entry.by,
      at: entry.at,
      entry: entry.id,
      missing: missing ?? [],
      reopened: null,
    })
    count(cycle, { part, period })
  },
  [periodReopened.kind]: (state, entry) => {
    const { part } = periodReopened.body(entry)
    const closing = cycleIn(state, entry.cycle ?? '').closed.get(
      periodPlace(entry.period ?? '', part),
    )
    if (closing) closing.reopened = { by: entry.by, at: entry.at, entry: entry.id }
  },
  [raterActing.kind]: (state, entry) => {
    const { part, assessor, instead } = raterActing.body(entry)
    const { acting } = cycleIn(state, entry.cycle ?? '')
    const place = periodPlace(entry.period ?? '', part)
    const ofPeriod = acting.get(place) ?? new Map<string, { instead: string; at: Instant }>()
    acting.set(place, ofPeriod)
    if (instead === null) ofPeriod.delete(assessor)
    else ofPeriod.set(assessor, { instead, at: entry.at })
  },
})

interface HandedIn {
  part: string
  raterClass: string
  graded: boolean
  given: readonly { assessee: string; value: string }[]
}

/** Entries of one moment are one handing-in; a later one replaces all of it. */
function handIn(cycle: CycleRated, entry: PlainEntry, of: HandedIn): void {
  const place = periodPlace(entry.period ?? '', of.part)
  const ofPeriod = cycle.submissions.get(place) ?? new Map<string, Submission>()
  cycle.submissions.set(place, ofPeriod)
  const before = ofPeriod.get(entry.by)
  const submission =
    before?.at === entry.at && !before.bodies.has(of.raterClass)
      ? before
      : {
          assessor: entry.by,
          at: entry.at,
          graded: of.graded,
          entries: [],
          values: new Map<string, string>(),
          bodies: new Map<string, string[]>(),
        }
  ofPeriod.set(entry.by, submission)
  submission.entries.push(entry.id)
  submission.bodies.set(
    of.raterClass,
    of.given.map(({ assessee }) => assessee),
  )
  for (const { assessee, value } of of.given) submission.values.set(assessee, value)
}

/** From now on what was handed in counts. */
function count(cycle: CycleRated, { part, period }: { part: string; period: string }): void {
  const place = periodPlace(period, part)
  for (const { assessor, graded, values, bodies } of cycle.submissions.get(place)?.values() ?? []) {
    for (const [body, assessees] of bodies) {
      const key = `${place} ${assessor} ${body}`
      for (const assessee of assessees) {
        const value = values.get(assessee)
        if (value === undefined) continue
        if (graded) {
          const grade = { part, period, assessee, level: value, body }
          ofAssessee(cycle.grades, assessee).set(key, grade)
        } else {
          const rating = { part, period, assessee, assessor, raterClass: body, points: value }
          ofAssessee(cycle.counted, assessee).set(key, rating)
        }
      }
    }
  }
}

function ofAssessee<T>(all: Map<string, Map<string, T>>, assessee: string): Map<string, T> {
  const known = all.get(assessee)
  if (known) return known
  const made = new Map<string, T>()
  all.set(assessee, made)
  return made
}

/** What counted for a period counts no more: it is closed anew. */
function forget({ counted, grades }: CycleRated, place: string): void {
  for (const own of [...counted.values(), ...grades.values()]) {
    for (const key of own.keys()) if (key.startsWith(`${place} `)) own.delete(key)
  }
}

/** Where a part's period is found among a cycle's ratings. */
export function periodPlace(period: string, part: string): string {
  return `${period}/${part}`
}

function nothing(): CycleRated {
  return {
    submissions: new Map(),
    closed: new Map(),
    acting: new Map(),
    counted: new Map(),
    grades: new Map(),
  }
}

function cycleIn(state: Map<string, CycleRated>, cycle: string): CycleRated {
  const known = state.get(cycle)
  if (known) return known
  const made = nothing()
  state.set(cycle, made)
  return made
}

/** A cycle's ratings; empty ones where nobody has rated. */
export function ratedIn(state: ReadonlyMap<string, CycleRated>, cycle: string): CycleRated {
  return state.get(cycle) ?? nothing()
}
