import type { Instant } from '../base/day.js'
import { enqueue, enqueueSends } from '../storage/outbox.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'
import { followedByCard } from './post/follows.js'
import { quietUntil } from './working-hours.js'

/** Who a notice goes to: a person of the roster, or the bureau's group. */
export type Recipient = { person: string } | { group: string }

/** When a notice may go: not before, and never after (a reminder past its deadline). */
export interface Timing {
  notBefore?: Instant
  expiresAt?: Instant
}

type Sending = Pick<Context, 'tx' | 'bureau' | 'collected' | 'calendar' | 'now'> & {
  person?: string
  standIn?: string
}

/** Who has a card sent to them: what is of a post goes to who has it while its holder is away. */
function takerOf(ctx: Sending, person: string, card: CardRef): string {
  const rule = followedByCard(card.kind)
  const standIn = rule ? ctx.bureau.standIns.of(person) : null
  if (!rule || standIn === null) return person
  return (rule.concerns?.(ctx, card.key) ?? []).includes(standIn) ? person : standIn
}

/**
 * Puts a card on its way, in the transaction that causes it. It is rendered when its turn comes, with
 * access checked again. To the person who acts it goes at once, to others within working hours, or not
 * before what the timing says. A person whom the platform does not know gets nothing; the roster's problems tell
 * the office so.
 */
export async function sendCard(
  ctx: Sending,
  to: Recipient,
  card: CardRef,
  timing: Timing = {},
): Promise<void> {
  const taker = 'person' in to ? takerOf(ctx, to.person, card) : null
  const recipient = 'person' in to ? ctx.bureau.addresses.get(taker ?? to.person) : to.group
  if (recipient === undefined) return
  const asked = taker !== null && taker === (ctx.standIn ?? ctx.person)
  await enqueue(ctx.tx, {
    bureau: ctx.bureau.id,
    recipientType: 'person' in to ? 'open_id' : 'chat_id',
    recipient,
    op: 'send',
    cardKind: card.kind,
    cardKey: card.key,
    notBefore: timing.notBefore ?? (asked ? ctx.now : quietUntil(ctx.calendar, ctx.now)),
    ...(timing.expiresAt === undefined ? {} : { expiresAt: timing.expiresAt }),
  })
}

/** The same for many at once, in few statements. */
export async function sendCards(
  ctx: Sending,
  all: readonly { person: string; card: CardRef }[],
  timing: Timing = {},
): Promise<void> {
  await enqueueSends(
    ctx.tx,
    all.flatMap(({ person, card }) => {
      const recipient = ctx.bureau.addresses.get(takerOf(ctx, person, card))
      if (recipient === undefined) return []
      return [
        {
          bureau: ctx.bureau.id,
          recipientType: 'open_id' as const,
          recipient,
          op: 'send' as const,
          cardKind: card.kind,
          cardKey: card.key,
          notBefore: timing.notBefore ?? quietUntil(ctx.calendar, ctx.now),
          ...(timing.expiresAt === undefined ? {} : { expiresAt: timing.expiresAt }),
        },
      ]
    }),
  )
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
