import type { Day, Instant } from '../base/day.js'
import { enqueue, enqueueAll, type NewNotice } from '../storage/outbox.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'
import { followedByCard } from './post/follows.js'
import { heldUntil, isLastDay, mutedUntil } from './mute/muted.js'
import { isHeld, noticeKinds } from './notice-kinds.js'
import { quietUntil } from './working-hours.js'

/** Who a notice goes to: a person of the roster, or the bureau's group. */
export type Recipient = { person: string } | { group: string }

/** When a notice may go: not before, and never after (a reminder past its deadline). */
export interface Timing {
  notBefore?: Instant
  expiresAt?: Instant
}

/** A card on its way to somebody; `due`: the last day for what it asks. */
export interface CardFor {
  person: string
  card: CardRef
  due?: Day | null
}

export type Sending = Pick<
  Context,
  'tx' | 'bureau' | 'calendar' | 'now' | 'today' | 'collected'
> & { person?: string; standIn?: string }

/** Who has a card sent to them: what is of a post goes to who has it while its holder is away. */
export function takerOf(ctx: Sending, person: string, card: CardRef): string {
  const rule = followedByCard(card.kind)
  const standIn = rule ? ctx.bureau.standIns.of(person) : null
  if (!rule || standIn === null) return person
  return (rule.concerns?.(ctx, card.key) ?? []).includes(standIn) ? person : standIn
}

/**
 * When a card that nobody has just asked for may go to somebody: within working hours, unless its kind is urgent and the timing says
 * so; while they are muted after that, unless its kind is told nevertheless or today is the last day for it.
 */
export function whenFor(ctx: Sending, of: CardFor, timing: Timing = {}): Instant {
  const { kind } = of.card
  const hurries = timing.notBefore !== undefined && noticeKinds[kind] === 'urgent'
  const wanted = timing.notBefore ?? ctx.now
  const at = hurries ? wanted : quietUntil(ctx.calendar, wanted)
  const until = isHeld(kind) ? mutedUntil(ctx, takerOf(ctx, of.person, of.card)) : null
  if (until === null || (of.due && isLastDay(ctx, of.due))) return at
  const held = heldUntil(ctx.calendar, until)
  return held > at ? held : at
}

/**
 * Puts a card on its way, in the transaction that causes it. It is rendered when its turn comes, with
 * access checked again. To the person who acts it goes at once, to others when {@link whenFor} says. A
 * person whom the platform does not know gets nothing; the roster's problems tell the office so.
 */
export async function sendCard(
  ctx: Sending,
  to: Recipient,
  card: CardRef,
  timing: Timing = {},
): Promise<void> {
  if ('person' in to) {
    const asked = takerOf(ctx, to.person, card) === (ctx.standIn ?? ctx.person)
    const notice = noticeTo(ctx, { person: to.person, card }, timing)
    if (notice)
      await enqueue(ctx.tx, asked ? { ...notice, notBefore: timing.notBefore ?? ctx.now } : notice)
    return
  }
  await enqueue(ctx.tx, {
    ...{ bureau: ctx.bureau.id, recipientType: 'chat_id', recipient: to.group, op: 'send' },
    ...{ cardKind: card.kind, cardKey: card.key },
    notBefore: quietUntil(ctx.calendar, timing.notBefore ?? ctx.now),
    ...(timing.expiresAt === undefined ? {} : { expiresAt: timing.expiresAt }),
  })
}

/** The same for many at once, in few statements. */
export async function sendCards(
  ctx: Sending,
  all: readonly CardFor[],
  timing: Timing = {},
): Promise<void> {
  await enqueueAll(
    ctx.tx,
    all.flatMap((of) => noticeTo(ctx, of, timing) ?? []),
  )
}

/** A card as the outbox takes it; null for somebody whom the platform does not know. */
export function noticeTo(
  ctx: Sending,
  of: CardFor,
  timing: Timing = {},
): (NewNotice & { op: 'send' }) | null {
  const recipient = ctx.bureau.addresses.get(takerOf(ctx, of.person, of.card))
  if (recipient === undefined) return null
  return {
    ...{ bureau: ctx.bureau.id, recipientType: 'open_id', recipient, op: 'send' },
    ...{ cardKind: of.card.kind, cardKey: of.card.key },
    notBefore: whenFor(ctx, of, timing),
    ...(timing.expiresAt === undefined ? {} : { expiresAt: timing.expiresAt }),
  }
}

/** Says something to somebody as a text, within working hours; `code` is a sentence of `cards/sayings.yaml`. */
export async function sendText(
  ctx: Pick<Context, 'tx' | 'bureau' | 'calendar' | 'now'>,
  person: string,
  code: string,
  values: Record<string, string>,
): Promise<void> {
  const recipient = ctx.bureau.addresses.get(person)
  if (recipient === undefined) return
  await enqueue(ctx.tx, {
    ...{ bureau: ctx.bureau.id, recipientType: 'open_id', recipient },
    ...{ op: 'text', cardKind: 'saying', cardKey: code, detail: values },
    notBefore: quietUntil(ctx.calendar, ctx.now),
  })
}

/** Sends the person who acts a sheet; it is made when its turn comes, with access checked again. */
export async function sendTemplate(ctx: Context, key: string): Promise<void> {
  const recipient = ctx.bureau.addresses.get(ctx.person)
  if (recipient === undefined) return
  await enqueue(ctx.tx, {
    ...{ bureau: ctx.bureau.id, recipientType: 'open_id', recipient },
    ...{ op: 'file', cardKind: templateKind, cardKey: key },
  })
}

/** What a notice of a template is of, where others are of a stored file. */
export const templateKind = 'template'
