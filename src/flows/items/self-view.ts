import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import { mayNot } from '../access.js'
import { partsIn } from '../card-key.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { manageItems } from './actions.js'
import type { Cell, Decided } from './cells.js'
import { isClosed, itemsSlice, itemsStateOf } from './checked.js'
import { checkersOf } from './owners.js'
import { checkedUnits, itemsIn } from './rows.js'
import { rowsOnPage, type SelfForm, selfFormOf } from './self-form.js'
import { type NoteShown, notesShown, type RowShown, rowNames, shownRow } from './shown.js'
import { reasonsIn } from './texts.js'
import { windowOf } from './windows.js'

/** A unit's self-check, page by page. */
export interface SelfView {
  kind: 'items-check'
  cycle: string
  unit: string
  name: string
  scheme: string
  year: string
  opens: Day
  due: Day
  provisional: boolean
  workingDaysLeft: number
  state: 'not-open' | 'open' | 'over' | 'closed'
  page: number
  pages: number
  all: number
  /** Rows that differ from what facts make, and the points of all rows together. */
  differ: number
  rows: SelfRow[]
  /** Spot checks of the unit as a whole. */
  notes: readonly NoteShown[]
  checked: { by: string; on: Day; late: boolean } | null
  returned: { by: string; on: Day; reason: string } | null
  unsent: boolean
  /** The reader fills it in; hands it in. */
  mayFill: boolean
  mayHandIn: boolean
  /** Who hands it in. */
  heads: readonly string[]
}

/** A row of a self-check. */
export interface SelfRow extends RowShown {
  figure: string
  reason: string
  files: readonly { id: string; name: string }[]
  /** Its fields stand open. */
  open: boolean
  /** What it got, once it is scored. */
  scored: { figure: string; as: Decided['as']; by: string; reason: string } | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: the people of the unit, and the office.
 * @refuses gone
 */
export async function viewSelf(seeing: Seeing, key: string): Promise<SelfView | GoneView> {
  const { bureau, person, calendar, today } = seeing
  const [cycle = '', unit = ''] = partsIn(key, 2) ?? []
  const items = itemsIn(bureau, cycle)
  const found = items && checkedUnits(items).find(({ id }) => id === unit)
  if (!items || !found || person === null) return gone
  const heads = checkersOf(bureau, unit)
  const own = bureau.roster.unitOf(person) === unit || heads.includes(person)
  if (!own && mayNot(bureau, person, manageItems, 'anything')) return gone
  const form = await selfFormOf(seeing, items, { unit, person })
  const { opens, due } = windowOf(items.cycle, calendar)
  const state = itemsStateOf(seeing.collected.of(itemsSlice), cycle)
  const isOver = form.check !== null && form.check.returned === null && today > due
  const stage = today < opens ? 'not-open' : isClosed(state) ? 'closed' : isOver ? 'over' : 'open'
  const notes = await notesShown(seeing, state.notes.get(unit) ?? [])
  const differ = form.cells.filter(({ row, ledger }) => {
    const figure = form.rows.get(row.id)?.figure
    return ledger !== null && figure !== undefined && figure !== ledger.value
  }).length
  return {
    kind: 'items-check',
    ...{ cycle, unit, name: found.name, scheme: items.cycle.scheme.shortTitle },
    year: yearNameOf(items.cycle),
    ...{ opens, due, state: stage, provisional: isProvisional(seeing, due) },
    workingDaysLeft: today > due ? -1 : calendar.workingDaysBetween(today, due),
    ...{ page: form.page, pages: form.pages, all: form.cells.length, differ },
    rows: await shownRows(seeing, form, notes),
    notes: notes.get('') ?? [],
    ...(await checkOf(seeing, form)),
    unsent: form.unsent,
    mayFill: own && stage === 'open',
    mayHandIn: heads.includes(person) && stage === 'open',
    heads: heads.map((id) => bureau.roster.nameOf(id)),
  }
}

async function checkOf(
  { db, bureau }: Seeing,
  { check }: SelfForm,
): Promise<Pick<SelfView, 'checked' | 'returned'>> {
  if (!check) return { checked: null, returned: null }
  const nameOf = (id: string): string => bureau.roster.nameOf(id)
  const { returned } = check
  const texts = await textsOf(db, returned ? [returned.entry] : [], ['reason'])
  return {
    checked: { by: nameOf(check.by), on: check.on, late: check.late },
    returned: returned && {
      ...{ by: nameOf(returned.by), on: returned.on },
      reason: texts.get(returned.entry)?.reason ?? '',
    },
  }
}

async function shownRows(
  seeing: Seeing,
  form: SelfForm,
  notes: ReadonlyMap<string, readonly NoteShown[]>,
): Promise<SelfRow[]> {
  const shown = rowsOnPage(form, form.page)
  const names = await rowNames(seeing, form.items, shown)
  const entries = shown.flatMap(({ decided }) => decided?.entry ?? [])
  const reasons = await reasonsIn(seeing.db, entries)
  const files = await filesOf(seeing, form, shown)
  return shown.map((cell): SelfRow => {
    const { id } = cell.row
    const held = form.rows.get(id)
    const { decided } = cell
    return {
      ...shownRow(cell, {
        ...{ id, names, notes: notes.get(id) ?? [] },
        number: `${form.cells.indexOf(cell) + 1}`,
      }),
      ...{ figure: held?.figure ?? '', reason: held?.reason ?? '', files: files.get(id) ?? [] },
      open: form.draft.open.includes(id),
      scored: decided && {
        ...{ figure: decided.figure, as: decided.as },
        by: seeing.bureau.roster.nameOf(decided.by),
        reason: reasons.get(decided.entry)?.[id] ?? '',
      },
    }
  })
}

/** The files of rows by their names. */
async function filesOf(
  { db }: Pick<Seeing, 'db'>,
  form: SelfForm,
  cells: readonly Cell[],
): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
  const found = new Map<string, { id: string; name: string }[]>()
  for (const { row } of cells) {
    const named = []
    for (const id of form.rows.get(row.id)?.files ?? []) {
      const file = await findFile(db, id)
      if (file) named.push({ id, name: file.name })
    }
    found.set(row.id, named)
  }
  return found
}
