import { must } from '../../base/bug.js'
import { type Fault, fault, refuse, type Refusal, refuseForm } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { wrongFigure } from '../rating/wrong-figure.js'
import { sheetHandedIn } from './entries.js'
import {
  dropFilling,
  type Filling,
  fillingOf,
  keepFilling,
  lookAtSheet,
  onPage,
  withPage,
} from './filling.js'
import type { PanelIntent, PanelRef, SheetFilled } from './intents.js'
import { rowField } from './row-field.js'
import { isRunning, panelFor, recordOf } from './which.js'

type Of<V extends PanelIntent['verb']> = Extract<PanelIntent, { verb: V }>

/**
 * A judge's sheet with what was just typed.
 * @refuses panel-unknown, panel-not-opened, not-allowed, panel-closed, panel-sheet-none
 */
async function looked(ctx: Context, input: PanelRef & SheetFilled): Promise<Filling | Refusal> {
  const of = panelFor(ctx, input)
  if (!of) return refuse('panel-unknown')
  const record = recordOf(ctx, of)
  if (!record) return refuse('panel-not-opened')
  const judge = record.judges.get(ctx.person)
  if (!judge || judge.left !== null) {
    return refuse('not-allowed', { what: '打分', who: '考核办定下的评委' })
  }
  if (!isRunning(record)) return refuse('panel-closed')
  const filling = await fillingOf({ ...ctx, db: ctx.tx }, { of, record, judge }, input.assessee)
  return filling ? withPage(filling, input) : refuse('panel-sheet-none')
}

/** Handed in, where that is for good. */
function isFixed({ handedIn, of }: Filling): boolean {
  return handedIn !== null && of.rule.sheets.value === 'final'
}

/**
 * The same, where it may be filled in.
 * @refuses {@link looked}, panel-sheet-final
 */
async function opened(ctx: Context, input: PanelRef & SheetFilled): Promise<Filling | Refusal> {
  const filling = await looked(ctx, input)
  if ('code' in filling || !isFixed(filling)) return filling
  return refuse('panel-sheet-final', { name: filling.assessee.name })
}

/**
 * Keeps what was filled in so far; gaps are allowed.
 * @refuses {@link opened}, rating-figure, rating-bounds, rating-listed, rating-decimals
 */
export async function saveSheet(ctx: Context, input: Of<'panel.save'>): Promise<Outcome> {
  const filling = await opened(ctx, input)
  if ('code' in filling) return filling
  const wrong = refuseForm(figureFaults(filling))
  if (wrong) return wrong
  await keepFilling(ctx, filling, { assessee: filling.assessee.id, page: input.page })
  return done('rating-saved')
}

/**
 * Shows another page of a sheet; what stands on this one is kept where it can be changed.
 * @refuses {@link looked}, rating-figure, rating-bounds, rating-listed, rating-decimals
 */
export async function turnSheetPage(ctx: Context, input: Of<'panel.page'>): Promise<Outcome> {
  const filling = await looked(ctx, input)
  if ('code' in filling) return filling
  const page = Math.min(Math.max(1, input.to), filling.pages)
  const wrong = await keepTyped(ctx, filling, { assessee: filling.assessee.id, page })
  return wrong ?? done('panel-page', { page: `${page}`, pages: `${filling.pages}` })
}

/**
 * Shows the sheet of somebody else; what stands on this one is kept where it can be changed.
 * @refuses {@link looked}, rating-figure, rating-bounds,
 * rating-listed, rating-decimals
 */
export async function turnSheet(ctx: Context, input: Of<'panel.turn'>): Promise<Outcome> {
  const filling = await looked(ctx, input)
  if ('code' in filling) return filling
  const other = filling.sheets.find(({ id }) => id === input.to)
  if (!other) return refuse('panel-sheet-none')
  const wrong = await keepTyped(ctx, filling, { assessee: other.id, page: 1 })
  return wrong ?? done('panel-sheet-of', { name: other.name })
}

