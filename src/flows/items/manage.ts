import { dayText } from '../../base/day.js'
import { fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { isProvisional } from '../provisional.js'
import { tasksSlice } from '../task/letters.js'
import { manageItems } from './actions.js'
import { isClosed, itemsSlice, itemsStateOf } from './checked.js'
import { itemsClosed, itemsNoted, itemsReopened, itemsReturned } from './entries.js'
import type { ItemsIntent } from './intents.js'
import { checkersOf, scorersFor } from './owners.js'
import { openRows, scorersIn } from './progress.js'
import { checkedUnits, type CycleItems, itemsIn, rowsOf } from './rows.js'
import { windowOf } from './windows.js'

type Of<V extends ItemsIntent['verb']> = Extract<ItemsIntent, { verb: V }>

function unitOf(items: CycleItems | null, unit: string): items is CycleItems {
  return items !== null && checkedUnits(items).some(({ id }) => id === unit)
}

async function tellUnit(ctx: Context, cycle: string, unit: string): Promise<void> {
  const card = { kind: 'items-check', key: keyOf(cycle, unit) }
  const people = checkersOf(ctx.bureau, unit).filter((person) => person !== ctx.person)
  await sendCards(
    ctx,
    people.map((person) => ({ person, card })),
  )
}

/**
 * Gives a unit's self-check back, with what is wrong with it: its head hands it in anew, also after the last day.
 * @refuses items-unknown, not-allowed, items-closed, items-not-checked, item-return-reason
 */
export async function returnCheck(ctx: Context, of: Of<'items.return'>): Promise<Outcome> {
  const items = itemsIn(ctx.bureau, of.cycle)
  if (!unitOf(items, of.unit)) return refuse('items-unknown')
  const denied = mayNot(ctx.bureau, ctx.person, manageItems, 'anything')
  if (denied) return denied
  const state = itemsStateOf(ctx.collected.of(itemsSlice), of.cycle)
  if (isClosed(state)) return refuse('items-closed')
  const check = state.checks.get(of.unit)
  if (!check || check.returned) return refuse('items-not-checked')
  if (of.reason === '') return refuseForm([fault('reason', 'item-return-reason')])
  itemsReturned.write(ctx, {
    ...{ cycle: of.cycle, subject: of.unit, about: check.entry, body: {} },
    personal: { reason: of.reason },
  })
  await tellUnit(ctx, of.cycle, of.unit)
  return done('items-returned', { name: ctx.bureau.roster.unitNameOf(of.unit) })
}

/**
 * Writes down what somebody who scores saw in a spot check of a unit, at any time of the year until scoring is closed; the
 * unit is told.
 * @refuses items-unknown, not-allowed, items-closed, items-row, item-note
 */
export async function noteItem(ctx: Context, of: Of<'items.note'>): Promise<Outcome> {
  const items = itemsIn(ctx.bureau, of.cycle)
  if (!unitOf(items, of.unit)) return refuse('items-unknown')
  const denied = mayNotNote(ctx, items, of.unit)
  if (denied) return denied
  if (isClosed(itemsStateOf(ctx.collected.of(itemsSlice), of.cycle))) return refuse('items-closed')
  const rows = rowsOf(items, ctx.collected.of(tasksSlice), of.unit)
  if (of.row !== '' && !rows.some(({ id }) => id === of.row)) return refuse('items-row')
  if (of.note === '') return refuseForm([fault('note', 'item-note')])
  itemsNoted.write(ctx, {
    ...{ cycle: of.cycle, subject: of.unit },
    body: of.row === '' ? {} : { row: of.row },
    personal: { note: of.note },
  })
  await tellUnit(ctx, of.cycle, of.unit)
  return done('items-noted', { name: ctx.bureau.roster.unitNameOf(of.unit) })
}

/** Who scores something of a unit, and the office. */
function mayNotNote(ctx: Context, items: CycleItems, unit: string): Refusal | null {
  const denied = mayNot(ctx.bureau, ctx.person, manageItems, 'anything')
  if (!denied) return null
  const rows = rowsOf(items, ctx.collected.of(tasksSlice), unit)
  const may = rows.some((item) =>
    scorersFor(ctx.bureau, items, { item, assessee: unit }).may.has(ctx.person),
  )
  return may ? null : denied
}

/**
 * Ends the scoring of a cycle: rows without a score count as facts make them, tasks without one stay open. Before its last
 * day only when everything is scored.
 * @refuses items-unknown, not-allowed, items-closed, scores-close-early, scores-close-reason
 */
export async function closeItems(ctx: Context, of: Of<'items.close'>): Promise<Outcome> {
  const items = managed(ctx, of.cycle)
  if ('kind' in items) return items
  if (isClosed(itemsStateOf(ctx.collected.of(itemsSlice), of.cycle))) return refuse('items-closed')
  const open = openRows(ctx, items)
  const { scoredBy } = windowOf(items.cycle, ctx.calendar)
  if (open > 0 && ctx.today <= scoredBy) {
    const due = dayText(scoredBy, isProvisional(ctx, scoredBy))
    return refuse('scores-close-early', { count: `${open}`, due })
  }
  if (open > 0 && of.reason === '') {
    return refuseForm([fault('reason', 'scores-close-reason', { count: `${open}` })])
  }
  itemsClosed.write(ctx, {
    ...{ cycle: of.cycle, body: { open } },
    ...(of.reason === '' ? {} : { personal: { reason: of.reason } }),
  })
  return done('items-closed-now')
}

/**
 * Lets scoring go on after it was closed. Who scores gets the card.
 * @refuses items-unknown, not-allowed, items-open, scores-reopen-reason
 */
export async function reopenItems(ctx: Context, of: Of<'items.reopen'>): Promise<Outcome> {
  const items = managed(ctx, of.cycle)
  if ('kind' in items) return items
  if (!isClosed(itemsStateOf(ctx.collected.of(itemsSlice), of.cycle))) return refuse('items-open')
  if (of.reason === '') return refuseForm([fault('reason', 'scores-reopen-reason')])
  itemsReopened.write(ctx, { cycle: of.cycle, body: {}, personal: { reason: of.reason } })
  const card = { kind: 'items-office', key: of.cycle }
  const people = [...scorersIn(ctx, items)].filter((person) => person !== ctx.person)
  await sendCards(
    ctx,
    people.map((person) => ({ person, card })),
  )
  return done('items-reopened')
}

function managed(ctx: Context, cycle: string): CycleItems | Refusal {
  const items = itemsIn(ctx.bureau, cycle)
  if (!items) return refuse('items-unknown')
  return mayNot(ctx.bureau, ctx.person, manageItems, 'anything') ?? items
}

/** Where it is kept how somebody lists a cycle's items. */
export function listPlace(whose: { bureau: { id: string }; person: string }, cycle: string) {
  return { bureau: whose.bureau.id, owner: whose.person, kind: 'items-office', key: cycle }
}

/**
 * Lists by unit or by item, or turns the list's page.
 * @refuses items-unknown, not-allowed
 */
export async function listItems(ctx: Context, of: Of<'items.list'>): Promise<Outcome> {
  const items = itemsIn(ctx.bureau, of.cycle)
  if (!items) return refuse('items-unknown')
  const denied = mayNotList(ctx, items)
  if (denied) return denied
  await putDraft(ctx.tx, listPlace(ctx, of.cycle), { by: of.by, page: of.page })
  return done('refreshed')
}

/** Null for who scores something of a cycle, and for the office. */
export function mayNotList(
  ctx: Pick<Context, 'bureau' | 'collected' | 'person'>,
  items: CycleItems,
): Refusal | null {
  const denied = mayNot(ctx.bureau, ctx.person, manageItems, 'anything')
  return denied && !scorersIn(ctx, items).has(ctx.person) ? denied : null
}
