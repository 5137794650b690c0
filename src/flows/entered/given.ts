import type { Day, Instant } from '../../base/day.js'
import type { EnteredResult } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { enteredFiled, enteredGiven, enteredReopened } from './entries.js'
import type { EnteredStep } from './intents.js'

/** What one step gave somebody. */
export interface Given {
  figure: string
  by: string
  on: Day
  entry: string
}

/** The scores of one part. */
export interface PartGiven {
  part: string
  /** Assessee → step → what it gave. */
  given: Map<string, Partial<Record<EnteredStep, Given>>>
  filed: { by: string; at: Instant; on: Day; open: number; entry: string } | null
  reopened: { by: string; on: Day; entry: string } | null
}

type State = Map<string, Map<string, PartGiven>>

/** Cycle → part → its scores. */
export const enteredSlice = slice<State>('entered', () => new Map(), {
  [enteredGiven.kind]: (state, entry) => {
    const { part, step, rows } = enteredGiven.body(entry)
    const { given } = partIn(state, entry, part)
    for (const { assessee, figure } of rows) {
      const now = { figure, by: entry.by, on: entry.day, entry: entry.id }
      given.set(assessee, { ...given.get(assessee), [step]: now })
    }
  },
  [enteredFiled.kind]: (state, entry) => {
    const { part, open } = enteredFiled.body(entry)
    const { by, at, day: on, id } = entry
    Object.assign(partIn(state, entry, part), { filed: { by, at, on, open, entry: id } })
  },
  [enteredReopened.kind]: (state, entry) => {
    const of = partIn(state, entry, enteredReopened.body(entry).part)
    Object.assign(of, { filed: null, reopened: { by: entry.by, on: entry.day, entry: entry.id } })
  },
})

function partIn(state: State, { cycle }: PlainEntry, part: string): PartGiven {
  const ofCycle = state.get(cycle ?? '') ?? new Map<string, PartGiven>()
  state.set(cycle ?? '', ofCycle)
  const known = ofCycle.get(part) ?? nothing(part)
  ofCycle.set(part, known)
  return known
}

function nothing(part: string): PartGiven {
  return { part, given: new Map(), filed: null, reopened: null }
}

/** The scores of a part; empty where nobody has given any. */
export function givenIn(state: State, of: { cycle: string; part: string }): PartGiven {
  return state.get(of.cycle)?.get(of.part) ?? nothing(of.part)
}

/** What stands of the steps: what the office entered, else what was verified, else what was recorded. */
export function standing(given: Partial<Record<EnteredStep, Given>> | undefined): Given | null {
  return given?.files ?? given?.verifies ?? given?.records ?? null
}

/** The parts that were filed in chat by a day, with their scores as the engine reads them. */
export function enteredInputs(
  state: State,
  cycle: string,
  asOf: Day,
): { parts: string[]; entered: EnteredResult[] } {
  const filed = [...(state.get(cycle)?.values() ?? [])].filter(
    ({ filed }) => filed !== null && filed.on <= asOf,
  )
  return {
    parts: filed.map(({ part }) => part),
    entered: filed.flatMap(({ part, given }) =>
      [...given].flatMap(([assessee, steps]) => {
        const figure = standing(steps)?.figure
        return figure === undefined ? [] : [{ part, assessee, points: figure }]
      }),
    ),
  }
}
