import type { Day } from '../../base/day.js'
import type { Db } from '../../storage/database.js'
import type { Situation } from '../context.js'
import { enteredLetter, taskNames, tasksSlice } from '../task/letters.js'
import { textsOf } from '../texts.js'
import type { Cell, FactMade, TargetMade } from './cells.js'
import type { Note } from './checked.js'
import { endsOf, shortFigure } from './figures.js'
import type { CycleItems } from './rows.js'

/** What a card says of a row, whoever reads it. */
export interface RowShown {
  /** In fields' names and buttons. */
  id: string
  number: string
  name: string
  clause: string
  says: string
  /** What it is worth; '' for an item without points of its own. */
  worth: string
  /** Its points or, of an amount, what is wanted of it. */
  amount: boolean
  /** The range of what may be given. */
  from: string
  to: string
  /** What facts make of it; null for a task. */
  ledger: string | null
  facts: readonly FactMade[]
  targets: readonly TargetMade[]
  notes: readonly NoteShown[]
}

/** A spot check as it is shown. */
export interface NoteShown {
  on: Day
  by: string
  note: string
}

/** Names of the tasks of a unit's letters, by row. */
export async function rowNames(
  { db, collected }: Pick<Situation, 'db' | 'collected'>,
  items: CycleItems,
  cells: readonly Cell[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const letters = collected.of(tasksSlice)
  const asked = new Set<string>()
  for (const { row, assessee } of cells) {
    const of = { cycle: items.cycle.id, part: row.part.id, assessee }
    if (row.task === null || row.listed !== null || asked.has(`${of.part}/${assessee}`)) continue
    asked.add(`${of.part}/${assessee}`)
    const letter = enteredLetter(letters, of)
    const named = letter ? await taskNames(db, letter) : new Map<string, string>()
    for (const [task, name] of named) names.set(`${assessee}/${of.part}.${task}`, name)
  }
  return names
}

/** What a row is called: of a letter's task as it was typed. */
export function nameOf({ row, assessee }: Cell, names: ReadonlyMap<string, string>): string {
  return row.listed?.name ?? names.get(`${assessee}/${row.id}`) ?? row.part.name
}

/** A row as cards show it. */
export function shownRow(
  cell: Cell,
  of: {
    id: string
    number: string
    names: ReadonlyMap<string, string>
    notes: readonly NoteShown[]
  },
): RowShown {
  const { row, ledger, whole, amount } = cell
  const { lowest, highest } = endsOf(cell)
  return {
    ...{ id: of.id, number: of.number, name: nameOf(cell, of.names), amount, notes: of.notes },
    clause: row.listed?.clause ?? row.part.clause,
    says: row.listed?.says.text ?? row.part.says.text,
    worth: whole?.toFixed() ?? '',
    ...{ from: shortFigure(lowest.toFixed()), to: shortFigure(highest.toFixed()) },
    ledger: ledger?.value ?? null,
    facts: ledger?.facts ?? [],
    targets: ledger?.targets ?? [],
  }
}

/** Spot checks with their words, by the row that they are of; '' for the unit as a whole. */
export async function notesShown(
  { db, bureau }: Pick<Situation, 'bureau'> & { db: Db },
  notes: readonly Note[],
): Promise<ReadonlyMap<string, readonly NoteShown[]>> {
  const texts = await textsOf(
    db,
    notes.map(({ entry }) => entry),
    ['note'],
  )
  const shown = new Map<string, NoteShown[]>()
  for (const { entry, by, on, row } of notes) {
    const all = shown.get(row ?? '') ?? []
    const note = texts.get(entry)?.note ?? ''
    shown.set(row ?? '', [...all, { on, by: bureau.roster.nameOf(by), note }])
  }
  return shown
}
