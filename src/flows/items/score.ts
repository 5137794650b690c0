import { dayText } from '../../base/day.js'
import { isFigure, points } from '../../base/points.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { isProvisional } from '../provisional.js'
import { manageItems } from './actions.js'
import { type Cell, isPlain, isSame } from './cells.js'
import { isClosed, itemsSlice, itemsStateOf } from './checked.js'
import { itemsScored } from './entries.js'
import { figureFault, isNearEnd, type RowWords } from './figures.js'
import type { Filled, ItemsIntent, SheetRef } from './intents.js'
import { checkedUnits, type CycleItems, itemsIn } from './rows.js'
import {
  isReady,
  mayScore,
  type Sheet,
  sheetOf,
  sheetPlace,
  type SheetRow,
  sheetRows,
  withScores,
  wordsOf,
} from './sheet.js'
import { windowOf } from './windows.js'

type Of<V extends ItemsIntent['verb']> = Extract<ItemsIntent, { verb: V }>

/** What an entry says of a row. */
type RowScored = Parameters<typeof itemsScored.write>[1]['body']['rows'][number]

/** A sheet with what was just typed, for who scores some of it. Rows of others are not on it. */
async function opened(ctx: Context, of: Of<'scores.give'>): Promise<Sheet | Refusal> {
  const items = scoredIn(ctx, of.cycle)
  if ('kind' in items) return items
  const sheet = await sheetOf(ctx, items, { sheet: of, person: ctx.person, all: false })
  if (sheet.rows.length === 0) return notTheirs(ctx, items, of)
  return withScores(sheet, of.rows)
}

/**
 * The items of a cycle in which something may still be scored. Refusals: `items-unknown`, `items-closed`.
 */
function scoredIn(ctx: Context, cycle: string): CycleItems | Refusal {
  const items = itemsIn(ctx.bureau, cycle)
  if (!items) return refuse('items-unknown')
  const state = itemsStateOf(ctx.collected.of(itemsSlice), cycle)
  return isClosed(state) ? refuse('items-closed') : items
}

/** It is somebody else's: says whose, where there are such rows. */
function notTheirs(ctx: Context, items: CycleItems, of: Pick<SheetRef, 'by' | 'id'>): Refusal {
  const [first] = sheetRows(ctx, items, { sheet: of, person: ctx.person, all: true })
  if (!first) return refuse('items-unknown')
  const names = ctx.bureau.roster.people
    .filter(({ id }) => mayScore(ctx, items, { person: id, cell: first.cell }))
    .map(({ name }) => name)
  const who = names.length > 4 ? `${names.slice(0, 4).join('、')}等` : names.join('、')
  return refuse('not-allowed', { what: '核定这一项', who: who || '目前无人' })
}

/**
 * Keeps what is typed on a sheet, opens a row for changes (or puts it back), or turns the page; pages are turned by whoever reads the
 * sheet, also when scoring is over.
 * @refuses items-unknown, items-closed, not-allowed
 */
export async function turnSheet(ctx: Context, intent: Of<'scores.turn'>): Promise<Outcome> {
  const items = itemsIn(ctx.bureau, intent.cycle)
  if (!items) return refuse('items-unknown')
  const closed = isClosed(itemsStateOf(ctx.collected.of(itemsSlice), intent.cycle))
  if (closed && intent.to === null) return refuse('items-closed')
  const all = mayNot(ctx.bureau, ctx.person, manageItems, 'anything') === null
  const read = await sheetOf(ctx, items, { sheet: intent, person: ctx.person, all })
  const row = read.rows.find(({ key }) => key === intent.open)
  const theirs = row && !mayScore(ctx, items, { person: ctx.person, cell: row.cell })
  if (read.rows.length === 0 || theirs) return notTheirs(ctx, items, intent)
  const sheet = closed ? read : withScores(read, intent.rows)
  const draft = toggled(sheet, intent.open)
  const page = intent.to === null ? draft.page : Math.min(Math.max(1, intent.to), sheet.pages)
  await putDraft(ctx.tx, sheetPlace(ctx, intent), { ...draft, page })
  return intent.to === null ? done('refreshed') : done('page-turned', { page: `${page}` })
}

/** In the place of a row: the forms that few need. */
const moreKey = '-'

function toggled({ draft, rows }: Sheet, key: string): Sheet['draft'] {
  if (key === moreKey) return { ...draft, more: !draft.more }
  const row = rows.find((one) => one.key === key)
  if (!row) return draft
  const { [key]: was, ...open } = draft.open
  if (was === undefined) {
    return { ...draft, open: { ...draft.open, [key]: row.cell.decided?.entry ?? '' } }
  }
  const { [key]: _, ...words } = draft.words
  return { ...draft, open, words }
}

