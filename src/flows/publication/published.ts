import type { Day } from '../../base/day.js'
import { slice } from '../collected.js'
import { resultsPublished } from './entries.js'

/** One version of a cycle's published results. */
export interface Published {
  /** Id in the publications table. */
  id: string
  cycle: string
  version: number
  snapshotHash: string
  asOf: Day
  /** The day it was published on. */
  on: Day
}

/** Cycle → its publications, first version first. */
export const publishedSlice = slice<Map<string, Published[]>>('published', () => new Map(), {
  [resultsPublished.kind]: (state, entry) => {
    const { publication: id, version, snapshotHash, asOf } = resultsPublished.body(entry)
    const cycle = entry.cycle ?? ''
    const known = state.get(cycle) ?? []
    const on = entry.day
    state.set(cycle, [...known, { id, cycle, version, snapshotHash, asOf: asOf as Day, on }])
  },
})
