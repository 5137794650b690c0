import type { Day } from '../../base/day.js'
import type { Decided } from '../../scoring/input.js'
import { slice } from '../collected.js'
import { decisionRevoked, gradeDecided, placesDecided } from './entries.js'

/** What a meeting decided and holds now, without its reason. */
export interface DecisionRecord {
  /** Entry that has the reason. */
  id: string
  grade: string
  role: string
  reference: string
  by: string
  on: Day
  /** Null for a grade; else the quota, and who were equal. */
  places: { quota: string; among: readonly string[] } | null
  /** Whose grade it is, or who have the places. */
  assessees: readonly string[]
}

type Decisions = Map<string, DecisionRecord[]>

/** Cycle → decisions that hold, earliest first: a later one takes the place of one about the same. */
export const decisionsSlice = slice<Decisions>('decisions', () => new Map(), {
  [gradeDecided.kind]: (state, entry) => {
    const { grade, role, reference } = gradeDecided.body(entry)
    const whose = entry.subject ?? ''
    add(
      state,
      entry.cycle ?? '',
      {
        ...{ id: entry.id, grade, role, reference, by: entry.by, on: entry.day },
        ...{ places: null, assessees: [whose] },
      },
      (before) => before.places === null && before.assessees.includes(whose),
    )
  },
  [placesDecided.kind]: (state, entry) => {
    const { quota, grade, role, reference, among, chosen } = placesDecided.body(entry)
    add(
      state,
      entry.cycle ?? '',
      {
        ...{ id: entry.id, grade, role, reference, by: entry.by, on: entry.day },
        ...{ places: { quota, among }, assessees: chosen },
      },
      ({ places }) => places?.quota === quota && places.among.some((one) => among.includes(one)),
    )
  },
  [decisionRevoked.kind]: (state, entry) => {
    const all = state.get(entry.cycle ?? '') ?? []
    state.set(
      entry.cycle ?? '',
      all.filter(({ id }) => id !== entry.about),
    )
  },
})

function add(
  state: Decisions,
  cycle: string,
  decision: DecisionRecord,
  replaces: (before: DecisionRecord) => boolean,
): void {
  const before = (state.get(cycle) ?? []).filter((one) => !replaces(one))
  state.set(cycle, [...before, decision])
}

/** The decisions of a cycle as the engine takes them. */
export function decidedIn(state: Decisions, cycle: string): Decided[] {
  return (state.get(cycle) ?? []).flatMap(({ assessees, grade, places, role, reference }) =>
    assessees.map((assessee) => ({
      ...{ assessee, grade, by: role, reference },
      ...(places === null ? {} : { quota: places.quota }),
    })),
  )
}