/**
 * Scores what is typed on a sheet, all pages of it. A figure near an end of its range is asked about first; pressed again, it stands.
 * @refuses items-unknown, items-closed, not-allowed, scores-early, scores-nothing, item-taken, item-figure, item-range,
 * item-decimals, item-whole, item-reason
 */
export async function giveScores(ctx: Context, intent: Of<'scores.give'>): Promise<Outcome> {
  const sheet = await opened(ctx, intent)
  if ('kind' in sheet) return sheet
  const given = sheet.rows.filter((row) => isGiven(row, sheet))
  const waiting = given.find(({ unit }) => !isReady(ctx, sheet, unit))
  if (waiting) {
    const { due } = windowOf(sheet.items.cycle, ctx.calendar)
    const name = ctx.bureau.roster.unitNameOf(waiting.unit)
    return refuse('scores-early', { name, due: dayText(due, isProvisional(ctx, due)) })
  }
  if (given.length === 0) return refuse('scores-nothing')
  const wrong = refuseForm(given.flatMap((row) => faultsOf(ctx, sheet, row)))
  if (wrong) return wrong
  const asked = given.filter((row) => isUnasked(row, sheet))
  if (asked.length > 0) {
    const figures = asked.map((row) => [row.key, wordsOf(row, sheet.draft).figure] as const)
    const before = { ...sheet.draft.asked, ...Object.fromEntries(figures) }
    await putDraft(ctx.tx, sheetPlace(ctx, intent), { ...sheet.draft, asked: before })
    return done('scores-asked', { count: `${asked.length}` })
  }
  write(
    ctx,
    sheet.items,
    given.map((row) => ({ row, words: wordsOf(row, sheet.draft) })),
  )
  await forget(ctx, sheet, given)
  return done('scores-given', { count: `${given.length}` })
}

/** Something stands in its fields that is not what it has already. */
function isGiven(row: SheetRow, { draft }: Sheet): boolean {
  const words = wordsOf(row, draft)
  if (!Object.hasOwn(draft.words, row.key) && !Object.hasOwn(draft.open, row.key)) return false
  return words.lacks || words.figure !== '' || words.reason !== ''
}

function isUnasked(row: SheetRow, { draft }: Sheet): boolean {
  const { figure, lacks } = wordsOf(row, draft)
  return !lacks && isNearEnd(row.cell, figure) && draft.asked[row.key] !== figure
}

function faultsOf(ctx: Context, { draft }: Sheet, row: SheetRow): Fault[] {
  const { key, cell, number } = row
  const words = wordsOf(row, draft)
  const { decided } = cell
  const at = (field: string, code: string, values: Record<string, string> = {}): Fault[] => [
    fault(`${field}.${key}`, code, { number, ...values }),
  ]
  if (decided && decided.entry !== (draft.open[key] ?? '')) {
    const by = ctx.bureau.roster.nameOf(decided.by)
    return at('figure', 'item-taken', { by, figure: points(decided.figure).toDP(2).toFixed() })
  }
  if (words.lacks) return words.reason === '' ? at('reason', 'item-reason') : []
  const wrong = figureFault(cell, { id: key, number }, words.figure)
  if (wrong) return [wrong]
  if (!isPossible(cell, words.figure)) {
    return at('figure', 'item-whole', { points: cell.row.task?.points ?? '' })
  }
  return words.reason === '' && needsReason(cell, words.figure) ? at('reason', 'item-reason') : []
}

/** A task that counts whole or not at all is given nothing between. */
function isPossible({ row: { part, task } }: Cell, figure: string): boolean {
  if (task === null || part.kind === 'deduction') return true
  if (part.kind === 'tasks' && part.partly.value) return true
  return part.excused.value === 'set' || points(figure).isZero() || isSame(figure, task.points)
}

/** A figure that differs from what the unit claims or from what facts make; of a task nobody claimed, from all of it. */
export function needsReason({ self, ledger, whole }: Cell, figure: string): boolean {
  const norms = [self, ledger?.value ?? null].flatMap((norm) => norm ?? [])
  if (norms.length === 0 && whole) norms.push(whole.toFixed())
  return norms.some((norm) => isFigure(norm) && !isSame(norm, figure))
}

