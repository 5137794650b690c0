import type { Situation } from '../context.js'
import { type LettersCollected, tasksSlice } from '../task/letters.js'
import { type ItemsState, itemsSlice, itemsStateOf } from './checked.js'
import { scorersFor, type Scorers } from './owners.js'
import { checkedUnits, type CycleItems, groupOf, type Row, rowsOf } from './rows.js'

/** How far one unit, or one item, is scored. */
export interface Progress {
  /** Rows, and those of them that have a score. */
  all: number
  scored: number
}

/** Whether a row has a score, as the ledger says it; nothing is computed for it. */
export function hasScore(state: ItemsState, unit: string, { id, task }: Row): boolean {
  return task === null ? state.scored.get(unit)?.has(id) === true : task.decided !== null
}

/** All rows of a cycle with who scores them, unit by unit. */
export function* everyRow(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  items: CycleItems,
): Generator<{ unit: string; row: Row; scorers: Scorers; scored: boolean }> {
  const letters: LettersCollected = collected.of(tasksSlice)
  const state = itemsStateOf(collected.of(itemsSlice), items.cycle.id)
  const known = new Map<string, Scorers>()
  for (const { id: unit } of checkedUnits(items)) {
    for (const row of rowsOf(items, letters, unit)) {
      const key = `${unit} ${row.scorers.join()}`
      const scorers = known.get(key) ?? scorersFor(bureau, items, { item: row, assessee: unit })
      known.set(key, scorers)
      yield { unit, row, scorers, scored: hasScore(state, unit, row) }
    }
  }
}

/** How far the rows are that a person may look at, by unit and by item (those that several units have). */
export function progressFor(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  items: CycleItems,
  mine: (scorers: Scorers) => boolean,
): { byUnit: Map<string, Progress>; byItem: Map<string, Progress & { units: number; row: Row }> } {
  const byUnit = new Map<string, Progress>()
  const all = new Map<string, Progress & { seen: Set<string>; row: Row }>()
  for (const { unit, row, scorers, scored } of everyRow(situation, items)) {
    if (!mine(scorers)) continue
    const own = byUnit.get(unit) ?? { all: 0, scored: 0 }
    byUnit.set(unit, count(own, scored))
    const item = all.get(groupOf(row)) ?? { ...{ all: 0, scored: 0, row }, seen: new Set<string>() }
    item.seen.add(unit)
    all.set(groupOf(row), Object.assign(item, count(item, scored)))
  }
  const byItem = new Map(
    [...all]
      .filter(([, { seen }]) => seen.size > 1)
      .map(([id, { seen, ...rest }]) => [id, { ...rest, units: seen.size }]),
  )
  return { byUnit, byItem }
}

function count({ all, scored }: Progress, isScored: boolean): Progress {
  return { all: all + 1, scored: scored + (isScored ? 1 : 0) }
}

/** Rows of a cycle without a score. */
export function openRows(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  items: CycleItems,
): number {
  let open = 0
  for (const { scored } of everyRow(situation, items)) if (!scored) open += 1
  return open
}

/** Everybody who may score something of a cycle. */
export function scorersIn(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  items: CycleItems,
): Set<string> {
  const people = new Set<string>()
  for (const { scorers } of everyRow(situation, items)) {
    for (const person of scorers.may) people.add(person)
  }
  return people
}