/** Keeps what was typed, where the sheet can be changed, and goes on; unless something typed can't be. */
async function keepTyped(
  ctx: Context,
  filling: Filling,
  next: { assessee: string; page: number },
): Promise<Refusal | null> {
  if (isFixed(filling)) {
    await lookAtSheet(ctx, filling.of, next)
    return null
  }
  const wrong = refuseForm(figureFaults(filling))
  if (!wrong) await keepFilling(ctx, filling, next)
  return wrong
}

/**
 * Hands in one whole sheet; again until the office closes the panel where the scheme lets it be changed. The next one
 * that is missing is shown.
 * @refuses {@link opened}, rating-incomplete, rating-figure, rating-bounds, rating-listed, rating-decimals, panel-other-page
 */
export async function handInSheet(ctx: Context, input: Of<'panel.hand-in'>): Promise<Outcome> {
  const filling = await opened(ctx, input)
  if ('code' in filling) return filling
  const { of, record, judge, assessee, rows, values, sheets } = filling
  const gaps = rows.filter(({ id }) => !values.has(id))
  const faults = [
    ...gaps.map(({ id, name }) => ({
      row: id,
      fault: placed(filling, id, fault('', 'rating-incomplete', { name })),
    })),
    ...rows.flatMap((row) => figureFault(filling, row.id)),
  ]
  const wrong = refuseForm(byPage(filling, faults, input.page))
  if (wrong) return wrong
  sheetHandedIn.write(ctx, {
    ...{ cycle: of.cycle.id, period: of.period, subject: assessee.id },
    body: {
      ...{ panel: of.panel, body: judge.body, assessee: assessee.id },
      points: rows.map(({ id }) => ({ part: id, points: must(values.get(id), 'checked above') })),
    },
  })
  const own = record.sheets.get(judge.person)
  const left = sheets.filter(({ id }) => id !== assessee.id && !own?.has(id))
  await dropFilling(ctx, filling, left[0]?.id ?? null)
  return left[0]
    ? done('panel-handed-in', { name: assessee.name, left: `${left.length}`, next: left[0].name })
    : done('panel-handed-in-all', { name: assessee.name, count: `${sheets.length}` })
}

interface RowFault {
  row: string
  fault: Fault
}

/** What is wrong with a row, at its field. */
function placed({ assessee }: Filling, row: string, of: Fault): Fault {
  return { ...of, field: rowField(assessee.id, row) }
}

function figureFault(filling: Filling, id: string): RowFault[] {
  const row = must(
    filling.rows.find((one) => one.id === id),
    'a row of the sheet',
  )
  const value = filling.values.get(id)
  const wrong = value === undefined ? null : wrongFigure(filling.of.cycle.scheme, row, value)
  if (!wrong) return []
  const named = { ...wrong, with: { name: row.name, ...wrong.with } }
  return [{ row: id, fault: placed(filling, id, named) }]
}

function figureFaults(filling: Filling): Fault[] {
  return filling.rows.flatMap(({ id }) => figureFault(filling, id)).map((each) => each.fault)
}

/** Faults of the page that is shown as they are; of each other page one line. */
function byPage(filling: Filling, faults: readonly RowFault[], shown: number): Fault[] {
  const pages = Array.from({ length: filling.pages }, (_, at) => at + 1)
  return [shown, ...pages.filter((page) => page !== shown)].flatMap((page): Fault[] => {
    const here = onPage(filling, page).map(({ id }) => id)
    const own = faults.filter(({ row }) => here.includes(row))
    if (page === shown) return own.map((each) => each.fault)
    if (own.length === 0) return []
    const names = filling.rows.filter(({ id }) => own.some(({ row }) => row === id))
    const first = names.slice(0, namesMost).map(({ name }) => name)
    const values = { page: `${page}`, count: `${names.length}`, names: first.join('、') }
    return [fault('', 'panel-other-page', values)]
  })
}

/** Rows named of a page that is not shown. */
const namesMost = 3
