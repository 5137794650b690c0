import { dayText } from '../../base/day.js'
import { isFigure } from '../../base/points.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { isProvisional } from '../provisional.js'
import { manageItems } from './actions.js'
import { type Cell, isSame } from './cells.js'
import { isClosed, itemsSlice, itemsStateOf } from './checked.js'
import { itemsChecked } from './entries.js'
import { figureFault } from './figures.js'
import type { ItemsIntent, UnitRef } from './intents.js'
import { checkersOf } from './owners.js'
import { proofPlace } from './proofs.js'
import { checkedUnits, type CycleItems, itemsIn } from './rows.js'
import {
  lookPlace,
  pageOf,
  prefilled,
  type SelfForm,
  selfFormOf,
  selfPlace,
  withTyped,
} from './self-form.js'
import { windowOf } from './windows.js'

type Of<V extends ItemsIntent['verb']> = Extract<ItemsIntent, { verb: V }>

/** A unit's items, for who belongs to it. */
export function unitItems(
  ctx: Pick<Context, 'bureau' | 'person'>,
  { cycle, unit }: UnitRef,
): CycleItems | Refusal {
  const items = itemsIn(ctx.bureau, cycle)
  if (!items || !checkedUnits(items).some(({ id }) => id === unit)) return refuse('items-unknown')
  if (ctx.bureau.roster.unitOf(ctx.person) === unit) return items
  if (checkersOf(ctx.bureau, unit).includes(ctx.person)) return items
  return refuse('not-allowed', {
    what: '自查',
    who: `${ctx.bureau.roster.unitNameOf(unit)}的人`,
  })
}

/**
 * A unit's form with what was just typed, where it may be filled in.
 * @refuses items-unknown, not-allowed, items-closed, items-not-open, items-checked-over
 */
async function opened(ctx: Context, of: Of<'items.save' | 'items.prove' | 'items.check'>) {
  const items = unitItems(ctx, of)
  if ('kind' in items) return items
  const state = itemsStateOf(ctx.collected.of(itemsSlice), of.cycle)
  if (isClosed(state)) return refuse('items-closed')
  const { opens, due } = windowOf(items.cycle, ctx.calendar)
  if (ctx.today < opens) {
    return refuse('items-not-open', { opens: dayText(opens, isProvisional(ctx, opens)) })
  }
  const check = state.checks.get(of.unit)
  if (check && check.returned === null && ctx.today > due) {
    return refuse('items-checked-over', { due: dayText(due, isProvisional(ctx, due)) })
  }
  return withTyped(await selfFormOf(ctx, items, { unit: of.unit, person: ctx.person }), of.rows)
}

function isForm(value: SelfForm | Refusal): value is SelfForm {
  return 'cells' in value
}

async function keep(ctx: Context, form: SelfForm, draft: SelfForm['draft']): Promise<void> {
  const place = selfPlace(ctx.bureau, { cycle: form.items.cycle.id, unit: form.unit })
  await putDraft(ctx.tx, place, draft)
}

/**
 * Keeps the form, opens a row for changes (or puts it back), or turns the page. Figures that are none are said at once.
 * @refuses {@link opened}, item-figure, item-range, item-decimals
 */
export async function saveCheck(ctx: Context, intent: Of<'items.save'>): Promise<Outcome> {
  const form = await opened(ctx, intent)
  if (!isForm(form)) return form
  const wrong = refuseForm(form.cells.flatMap((cell, at) => figureFaults(form, cell, at)))
  if (wrong) return wrong
  await deleteDraft(ctx.tx, proofPlace(ctx))
  const { open, to } = intent
  await keep(ctx, form, toggled(form, open))
  if (to !== null) return turn(ctx, intent, to)
  return open === '' ? done('items-saved') : done('refreshed')
}

async function turn(ctx: Context, of: UnitRef, to: number): Promise<Outcome> {
  const page = Math.max(1, to)
  await putDraft(ctx.tx, lookPlace(ctx, of), { page })
  return done('page-turned', { page: `${page}` })
}

/**
 * Turns the page for who only reads: the people of the unit, and the office.
 * @refuses items-unknown, not-allowed
 */
export async function lookAtCheck(ctx: Context, of: Of<'items.look'>): Promise<Outcome> {
  const items = unitItems(ctx, of)
  const denied = 'kind' in items ? items : null
  if (denied && denied.code !== 'not-allowed') return denied
  if (denied && mayNot(ctx.bureau, ctx.person, manageItems, 'anything')) return denied
  return turn(ctx, of, of.page)
}

/** A row that was put back holds again what it held by itself. */
function toggled({ draft }: SelfForm, row: string): SelfForm['draft'] {
  if (row === '') return draft
  if (!draft.open.includes(row)) return { ...draft, open: [...draft.open, row] }
  const { [row]: _, ...words } = draft.words
  return { ...draft, words, open: draft.open.filter((one) => one !== row) }
}

/**
 * Files that the person sends from now on belong to a row.
 * @refuses {@link opened}, items-row
 */
