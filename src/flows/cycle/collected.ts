import { type Day, day } from '../../base/day.js'
import type { WorkingTime } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  cycleAmended,
  cycleChoices,
  cycleClosed,
  cycleOpened,
  cycleWorkingTime,
} from './entries.js'

/** An answer to a choice, with the decision that it follows from. */
export interface ChoiceAnswered {
  answer: string
  reference: string
  by: string
  on: Day
}

/** What the ledger says of a cycle itself. */
export interface CycleHistory {
  leftOut: readonly { id: string; reason: string }[]
  /** By choice; the last one holds. */
  answered: Map<string, ChoiceAnswered>
  amended: { to: string; reason: string; reference: string; by: string; on: Day }[]
  closed: { reason: string; by: string; on: Day } | null
  /** Null where the office has set none. */
  workingTime: WorkingTime | null
}

/** Cycle → its history. */
export const cyclesSlice = slice<Map<string, CycleHistory>>('cycles', () => new Map(), {
  [cycleOpened.kind]: (state, entry) => {
    state.set(entry.cycle ?? '', { ...none(), leftOut: cycleOpened.body(entry).leftOut ?? [] })
  },
  [cycleChoices.kind]: (state, entry) => {
    const { answers, reference } = cycleChoices.body(entry)
    const { answered } = historyIn(state, entry)
    for (const [choice, answer] of Object.entries(answers)) {
      answered.set(choice, { answer, reference, by: entry.by, on: entry.day })
    }
  },
  [cycleAmended.kind]: (state, entry) => {
    const { to, reason, reference, answers } = cycleAmended.body(entry)
    const history = historyIn(state, entry)
    for (const choice of [...history.answered.keys()]) {
      if (!Object.hasOwn(answers, choice)) history.answered.delete(choice)
    }
    history.amended.push({ to, reason, reference, by: entry.by, on: entry.day })
  },
  [cycleWorkingTime.kind]: (state, entry) => {
    const { hours, holidays, workdays } = cycleWorkingTime.body(entry)
    historyIn(state, entry).workingTime = {
      hours,
      holidays: holidays.map(({ from, to }) => ({ from: day(from), to: day(to) })),
      workdays: workdays.map(day),
    }
  },
  [cycleClosed.kind]: (state, entry) => {
    const { reason } = cycleClosed.body(entry)
    historyIn(state, entry).closed = { reason, by: entry.by, on: entry.day }
  },
})

function none(): CycleHistory {
  return { leftOut: [], answered: new Map(), amended: [], closed: null, workingTime: null }
}

function historyIn(state: Map<string, CycleHistory>, { cycle }: PlainEntry): CycleHistory {
  const known = state.get(cycle ?? '') ?? none()
  state.set(cycle ?? '', known)
  return known
}

/** The history of a cycle; empty for one that the ledger does not know. */
export function historyOf(state: ReadonlyMap<string, CycleHistory>, cycle: string): CycleHistory {
  return state.get(cycle) ?? none()
}
