import type { Instant } from '../base/day.js'
import { cardsByKey } from '../storage/live-cards.js'
import { enqueue } from '../storage/outbox.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'
import { quietUntil } from './working-hours.js'

/** Who a notice goes to: a person of the roster, or the bureau's group. */
export type Recipient = { person: string } | { group: string }

/**
 * Puts a card on its way, in the transaction that causes it. It is rendered when its turn comes, with
 * access checked again. To the person who acts it goes at once, to others within working hours, or not
 * before `notBefore`. `expiresAt`: never sent after it (a reminder past its deadline). A person whom the
 * platform does not know gets nothing; the roster's problems tell the office so.
 */
export async function sendCard(
  ctx: Pick<Context, 'tx' | 'bureau' | 'calendar' | 'now'> & { person?: string },
  to: Recipient,
  card: CardRef,
  options: { notBefore?: Instant; expiresAt?: Instant } = {},
): Promise<void> {
  const recipient = 'person' in to ? ctx.bureau.addresses.get(to.person) : to.group
  if (recipient === undefined) return
  const asked = 'person' in to && to.person === ctx.person
  await enqueue(ctx.tx, {
    bureau: ctx.bureau.id,
    recipientType: 'person' in to ? 'open_id' : 'chat_id',
    recipient,
    op: 'send',
    cardKind: card.kind,
    cardKey: card.key,
    notBefore: options.notBefore ?? (asked ? ctx.now : quietUntil(ctx.calendar, ctx.now)),
    ...(options.expiresAt === undefined ? {} : { expiresAt: options.expiresAt }),
  })
}

/**
 * Has every sent card of this kind and key shown anew, wherever it stands; with `persons`, only theirs
 * (many people have a card of the same key).
 */
export async function refreshCards(
  ctx: Pick<Context, 'tx' | 'bureau' | 'now'>,
  card: CardRef,
  persons?: readonly string[],
): Promise<void> {
  const only = persons && new Set(persons.map((person) => ctx.bureau.addresses.get(person)))
  for (const live of await cardsByKey(ctx.tx, ctx.bureau.id, card.kind, card.key)) {
    if (only && !only.has(live.recipient)) continue
    await enqueue(ctx.tx, {
      bureau: ctx.bureau.id,
      recipientType: live.recipient === ctx.bureau.groupChatId ? 'chat_id' : 'open_id',
      recipient: live.recipient,
      op: 'update',
      cardKind: card.kind,
      cardKey: card.key,
      notBefore: ctx.now,
    })
  }
}
