import type { Day, Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { resultsPublished } from '../publication/entries.js'
import {
  appealAnswered,
  appealErased,
  appealMade,
  appealWithdrawn,
  type Finding,
} from './entries.js'

/** An appeal with what became of it, without any text of people. */
export interface AppealRecord {
  id: string
  cycle: string
  /** Whose result it is about: a person or a unit. */
  assessee: string
  by: string
  at: Instant
  on: Day
  publication: string
  version: number
  line: string
  /** The review whose answer it goes on from; null for a review. */
  further: string | null
  files: readonly string[]
  withdrawn: Day | null
  answered: {
    entry: string
    sequence: number
    finding: Finding
    by: string
    on: Day
    at: Instant
    reversed: readonly string[]
  } | null
  /** The version in which its answer was taken up; null while none is, or none has to be. */
  corrected: number | null
  /** The further appeal that goes on from its answer. */
  followed: string | null
  erased: boolean
}

export interface AppealsCollected {
  byId: Map<string, AppealRecord>
  /** By whose result it is about, earliest first. */
  byAssessee: Map<string, AppealRecord[]>
  /** Those that wait: for an answer, or for the correction that follows from it. */
  open: Set<AppealRecord>
}

export const appealsSlice = slice<AppealsCollected>(
  'appeals',
  () => ({ byId: new Map(), byAssessee: new Map(), open: new Set() }),
  {
    [appealMade.kind]: make,
    [appealWithdrawn.kind]: about((appeal, entry) => {
      appeal.withdrawn = entry.day
    }),
    [appealAnswered.kind]: about((appeal, entry) => {
      const { finding, reversed } = appealAnswered.body(entry)
      const { id, sequence, by, day: on, at } = entry
      appeal.answered = { entry: id, sequence, finding, by, on, at, reversed }
    }),
    [appealErased.kind]: about((appeal) => {
      appeal.erased = true
    }),
    [resultsPublished.kind]: (state, entry) => {
      const { version, headSequence } = resultsPublished.body(entry)
      for (const appeal of state.open) {
        const { answered } = appeal
        if (appeal.cycle !== entry.cycle || !answered || answered.sequence > headSequence) continue
        appeal.corrected = version
        state.open.delete(appeal)
      }
    },
  },
)

function make(state: AppealsCollected, entry: PlainEntry): void {
  const { publication, version, line, further, files } = appealMade.body(entry)
  const appeal: AppealRecord = {
    ...{ id: entry.id, cycle: entry.cycle ?? '', assessee: entry.subject ?? entry.by },
    ...{ by: entry.by, at: entry.at, on: entry.day, publication, version, line, further, files },
    ...{ withdrawn: null, answered: null, corrected: null, followed: null, erased: false },
  }
  state.byId.set(appeal.id, appeal)
  const own = state.byAssessee.get(appeal.assessee)
  if (own) own.push(appeal)
  else state.byAssessee.set(appeal.assessee, [appeal])
  state.open.add(appeal)
  const before = further === null ? undefined : state.byId.get(further)
  if (before) before.followed = appeal.id
}

function about(
  change: (appeal: AppealRecord, entry: PlainEntry) => void,
): (state: AppealsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const appeal = state.byId.get(entry.about ?? '')
    if (!appeal) return
    change(appeal, entry)
    if (appeal.withdrawn !== null || (appeal.answered && !isRight(appeal)))
      state.open.delete(appeal)
  }
}

/** Whether its answer wants the results corrected. */
export function isRight({ answered }: AppealRecord): boolean {
  return answered !== null && answered.finding !== 'rejected'
}

/** How an appeal stands. */
export type AppealStage = 'waiting' | 'withdrawn' | Finding

export function stageOf({ withdrawn, answered }: AppealRecord): AppealStage {
  if (withdrawn !== null) return 'withdrawn'
  return answered?.finding ?? 'waiting'
}

/** Appeals of a cycle that wait for an answer. */
export function unanswered({ open }: AppealsCollected, cycle: string): AppealRecord[] {
  return [...open].filter((one) => one.cycle === cycle && one.answered === null)
}

/** Those of a cycle whose answer no publication has taken up yet. */
export function uncorrected({ open }: AppealsCollected, cycle: string): AppealRecord[] {
  return [...open].filter((one) => one.cycle === cycle && isRight(one))
}
