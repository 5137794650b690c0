import { type Day, day, type Instant, momentOf } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  majorClosed,
  majorErased,
  majorFollowed,
  majorJudged,
  majorPassed,
  majorRead,
  majorReported,
  majorWritten,
} from './entries.js'

/** A major matter with all that was done about it, without any text of people. */
export interface Matter {
  id: string
  /** Who reported it, or should have. */
  person: string
  enteredBy: string
  at: Instant
  /** When it was known, or happened. */
  since: Instant
  day: Day
  time: string
  late: number
  withheld: boolean
  levels: readonly string[]
  informs: readonly string[]
  passes: { at: number; by: string; on: Instant }[]
  reads: Map<string, { on: Instant; follows: number }>
  follows: { by: string; on: Instant; entry: string }[]
  closed: { by: string; on: Instant; due: Day | null } | null
  written: { by: string; on: Instant; entry: string; late: boolean } | null
  judged: {
    by: string
    on: Instant
    entry: string
    as: 'proposed' | 'form' | 'noted' | 'waived'
    persons: readonly string[]
    facts: readonly string[]
  } | null
  erased: boolean
}

/** A bureau's major matters; `open`: those about which something may be to be done. */
export interface MattersCollected {
  byId: Map<string, Matter>
  open: Set<Matter>
}

export const majorSlice = slice<MattersCollected>(
  'major',
  () => ({ byId: new Map(), open: new Set() }),
  {
    [majorReported.kind]: (state, entry) => {
      const { time, ...body } = majorReported.body(entry)
      const matter: Matter = {
        ...{ ...body, id: entry.id, person: entry.subject ?? entry.by, enteredBy: entry.by },
        ...{ at: entry.at, since: momentOf(entry.day, time), day: entry.day, time },
        ...{ passes: [], reads: new Map(), follows: [], closed: null, written: null },
        ...{ judged: null, erased: false },
      }
      state.byId.set(matter.id, matter)
      state.open.add(matter)
    },
    [majorPassed.kind]: about((matter, { by, at: on, body }) => {
      matter.passes.push({ at: majorPassed.body({ body }).at, by, on })
    }),
    [majorRead.kind]: about((matter, { by, at: on, body }) => {
      matter.reads.set(by, { on, follows: majorRead.body({ body }).follows })
    }),
    [majorFollowed.kind]: about((matter, { by, at: on, id: entry }) => {
      matter.follows.push({ by, on, entry })
    }),
    [majorClosed.kind]: about((matter, { by, at: on, body }) => {
      const { due } = majorClosed.body({ body })
      matter.closed = { by, on, due: due === null ? null : day(due) }
    }),
    [majorWritten.kind]: about((matter, { by, at: on, id: entry, body }) => {
      matter.written = { by, on, entry, late: majorWritten.body({ body }).late }
    }),
    [majorJudged.kind]: about((matter, { by, at: on, id: entry, body }) => {
      matter.judged = { ...majorJudged.body({ body }), by, on, entry }
    }),
    [majorErased.kind]: about((matter) => {
      matter.erased = true
    }),
  },
)

function about(
  change: (matter: Matter, entry: PlainEntry) => void,
): (state: MattersCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const matter = state.byId.get(entry.about ?? '')
    if (!matter) return
    change(matter, entry)
    if (isOver(matter)) state.open.delete(matter)
  }
}

/** It was late, or not reported at all: somebody has to say whether that has consequences. */
export function isMisreported({ late, withheld }: Matter): boolean {
  return withheld || late > 0
}

function isOver(matter: Matter): boolean {
  const { closed, written, judged } = matter
  if (closed === null || (closed.due !== null && written === null)) return false
  return judged !== null || !isMisreported(matter)
}