export async function proveRow(ctx: Context, intent: Of<'items.prove'>): Promise<Outcome> {
  const form = await opened(ctx, intent)
  if (!isForm(form)) return form
  const at = form.cells.findIndex(({ row }) => row.id === intent.row)
  if (at < 0) return refuse('items-row')
  await keep(ctx, form, form.draft)
  const { cycle, unit, row } = intent
  await putDraft(ctx.tx, proofPlace(ctx), { cycle, unit, row })
  return done('items-prove', { number: `${at + 1}` })
}

function figureFaults({ rows }: SelfForm, cell: Cell, at: number): Fault[] {
  const { id } = cell.row
  const held = rows.get(id)
  // What the form holds by itself nobody typed: a third of a point has more decimals than anybody may type.
  if (!held || held.figure === prefilled(cell)) return []
  const wrong = figureFault(cell, { id, number: `${at + 1}` }, held.figure)
  return wrong ? [wrong] : []
}

/** Something else than facts make, or less than all of a task, needs to be said why. */
function reasonFaults({ rows }: SelfForm, cell: Cell, at: number): Fault[] {
  const held = rows.get(cell.row.id)
  if (!held || held.reason !== '' || !isFigure(held.figure)) return []
  const norm = cell.ledger?.value ?? cell.whole?.toFixed() ?? '0'
  if (isSame(held.figure, norm)) return []
  return [fault(`reason.${cell.row.id}`, 'item-reason', { number: `${at + 1}` })]
}

/**
 * Hands in a unit's self-check, all pages of it; until its last day again, the last one counts. What is wrong on the page is
 * said at once, of other pages how much.
 * @refuses {@link opened}, items-not-head, item-figure, item-range, item-decimals, item-reason, items-other-page
 */
export async function handInCheck(ctx: Context, intent: Of<'items.check'>): Promise<Outcome> {
  const form = await opened(ctx, intent)
  if (!isForm(form)) return form
  const heads = checkersOf(ctx.bureau, form.unit)
  if (!heads.includes(ctx.person)) {
    const names = heads.map((id) => ctx.bureau.roster.nameOf(id)).join('、')
    return refuse('items-not-head', { who: names || '目前无人' })
  }
  const faults = form.cells.flatMap((cell, at) => {
    const wrong = figureFaults(form, cell, at)
    const all = wrong.length > 0 ? wrong : reasonFaults(form, cell, at)
    return all.map((each) => ({ page: pageOf(form, cell.row.id), number: `${at + 1}`, each }))
  })
  const here = faults.filter(({ page }) => page === form.page).map(({ each }) => each)
  const wrong = refuseForm([...here, ...elsewhere(faults, form.page)])
  if (wrong) return wrong
  const { due } = windowOf(form.items.cycle, ctx.calendar)
  write(ctx, form, ctx.today > due)
  await deleteDraft(ctx.tx, selfPlace(ctx.bureau, intent))
  await deleteDraft(ctx.tx, proofPlace(ctx))
  await sendCards(
    ctx,
    heads
      .filter((id) => id !== ctx.person)
      .map((person) => ({
        person,
        card: { kind: 'items-check', key: keyOf(intent.cycle, form.unit) },
      })),
  )
  const differ = form.cells.filter((cell) => differs(form, cell)).length
  return done('items-checked', { count: `${form.cells.length}`, differ: `${differ}` })
}

function elsewhere(faults: readonly { page: number; number: string }[], shown: number): Fault[] {
  const pages = new Set(faults.map(({ page }) => page).filter((page) => page !== shown))
  return [...pages].map((page) => {
    const numbers = faults.filter((one) => one.page === page).map(({ number }) => number)
    return fault('', 'items-other-page', { page: `${page}`, numbers: numbers.join('、') })
  })
}

function differs({ rows }: SelfForm, { row, ledger }: Cell): boolean {
  const held = rows.get(row.id)
  return ledger !== null && held !== undefined && !isSame(held.figure, ledger.value)
}

function write(ctx: Context, form: SelfForm, late: boolean): void {
  const rows = form.cells.map((cell) => {
    const { id } = cell.row
    const held = form.rows.get(id)
    const asLedger = cell.ledger !== null && !differs(form, cell)
    const figure = asLedger && cell.ledger ? cell.ledger.value : (held?.figure ?? '0')
    const files = held?.files ?? []
    return {
      ...{ row: id, figure },
      ...(asLedger ? { asLedger: true as const } : {}),
      ...(files.length > 0 ? { files: [...files] } : {}),
    }
  })
  const reasons = form.cells.flatMap(({ row }) => {
    const reason = form.rows.get(row.id)?.reason ?? ''
    return reason === '' ? [] : [[row.id, reason] as const]
  })
  itemsChecked.write(ctx, {
    ...{ cycle: form.items.cycle.id, subject: form.unit },
    body: { rows, ...(late ? { late: true as const } : {}) },
    personal: { reasons: Object.fromEntries(reasons) },
  })
}
