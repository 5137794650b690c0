import { z } from 'zod'
import { cardLifeMs, type LiveCard, retireCard } from '../storage/live-cards.js'
import { enqueue, enqueueAll, type Notice } from '../storage/outbox.js'
import { markDropped } from '../storage/outbox-states.js'
import {
  asked,
  type Delivery,
  drop,
  isExpired,
  type Moved,
  placeOf,
  pointsOnward,
  record,
} from './delivery-parts.js'
import { LarkFailure } from './failure.js'
import { frozenUuid } from './frozen-uuid.js'

/** The message is gone (recalled, deleted): nothing is left to update. */
const goneCodes = new Set([230011, 230110])
const tooOldCode = 230031
const moved = z.object({ kind: z.string(), key: z.string(), below: z.boolean() })

/**
 * An update shows the card as it is when its turn comes. It is claimed before it is rendered: what
 * changes afterwards finds no queued update to join and makes its own.
 */
export async function update(d: Delivery, notice: Notice): Promise<void> {
  const claimed = await claim(d, notice)
  if (claimed === null) return
  const { card } = claimed
  if (!card || card.messageId === null) return await drop(d, notice, 'card-not-sent')
  if (isExpired(d, notice)) return await drop(d, notice, 'expired')
  if (card.sentAt !== null && d.clock.now() - card.sentAt > cardLifeMs) {
    return await move(d, notice, card, card.messageId)
  }
  const rendered = await d.together.run({
    // Not locked again: a press that drops it holds it before it holds the card.
    notice: null,
    fencing: d.fencing,
    alone: false,
    make: (tx) => d.render(notice, tx),
    write: async () => {},
  })
  if (rendered === null) return
  if ('drop' in rendered) return await drop(d, notice, rendered.drop)
  const { messageId, chatId } = card
  try {
    await asked(d, { api: 'patch', target: messageId }, () =>
      d.client.patchCard(messageId, d.unseal(notice.cardKind, rendered.content)),
    )
  } catch (thrown) {
    if (!(thrown instanceof LarkFailure)) throw thrown
    if (thrown.code === tooOldCode) return await move(d, notice, card, messageId)
    if (goneCodes.has(thrown.code)) return await retire(d, notice, card)
    throw thrown
  }
  await record(d, notice, async (tx, { sent }) => {
    sent.push({ id: notice.id, messageId, chatId })
    await d.onEnding(tx, notice, { kind: 'delivered' })
  })
}

/** Takes an update, unless it was taken before, and finds its card; null when somebody dropped it meanwhile. */
async function claim(d: Delivery, notice: Notice): Promise<{ card: LiveCard | null } | null> {
  const of: { card: LiveCard | null } = { card: null }
  const waited = await record(d, notice, async (_, { frozen, wanted }) => {
    const found = (card: LiveCard | null): void => {
      of.card = card
    }
    wanted.push({ place: placeOf(notice), found })
    if (notice.state !== 'queued') return
    frozen.push({ id: notice.id, frozen: '', revision: null, uuid: frozenUuid(d.clock.now()) })
  })
  return waited ? of : null
}

/** Sends a card that is too old anew, or ends it until it is asked for; the old one says so. */
async function move(d: Delivery, notice: Notice, card: LiveCard, oldId: string): Promise<void> {
  const { bureau, lane, recipientType, recipient, cardKind, cardKey, id } = notice
  await record(d, notice, async (tx) => {
    await retireCard(tx, card.id)
    const below = d.sentAnew(cardKind)
    if (below) {
      await enqueue(tx, { bureau, lane, recipientType, recipient, op: 'send', cardKind, cardKey })
    }
    await markDropped(tx, id, 'moved')
    await enqueueAll(tx, pointsOnward(d, notice, { messageId: oldId, below }))
  })
}

/** Patches an old message, whose id is the notice's key; one that is gone or too old points nowhere. */
export async function point(d: Delivery, notice: Notice): Promise<void> {
  const { cardKey: messageId } = notice
  if (d.movedCard === null) return await drop(d, notice, 'no-moved-card')
  const movedCard = d.movedCard(movedOf(notice))
  try {
    await asked(d, { api: 'patch', target: messageId }, () =>
      d.client.patchCard(messageId, movedCard),
    )
  } catch (thrown) {
    const code = thrown instanceof LarkFailure ? thrown.code : 0
    if (code !== tooOldCode && !goneCodes.has(code)) throw thrown
    return await drop(d, notice, 'message-gone')
  }
  await record(d, notice, async (_, { sent }) => {
    sent.push({ id: notice.id, messageId, chatId: null })
  })
}

/** What a pointing notice tells of the card that moved. */
function movedOf(notice: Notice): Moved {
  const told = moved.safeParse(notice.detail)
  return told.success ? told.data : { kind: '', key: '', below: true }
}

async function retire(d: Delivery, notice: Notice, card: LiveCard): Promise<void> {
  await record(d, notice, async (tx) => {
    await retireCard(tx, card.id)
    await markDropped(tx, notice.id, 'message-gone')
  })
}
