import { z } from 'zod'
import { type DraftPlace, getDraft } from '../../storage/drafts.js'
import type { Situation } from '../context.js'
import { itemPages } from '../limits.js'
import { tasksSlice } from '../task/letters.js'
import { type Cell, cellsOf, isDone, isPlain } from './cells.js'
import { type ItemsState, itemsSlice, itemsStateOf } from './checked.js'
import { plainFigure, type RowWords, shortFigure } from './figures.js'
import type { Filled, SheetRef } from './intents.js'
import { scorersFor } from './owners.js'
import { checkedUnits, type CycleItems, groupOf, rowsOf } from './rows.js'
import { windowOf } from './windows.js'

const draftShape = z.object({
  page: z.number().catch(1),
  /** The forms that few need are shown. */
  more: z.boolean().catch(false),
  words: z
    .record(
      z.string(),
      z.object({ figure: z.string(), reason: z.string(), lacks: z.boolean().catch(false) }),
    )
    .catch({}),
  /** Rows that are open for changes → the entry that had scored them then; '' for none. */
  open: z.record(z.string(), z.string()).catch({}),
  /** Figures near an end of their range that were asked about: row → figure. */
  asked: z.record(z.string(), z.string()).catch({}),
})

export type SheetDraft = z.infer<typeof draftShape>

/** A row of an office's sheet: whose, and which. */
export interface SheetRow {
  /** `unit/row`. */
  key: string
  unit: string
  cell: Cell
  /** Its place on the sheet, from 1. */
  number: string
}

/** An office's sheet as somebody who scores has it: the rows that are theirs. */
export interface Sheet {
  items: CycleItems
  of: SheetRef
  state: ItemsState
  rows: readonly SheetRow[]
  draft: SheetDraft
  pages: number
}

/** Where somebody's unfinished scores of a sheet are kept. */
export function sheetPlace(
  whose: { bureau: { id: string }; person: string },
  { cycle, by, id }: SheetRef,
): DraftPlace {
  return {
    bureau: whose.bureau.id,
    owner: whose.person,
    kind: 'items-sheet',
    key: `${cycle}/${by}/${id}`,
  }
}

/** The units that a sheet is about: one, or all that have the item. */
export function unitsOn(
  situation: Pick<Situation, 'collected'>,
  items: CycleItems,
  { by, id }: Pick<SheetRef, 'by' | 'id'>,
): string[] {
  const all = checkedUnits(items).map((one) => one.id)
  if (by === 'unit') return all.filter((unit) => unit === id)
  const letters = situation.collected.of(tasksSlice)
  return all.filter((unit) => rowsOf(items, letters, unit).some((row) => groupOf(row) === id))
}

/** The rows of a sheet that a person scores (`all`: everybody's), in the order of the scheme. */
export function sheetRows(
  situation: Situation,
  items: CycleItems,
  of: { sheet: Pick<SheetRef, 'by' | 'id'>; person: string; all: boolean },
): SheetRow[] {
  const { sheet, person, all } = of
  const rows = unitsOn(situation, items, sheet).flatMap((unit) =>
    cellsOf(situation, items, unit)
      .filter((cell) => sheet.by === 'unit' || groupOf(cell.row) === sheet.id)
      .filter((cell) => all || mayScore(situation, items, { person, cell }))
      .map((cell) => ({ key: `${unit}/${cell.row.id}`, unit, cell })),
  )
  return rows.map((row, at) => ({ ...row, number: `${at + 1}` }))
}

/** Whether a person scores a row. */
export function mayScore(
  { bureau }: Pick<Situation, 'bureau'>,
  items: CycleItems,
  { person, cell }: { person: string; cell: Pick<Cell, 'row' | 'assessee'> },
): boolean {
  return scorersFor(bureau, items, { item: cell.row, assessee: cell.assessee }).may.has(person)
}

/** Reads a sheet with what its reader has begun. */
export async function sheetOf(
  situation: Situation,
  items: CycleItems,
  of: { sheet: SheetRef; person: string; all: boolean },
): Promise<Sheet> {
  const { db, bureau, collected } = situation
  const rows = sheetRows(situation, items, of)
  const stored = await getDraft(db, sheetPlace({ bureau, person: of.person }, of.sheet))
  const draft = draftShape.parse(stored?.body ?? {})
  const pages = Math.max(1, Math.ceil(rows.length / itemPages.sheet))
  const page = Math.min(Math.max(1, draft.page), pages)
  const state = itemsStateOf(collected.of(itemsSlice), items.cycle.id)
  return { items, of: of.sheet, state, rows, draft: { ...draft, page }, pages }
}

/** The rows of a page, from 1. */
export function onPage({ rows }: Pick<Sheet, 'rows'>, page: number): readonly SheetRow[] {
  return rows.slice((page - 1) * itemPages.sheet, page * itemPages.sheet)
}

/** Whether a unit's rows may be scored now: it has handed in its self-check, or its time is over. */
export function isReady(
  { calendar, today }: Pick<Situation, 'calendar' | 'today'>,
  { items, state }: { items: CycleItems; state: ItemsState },
  unit: string,
): boolean {
  const check = state.checks.get(unit)
  return (check && check.returned === null) || today > windowOf(items.cycle, calendar).due
}

/** Whether a row shows its fields: it was opened, or needs somebody's eye. */
export function isAsked(row: SheetRow, draft: SheetDraft, ready: boolean): boolean {
  if (Object.hasOwn(draft.open, row.key)) return true
  return ready && !isDone(row.cell) && !isPlain(row.cell)
}

/** What stands in a row's fields: typed and kept; of an opened row else what it has by now. */
export function wordsOf({ key, cell }: SheetRow, draft: SheetDraft): RowWords {
  const typed = draft.words[key]
  if (typed) return typed
  const held = Object.hasOwn(draft.open, key) ? (cell.decided?.figure ?? cell.expected ?? '') : ''
  return {
    figure: held === '' || cell.amount ? held : shortFigure(held),
    reason: '',
    lacks: cell.decided?.as === 'no-case' && Object.hasOwn(draft.open, key),
  }
}

/** The sheet with what was just typed. */
export function withScores(sheet: Sheet, typed: Filled): Sheet {
  const words = { ...sheet.draft.words }
  for (const { key } of sheet.rows) {
    const given = typed[key]
    if (!given) continue
    const figure = plainFigure(given.figure)
    if (figure === '' && given.reason === '' && !given.lacks) delete words[key]
    else words[key] = { ...given, figure }
  }
  return { ...sheet, draft: { ...sheet.draft, words } }
}
