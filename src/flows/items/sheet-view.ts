import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import { mayNot } from '../access.js'
import { partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { manageItems } from './actions.js'
import { type Decided, isDone, isPlain } from './cells.js'
import { isClosed, type Note } from './checked.js'
import type { SheetRef } from './intents.js'
import { progressFor } from './progress.js'
import { checkedUnits, itemsIn } from './rows.js'
import {
  isAsked,
  isReady,
  mayScore,
  onPage,
  type Sheet,
  sheetOf,
  type SheetRow,
  wordsOf,
} from './sheet.js'
import { nameOf, type NoteShown, notesShown, type RowShown, rowNames, shownRow } from './shown.js'
import { reasonsIn } from './texts.js'
import { windowOf } from './windows.js'

/** An office's sheet: the rows of one unit, or one item of all units. */
export interface SheetView {
  kind: 'items-sheet'
  cycle: string
  by: 'unit' | 'item'
  id: string
  /** The unit, or the item. */
  name: string
  scheme: string
  year: string
  due: Day
  provisional: boolean
  state: 'waiting' | 'open' | 'closed'
  page: number
  pages: number
  all: number
  scored: number
  /** Rows that one touch scores. */
  plain: number
  /** Rows that need somebody's eye. */
  asked: number
  rows: SheetRowShown[]
  /** Spot checks of the unit as a whole, and the rows of the page that one may be of; null while nobody asked for it. */
  notes: readonly NoteShown[]
  noted: { id: string; name: string }[] | null
  mayNote: boolean
  /** The unit's self-check, on a unit's sheet. */
  check: { by: string; on: Day; late: boolean; returned: boolean } | null
  mayReturn: boolean
  /** The next sheet that lacks something. */
  next: CardRef | null
  list: CardRef
}

/** A row of an office's sheet. */
export interface SheetRowShown extends RowShown {
  /** The unit, on an item's sheet. */
  unit: string
  self: string | null
  selfReason: string
  files: readonly { id: string; name: string }[]
  decided:
    | (Pick<Decided, 'as' | 'figure' | 'on' | 'changed'> & { by: string; reason: string })
    | null
  /** Its fields are shown; null: a line is enough. */
  words: { figure: string; reason: string; lacks: boolean } | null
  /** It was opened by the reader, and can be put back. */
  opened: boolean
  mayLackCase: boolean
  /** The figure was asked about: pressed again, it stands. */
  asked: boolean
  mayScore: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/** A sheet's key, read. */
export function sheetIn(key: string): SheetRef | null {
  const [cycle = '', by = '', id = ''] = partsIn(key, 3) ?? []
  return by === 'unit' || by === 'item' ? { cycle, by, id } : null
}

/**
 * Access: who scores something on the sheet sees those rows; the office sees all.
 * @refuses gone
 */
export async function viewSheet(seeing: Seeing, key: string): Promise<SheetView | GoneView> {
  const { bureau, person, calendar } = seeing
  const of = sheetIn(key)
  const items = of && itemsIn(bureau, of.cycle)
  if (!of || !items || person === null) return gone
  const manages = mayNot(bureau, person, manageItems, 'anything') === null
  const sheet = await sheetOf(seeing, items, { sheet: of, person, all: manages })
  if (sheet.rows.length === 0) return gone
  const { state, rows, draft } = sheet
  const closed = isClosed(state)
  const ready = (row: SheetRow): boolean => isReady(seeing, sheet, row.unit)
  const mine = rows.filter(({ cell }) => mayScore(seeing, items, { person, cell }))
  const names = await rowNames(
    seeing,
    items,
    onPage(sheet, draft.page).map(({ cell }) => cell),
  )
  const { due, scoredBy } = windowOf(items.cycle, calendar)
  const waiting = !rows.some(ready)
  const check = of.by === 'unit' ? state.checks.get(of.id) : undefined
  const [first] = rows
  return {
    kind: 'items-sheet',
    ...of,
    name:
      of.by === 'unit'
        ? (checkedUnits(items).find(({ id }) => id === of.id)?.name ?? of.id)
        : first
          ? first.cell.row.listed === null
            ? first.cell.row.part.name
            : nameOf(first.cell, names)
          : of.id,
    ...{ scheme: items.cycle.scheme.shortTitle, year: yearNameOf(items.cycle) },
    due: waiting ? due : scoredBy,
    provisional: isProvisional(seeing, waiting ? due : scoredBy),
    state: closed ? 'closed' : waiting ? 'waiting' : 'open',
    ...{ page: draft.page, pages: sheet.pages, all: rows.length },
    scored: rows.filter(({ cell }) => isDone(cell)).length,
    plain: mine.filter((row) => ready(row) && isPlain(row.cell)).length,
    asked: mine.filter((row) => isAsked(row, { ...draft, open: {} }, ready(row))).length,
    ...(await shownRows(seeing, sheet, { names, person, closed })),
    noted:
      of.by === 'unit' && !closed && draft.more
        ? onPage(sheet, draft.page).map(({ cell, number }) => ({
            ...{ id: cell.row.id, name: `${number}. ${nameOf(cell, names)}` },
          }))
        : null,
    mayNote: of.by === 'unit' && !closed,
    check: check
      ? {
          ...{ by: bureau.roster.nameOf(check.by), on: check.on, late: check.late },
          returned: check.returned !== null,
        }
      : null,
    mayReturn: manages && !closed && check !== undefined && check.returned === null,
    next: nextOf(seeing, sheet, person),
    list: { kind: 'items-office', key: of.cycle },
  }
}

/** The next sheet of the same sort on which the reader has something left. */
function nextOf(seeing: Seeing, { items, of }: Sheet, person: string): CardRef | null {
  const { byUnit, byItem } = progressFor(seeing, items, ({ may }) => may.has(person))
  const left = [...(of.by === 'unit' ? byUnit : byItem)].filter(
    ([id, { all, scored }]) => scored < all && id !== of.id,
  )
  const order = [...(of.by === 'unit' ? byUnit : byItem).keys()]
  const here = order.indexOf(of.id)
  const next = left.find(([id]) => order.indexOf(id) > here) ?? left[0]
  return next ? { kind: 'items-sheet', key: `${of.cycle}/${of.by}/${next[0]}` } : null
}

async function shownRows(
  seeing: Seeing,
  sheet: Sheet,
  of: { names: ReadonlyMap<string, string>; person: string; closed: boolean },
): Promise<Pick<SheetView, 'rows' | 'notes'>> {
  const { state, draft } = sheet
  const shown = onPage(sheet, draft.page)
  const units = [...new Set(shown.map(({ unit }) => unit))]
  const notes = new Map<string, ReadonlyMap<string, readonly NoteShown[]>>()
  for (const unit of units) {
    const kept: readonly Note[] = state.notes.get(unit) ?? []
    if (kept.length > 0) notes.set(unit, await notesShown(seeing, kept))
  }
  const entries = [
    ...units.flatMap((unit) => state.checks.get(unit)?.entry ?? []),
    ...shown.flatMap(({ cell }) => cell.decided?.entry ?? []),
  ]
  const reasons = await reasonsIn(seeing.db, entries)
  const rows: SheetRowShown[] = []
  for (const row of shown) {
    const { cell, unit } = row
    const check = state.checks.get(unit)
    const files = []
    for (const id of check?.files.get(cell.row.id) ?? []) {
      const file = await findFile(seeing.db, id)
      if (file) files.push({ id, name: file.name })
    }
    const may = !of.closed && mayScore(seeing, sheet.items, { person: of.person, cell })
    const asks = may && isAsked(row, draft, isReady(seeing, sheet, unit))
    const words = wordsOf(row, draft)
    const { decided } = cell
    rows.push({
      ...shownRow(cell, {
        ...{ id: row.key, number: row.number, names: of.names },
        notes: notes.get(unit)?.get(cell.row.id) ?? [],
      }),
      unit: sheet.of.by === 'item' ? seeing.bureau.roster.unitNameOf(unit) : '',
      self: cell.self,
      selfReason: reasons.get(check?.entry ?? '')?.[cell.row.id] ?? '',
      files,
      decided: decided && {
        ...{ as: decided.as, figure: decided.figure, on: decided.on, changed: decided.changed },
        by: seeing.bureau.roster.nameOf(decided.by),
        reason: reasons.get(decided.entry)?.[cell.row.id] ?? '',
      },
      words: asks ? words : null,
      opened: Object.hasOwn(draft.open, row.key),
      mayLackCase: cell.row.mayLackCase,
      asked: words.figure !== '' && draft.asked[row.key] === words.figure,
      mayScore: may,
    })
  }
  return { rows, notes: notes.get(sheet.of.by === 'unit' ? sheet.of.id : '')?.get('') ?? [] }
}
