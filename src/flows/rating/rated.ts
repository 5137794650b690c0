import type { Day, Instant } from '../../base/day.js'
import type { Rating } from '../../scoring/input.js'
import { slice } from '../collected.js'
import { periodClosed, ratingSubmitted } from './entries.js'

/** What an assessor handed in for a period of a part: the last one counts. */
export interface Submission {
  assessor: string
  at: Instant
  /** Assessee → points. */
  points: Map<string, string>
}

/** The ratings of one cycle. */
export interface CycleRated {
  /** `period/part` → assessor → what was handed in. */
  submissions: Map<string, Map<string, Submission>>
  /** `period/part` → when it was closed. */
  closed: Map<string, { part: string; period: string; on: Day }>
  /** Assessee → what each assessor gave last, by assessor, part, period and body. */
  byAssessee: Map<string, Map<string, Rating>>
}

/** Ratings of every cycle, by its id. */
export const ratedSlice = slice<Map<string, CycleRated>>('rated', () => new Map(), {
  [ratingSubmitted.kind]: (state, entry) => {
    const cycle = cycleIn(state, entry.cycle ?? '')
    const { part, raterClass, ratings } = ratingSubmitted.body(entry)
    const period = entry.period ?? ''
    const place = periodPlace(period, part)
    const ofPeriod = cycle.submissions.get(place) ?? new Map<string, Submission>()
    cycle.submissions.set(place, ofPeriod)
    const before = ofPeriod.get(entry.by)
    const points = before?.at === entry.at ? before.points : new Map<string, string>()
    ofPeriod.set(entry.by, { assessor: entry.by, at: entry.at, points })
    const key = [entry.by, part, period, raterClass].join(' ')
    for (const { assessee, points: given } of ratings) {
      points.set(assessee, given)
      const own = cycle.byAssessee.get(assessee) ?? new Map<string, Rating>()
      cycle.byAssessee.set(assessee, own)
      own.set(key, { part, period, assessee, assessor: entry.by, raterClass, points: given })
    }
  },
  [periodClosed.kind]: (state, entry) => {
    const { part } = periodClosed.body(entry)
    const period = entry.period ?? ''
    const { closed } = cycleIn(state, entry.cycle ?? '')
    closed.set(periodPlace(period, part), { part, period, on: entry.day })
  },
})

/** Where a part's period is found among a cycle's ratings. */
export function periodPlace(period: string, part: string): string {
  return `${period}/${part}`
}

function cycleIn(state: Map<string, CycleRated>, cycle: string): CycleRated {
  const known = state.get(cycle)
  if (known) return known
  const made = { submissions: new Map(), closed: new Map(), byAssessee: new Map() }
  state.set(cycle, made)
  return made
}

const nothing: CycleRated = { submissions: new Map(), closed: new Map(), byAssessee: new Map() }

/** A cycle's ratings; empty ones where nobody has rated. */
export function ratedIn(state: ReadonlyMap<string, CycleRated>, cycle: string): CycleRated {
  return state.get(cycle) ?? nothing
}