/** What is written of a row for its words. */
function scoredAs(cell: Cell, words: RowWords): RowScored {
  const { row, ledger } = cell
  const of = { row: row.id, part: row.part.id }
  if (row.task === null) {
    const value = ledger?.value ?? '0'
    if (words.lacks) return { ...of, as: 'no-case', ledger: value }
    if (isSame(words.figure, value)) return { ...of, as: 'ledger', ledger: value }
    return { ...of, as: 'given', figure: words.figure, ledger: value }
  }
  const { figure } = words
  const task = { ...of, task: row.task.id, as: 'task' as const, figure }
  if (cell.amount) return { ...task, done: figure }
  // Of a third of a point two decimals are typed: that is all of it.
  if (isSame(figure, row.task.points)) {
    return { ...task, figure: row.task.points, result: 'done' }
  }
  if (points(figure).isZero()) return { ...task, result: 'not-done' }
  if (row.part.kind === 'tasks' && row.part.partly.value) {
    return { ...task, target: row.task.points, done: figure }
  }
  return { ...task, result: 'excused', granted: figure }
}

/** One entry a unit. */
function write(
  ctx: Context,
  items: CycleItems,
  given: readonly { row: SheetRow; words: RowWords }[],
): void {
  for (const unit of new Set(given.map(({ row }) => row.unit))) {
    const own = given.filter(({ row }) => row.unit === unit)
    const reasons = own.flatMap(({ row, words }) =>
      words.reason === '' ? [] : [[row.cell.row.id, words.reason] as const],
    )
    itemsScored.write(ctx, {
      ...{ cycle: items.cycle.id, subject: unit },
      body: { rows: own.map(({ row, words }) => scoredAs(row.cell, words)) },
      ...(reasons.length > 0 ? { personal: { reasons: Object.fromEntries(reasons) } } : {}),
    })
  }
}

/** What was scored is no draft any more. */
async function forget(ctx: Context, sheet: Sheet, given: readonly SheetRow[]): Promise<void> {
  const gone = new Set(given.map(({ key }) => key))
  const left = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([key]) => !gone.has(key)))
  const { draft } = sheet
  const now = {
    ...draft,
    words: left(draft.words),
    open: left(draft.open),
    asked: left(draft.asked),
  }
  const nothing = !now.more && Object.keys(now.words).length + Object.keys(now.open).length === 0
  if (nothing && now.page === 1) await deleteDraft(ctx.tx, sheetPlace(ctx, sheet.of))
  else await putDraft(ctx.tx, sheetPlace(ctx, sheet.of), now)
}

/**
 * Scores everything of a sheet, or of all of them, that needs nobody's eye, as facts make it and as its unit claims: rows of
 * units that have handed in or whose time is over, of which nothing was scored yet.
 * @refuses items-unknown, items-closed, not-allowed, scores-none-plain
 */
export async function scoreExpected(ctx: Context, intent: Of<'scores.expected'>): Promise<Outcome> {
  const items = scoredIn(ctx, intent.cycle)
  if ('kind' in items) return items
  const { by, id } = intent
  const sheets =
    by === null
      ? checkedUnits(items).map((unit) => ({ by: 'unit' as const, id: unit.id }))
      : [{ by, id }]
  const rows = sheets.flatMap((sheet) =>
    sheetRows(ctx, items, { sheet, person: ctx.person, all: false }),
  )
  const [first] = sheets
  if (rows.length === 0) return first ? notTheirs(ctx, items, first) : refuse('items-unknown')
  const state = itemsStateOf(ctx.collected.of(itemsSlice), intent.cycle)
  const plain = rows.filter(
    ({ unit, cell }) =>
      isPlain(cell) &&
      isPossible(cell, cell.expected ?? '0') &&
      isReady(ctx, { items, state }, unit),
  )
  if (plain.length === 0) return refuse('scores-none-plain')
  write(
    ctx,
    items,
    plain.map((row) => ({
      row,
      words: { figure: row.cell.expected ?? '0', reason: '', lacks: false },
    })),
  )
  if (by !== null)
    await keepTyped(ctx, items, { sheet: { cycle: intent.cycle, by, id }, rows: intent.rows })
  const left = rows.filter(({ cell }) => cell.decided === null).length - plain.length
  return done('scores-expected', { count: `${plain.length}`, left: `${left}` })
}

/** What was typed on the sheet beside it is kept. */
async function keepTyped(
  ctx: Context,
  items: CycleItems,
  of: { sheet: SheetRef; rows: Filled },
): Promise<void> {
  if (Object.keys(of.rows).length === 0) return
  const sheet = await sheetOf(ctx, items, { sheet: of.sheet, person: ctx.person, all: false })
  await putDraft(ctx.tx, sheetPlace(ctx, of.sheet), withScores(sheet, of.rows).draft)
}
