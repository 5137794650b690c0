import type { Day, Instant } from '../../base/day.js'
import type { Assessing, EnteredResult, NoCase } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import type { Running } from '../running.js'
import {
  itemsChecked,
  itemsClosed,
  itemsNoted,
  itemsReopened,
  itemsReturned,
  itemsScored,
} from './entries.js'
import { checkedUnits, itemsOf } from './rows.js'

interface Done {
  entry: string
  by: string
  on: Day
  at: Instant
}

/** A self-check as it was handed in. */
export interface SelfCheck extends Done {
  late: boolean
  /** Row → what the assessee gives itself. */
  figures: ReadonlyMap<string, string>
  /** Rows that it leaves as facts make them. */
  asLedger: ReadonlySet<string>
  /** Row → ids of files. */
  files: ReadonlyMap<string, readonly string[]>
  /** It was given back since. */
  returned: Done | null
}

/** What an office gave an item that is made from facts. */
export interface Scored extends Done {
  part: string
  as: 'ledger' | 'given' | 'no-case'
  figure: string | null
  /** What facts made of it then. */
  ledger: string
}

/** What somebody who scores saw during the year. */
export interface Note extends Done {
  row: string | null
}

/** The items of one cycle, as far as people went through them. */
export interface ItemsState {
  /** Assessee → its self-check. */
  checks: Map<string, SelfCheck>
  /** Assessee → row → what it got. */
  scored: Map<string, Map<string, Scored>>
  /** Assessee → spot checks, in order. */
  notes: Map<string, Note[]>
  closed: (Done & { open: number; reopened: Done | null }) | null
}

function doneBy({ id, by, day, at }: PlainEntry): Done {
  return { entry: id, by, on: day, at }
}

/** Cycle → its items. */
export const itemsSlice = slice<Map<string, ItemsState>>('items', () => new Map(), {
  [itemsChecked.kind]: (state, entry) => {
    const { rows, late } = itemsChecked.body(entry)
    const files = rows.flatMap(({ row, files: ids }) => (ids ? [[row, ids] as const] : []))
    stateIn(state, entry).checks.set(entry.subject ?? '', {
      ...doneBy(entry),
      late: late ?? false,
      figures: new Map(rows.map(({ row, figure }) => [row, figure])),
      asLedger: new Set(rows.flatMap(({ row, asLedger }) => (asLedger ? [row] : []))),
      files: new Map(files),
      returned: null,
    })
  },
  [itemsReturned.kind]: (state, entry) => {
    const check = stateIn(state, entry).checks.get(entry.subject ?? '')
    if (check) check.returned = doneBy(entry)
  },
  [itemsScored.kind]: (state, entry) => {
    const { scored } = stateIn(state, entry)
    const own = scored.get(entry.subject ?? '') ?? new Map<string, Scored>()
    scored.set(entry.subject ?? '', own)
    for (const given of itemsScored.body(entry).rows) {
      if (given.as === 'task') continue
      const { row, part, as, ledger } = given
      const figure = given.as === 'given' ? given.figure : null
      own.set(row, { ...doneBy(entry), part, as, figure, ledger })
    }
  },
  [itemsNoted.kind]: (state, entry) => {
    const { notes } = stateIn(state, entry)
    const own = notes.get(entry.subject ?? '') ?? []
    notes.set(entry.subject ?? '', own)
    own.push({ ...doneBy(entry), row: itemsNoted.body(entry).row ?? null })
  },
  [itemsClosed.kind]: (state, entry) => {
    const { open } = itemsClosed.body(entry)
    stateIn(state, entry).closed = { ...doneBy(entry), open, reopened: null }
  },
  [itemsReopened.kind]: (state, entry) => {
    const { closed } = stateIn(state, entry)
    if (closed) closed.reopened = doneBy(entry)
  },
})

function nothing(): ItemsState {
  return { checks: new Map(), scored: new Map(), notes: new Map(), closed: null }
}

function stateIn(state: Map<string, ItemsState>, { cycle }: PlainEntry): ItemsState {
  const known = state.get(cycle ?? '') ?? nothing()
  state.set(cycle ?? '', known)
  return known
}

/** The items of a cycle; empty where nobody has gone through any. */
export function itemsStateOf(state: ReadonlyMap<string, ItemsState>, cycle: string): ItemsState {
  return state.get(cycle) ?? nothing()
}

/** Whether nothing of a cycle is scored any more. */
export function isClosed({ closed }: Pick<ItemsState, 'closed'>): boolean {
  return closed !== null && closed.reopened === null
}

/** What the offices' scores are in a cycle's scoring input: figures, items without a case, and what is still to be scored. */
export interface ItemInputs {
  entered: EnteredResult[]
  noCase: NoCase[]
  assessing: Assessing[]
}

/**
 * The same for the assessees of one statement (`around`), or for all (null). A figure names the entry in which its reason
 * stands. What has no score when scoring is closed counts as facts make it.
 */
export function itemInputs(
  all: ReadonlyMap<string, ItemsState>,
  cycle: Running,
  around: ReadonlySet<string> | null,
): ItemInputs {
  const made: ItemInputs = { entered: [], noCase: [], assessing: [] }
  const items = itemsOf(cycle)
  if (!items) return made
  const state = itemsStateOf(all, cycle.id)
  const closed = isClosed(state)
  for (const { id: assessee } of checkedUnits(items)) {
    if (around !== null && !around.has(assessee)) continue
    const scored = state.scored.get(assessee)
    for (const { part } of items.partsFor(assessee)) {
      if (part.kind === 'tasks') continue
      const given = scored?.get(part.id)
      if (!given && !closed) made.assessing.push({ part: part.id, assessee })
      if (given?.as === 'no-case') made.noCase.push({ part: part.id, assessee })
      if (given?.as !== 'given' || given.figure === null) continue
      made.entered.push({ part: part.id, assessee, points: given.figure, note: given.entry })
    }
  }
  return made
}
