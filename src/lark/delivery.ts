import type { Clock } from '../base/clock.js'
import { type Instant, instant } from '../base/day.js'
import type { Log } from '../base/log.js'
import type { Storage, Tx } from '../storage/database.js'
import { checkLease, LeaseLost } from '../storage/lease.js'
import { type LiveCard, openCard, retireCard, setSent } from '../storage/live-cards.js'
import { enqueue, lockNotice, type Notice } from '../storage/outbox.js'
import {
  freeze,
  markDropped,
  markFailed,
  markRetry,
  markSent,
  thaw,
} from '../storage/outbox-states.js'
import { chatOf } from '../storage/chat-of.js'
import type { LarkClient, Sent } from './client.js'
import { LarkFailure } from './failure.js'
import { frozenAtOf, frozenUuid } from './frozen-uuid.js'
import type { RateWindows } from './rate-windows.js'

/**
 * A notice as it is sent: Card JSON 2.0 as text (with {@link noticeElementId} as an element's id;
 * for op 'text' the plain text), the live card it shows and that card's revision; or the reason why
 * it is not sent any more (access lost, overtaken, nothing changed).
 */
export type Rendered = { content: string; revision: number; cardId: string } | { drop: string }

/**
 * Renders a notice as things stand now, checking access again: for a send before it is frozen, for an
 * update at each try. Runs outside of any transaction.
 */
export type Render = (notice: Notice) => Promise<Rendered>

/** What one delivery works with; `fencing` is the lease's number it began under. */
export interface Delivery {
  storage: Storage
  client: LarkClient
  clock: Clock
  log: Log
  render: Render
  /** Card JSON that takes the place of a card sent anew below, if any. */
  movedCard: string | null
  windows: RateWindows
  fencing: number
  closing: AbortSignal
}

/** The sender is being closed: what is frozen stays for the next one. */
class Stopped extends Error {
  override name = 'Stopped'
}

export const leaseName = 'sender'

/** Feishu sends once per uuid within an hour (6.1); some minutes are left for slow calls. */
const sameUuidMs = 55 * 60_000
/** Cards can be patched for 14 days (5.4); older than this they are sent anew. */
const cardLifeMs = 12 * 24 * 3_600_000
/** Ordinary transient refusals end after so many tries, faults of ours after fewer. */
const triesMax = 20
const faultTriesMax = 6
/** No answer, 5xx or refused credentials are nobody's notice's fault: waited out for three days. */
const outageMs = 3 * 24 * 3_600_000
/** The message is gone (recalled, deleted): nothing is left to update. */
const goneCodes = new Set([230011, 230110])
const tooOldCode = 230031

/**
 * The element id that every notice's card carries, by which the chat is searched when nobody knows
 * whether it was sent: `n` and the last 19 hex digits of the notice's id (76 bits, mostly random).
 */
export function noticeElementId(noticeId: string): string {
  return `n${noticeId.replaceAll('-', '').slice(-19)}`
}

/** Brings one notice to its end or to its next try. Rejects only when the database does. */
export async function deliver(d: Delivery, notice: Notice): Promise<void> {
  try {
    if (notice.op === 'update') await update(d, notice)
    else await send(d, notice)
  } catch (thrown) {
    if (thrown instanceof Stopped) return
    if (thrown instanceof LeaseLost) return d.log.warn('sender-lease-lost', { notice: notice.id })
    await failed(d, notice, thrown)
  }
}

async function send(d: Delivery, notice: Notice): Promise<void> {
  const frozenAt = notice.state === 'frozen' ? frozenAtOf(notice.uuid) : null
  if (frozenAt !== null && notice.frozen !== null && notice.uuid !== null) {
    await sendAgain(d, notice, { content: notice.frozen, uuid: notice.uuid, frozenAt })
    return
  }
  if (isExpired(d, notice)) return await drop(d, notice, 'expired')
  const earlier = notice.op === 'send' ? await openCard(d.storage.read, placeOf(notice)) : null
  const rendered = await d.render(notice)
  if ('drop' in rendered) return await drop(d, notice, rendered.drop)
  const { content, revision, cardId } = rendered
  const uuid = frozenUuid(d.clock.now())
  const frozen = { frozen: content, revision, uuid }
  if (!(await record(d, notice, (tx) => freeze(tx, notice.id, frozen)))) return
  await sent(d, notice, await post(d, notice, content, uuid), cardId)
  if (earlier?.messageId) await pointBelow(d, earlier.messageId)
}

/**
 * A notice frozen before: nobody knows whether the platform has it. Within the hour the same uuid
 * makes one message of two calls; later the chat is searched, and only then it is sent anew.
 */
async function sendAgain(
  d: Delivery,
  notice: Notice,
  frozen: { content: string; uuid: string; frozenAt: Instant },
): Promise<void> {
  const late = d.clock.now() - frozen.frozenAt >= sameUuidMs
  if (late || isExpired(d, notice)) {
    const found = await search(d, notice, frozen)
    if (found) {
      d.log.info('notice-found', { notice: notice.id, messageId: found.messageId })
      return await sent(d, notice, found, null)
    }
    if (isExpired(d, notice)) return await drop(d, notice, 'expired')
  }
  if (!late) {
    await sent(d, notice, await post(d, notice, frozen.content, frozen.uuid), null)
    return
  }
  d.log.warn('notice-possibly-doubled', { notice: notice.id })
  if (!(await record(d, notice, (tx) => thaw(tx, notice.id)))) return
  await send(d, { ...notice, state: 'queued', frozen: null, revision: null, uuid: null })
}

async function post(d: Delivery, notice: Notice, content: string, uuid: string): Promise<Sent> {
  await turn(d, 'send', notice.recipient)
  const { recipientType, recipient } = notice
  const sending = { recipientType, recipient, content, uuid }
  return notice.op === 'text' ? await d.client.sendText(sending) : await d.client.sendCard(sending)
}

async function sent(
  d: Delivery,
  notice: Notice,
  message: Sent,
  cardId: string | null,
): Promise<void> {
  const { messageId, chatId } = message
  await record(d, notice, async (tx) => {
    await markSent(tx, notice.id, { messageId, chatId })
    if (notice.op !== 'send') return
    const id = cardId ?? (await openCard(tx, placeOf(notice)))?.id
    if (id !== undefined) await setSent(tx, id, { messageId, chatId, sentAt: d.clock.now() })
  })
}

/** Looks for a notice in its chat since it was frozen: a card by its element id, a text by itself. */
async function search(
  d: Delivery,
  notice: Notice,
  frozen: { content: string; frozenAt: Instant },
): Promise<Sent | null> {
  const chatId =
    notice.recipientType === 'chat_id'
      ? notice.recipient
      : await chatOf(d.storage.read, notice.recipient)
  if (chatId === null) return null
  const mark =
    notice.op === 'text'
      ? JSON.stringify({ text: frozen.content })
      : JSON.stringify(noticeElementId(notice.id))
  const messages = await d.client.listMessages(chatId, instant(frozen.frozenAt - 60_000))
  const found = messages.find((message) => message.fromApp && message.content.includes(mark))
  return found ? { messageId: found.messageId, chatId } : null
}

/**
 * An update shows the card as it is when its turn comes. It is claimed before it is rendered: what
 * changes afterwards finds no queued update to join and makes its own.
 */
async function update(d: Delivery, notice: Notice): Promise<void> {
  const card = await openCard(d.storage.read, placeOf(notice))
  if (!card || card.messageId === null) return await drop(d, notice, 'card-not-sent')
  if (isExpired(d, notice)) return await drop(d, notice, 'expired')
  if (card.sentAt !== null && d.clock.now() - card.sentAt > cardLifeMs) {
    return await move(d, notice, card, card.messageId)
  }
  if (notice.state === 'queued') {
    const claim = { frozen: '', revision: card.revision, uuid: frozenUuid(d.clock.now()) }
    if (!(await record(d, notice, (tx) => freeze(tx, notice.id, claim)))) return
  }
  const rendered = await d.render(notice)
  if ('drop' in rendered) return await drop(d, notice, rendered.drop)
  const { messageId, chatId } = card
  try {
    await turn(d, 'patch', messageId)
    await d.client.patchCard(messageId, rendered.content)
  } catch (thrown) {
    if (!(thrown instanceof LarkFailure)) throw thrown
    if (thrown.code === tooOldCode) return await move(d, notice, card, messageId)
    if (goneCodes.has(thrown.code)) return await retire(d, notice, card)
    throw thrown
  }
  await record(d, notice, (tx) => markSent(tx, notice.id, { messageId, chatId }))
}

/** Sends a card that is too old anew, and lets the old one say so. */
async function move(d: Delivery, notice: Notice, card: LiveCard, oldId: string): Promise<void> {
  const { bureau, lane, recipientType, recipient, cardKind, cardKey, id } = notice
  await record(d, notice, async (tx) => {
    await retireCard(tx, card.id)
    await enqueue(tx, { bureau, lane, recipientType, recipient, op: 'send', cardKind, cardKey })
    await markDropped(tx, id, 'moved')
  })
  await pointBelow(d, oldId)
}

/** Lets the message of a card that was sent anew say so; without success it stays as it was. */
async function pointBelow(d: Delivery, oldId: string): Promise<void> {
  if (d.movedCard === null) return
  try {
    await turn(d, 'patch', oldId)
    await d.client.patchCard(oldId, d.movedCard)
  } catch (thrown) {
    const code = thrown instanceof LarkFailure ? thrown.code : 0
    d.log.warn('moved-card-not-marked', { messageId: oldId, code })
  }
}

async function retire(d: Delivery, notice: Notice, card: LiveCard): Promise<void> {
  await record(d, notice, async (tx) => {
    await retireCard(tx, card.id)
    await markDropped(tx, notice.id, 'message-gone')
  })
}

async function drop(d: Delivery, notice: Notice, reason: string): Promise<void> {
  await record(d, notice, (tx) => markDropped(tx, notice.id, reason))
  d.log.info('notice-dropped', { notice: notice.id, reason })
}

/** Tries later or gives up, visibly; either way the lane goes on when its time has come. */
async function failed(d: Delivery, notice: Notice, thrown: unknown): Promise<void> {
  const known = thrown instanceof LarkFailure ? thrown : null
  const error = known?.summary ?? (thrown instanceof Error ? thrown.name : 'unknown')
  const fields = { notice: notice.id, op: notice.op, error, attempts: notice.attempts + 1 }
  if (!mayTryAgain(d, notice, known)) {
    d.log.error('notice-failed', fields)
    await record(d, notice, (tx) => markFailed(tx, notice.id, error))
    return
  }
  const backOffMs = Math.min(60_000, 1_000 * 2 ** Math.min(notice.attempts, 10))
  const waitMs = Math.max(backOffMs, known?.retryAfterMs ?? 0)
  const notBefore = instant(d.clock.now() + waitMs)
  d.log.warn('notice-retried', { ...fields, waitMs })
  await record(d, notice, (tx) => markRetry(tx, notice.id, { notBefore, error }))
}

function mayTryAgain(d: Delivery, notice: Notice, failure: LarkFailure | null): boolean {
  if (failure === null) return notice.attempts + 1 < faultTriesMax
  if (!failure.transient) return false
  if (!failure.outage) return notice.attempts + 1 < triesMax
  const since = frozenAtOf(notice.uuid) ?? d.clock.now()
  return d.clock.now() - since < outageMs
}

function isExpired(d: Delivery, notice: Notice): boolean {
  return notice.expiresAt !== null && notice.expiresAt <= d.clock.now()
}

function placeOf(notice: Notice): { recipient: string; kind: string; key: string } {
  return { recipient: notice.recipient, kind: notice.cardKind, key: notice.cardKey }
}

/**
 * Writes only as long as the lease is still the one this delivery began under (else LeaseLost) and
 * the notice still waits; answers false when somebody dropped it meanwhile.
 */
async function record(
  d: Delivery,
  notice: Notice,
  write: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return await d.storage.transact('work', async (tx) => {
    await checkLease(tx, leaseName, d.fencing)
    if ((await lockNotice(tx, notice.id)) === null) return false
    await write(tx)
    return true
  })
}

/** Waits for a free place in the rate windows, by business time. */
async function turn(d: Delivery, api: string, target: string): Promise<void> {
  for (;;) {
    if (d.closing.aborted) throw new Stopped()
    const waitMs = d.windows.take(api, target)
    if (waitMs === 0) return
    await new Promise<void>((resolve) => {
      const cancel = d.clock.at(instant(d.clock.now() + waitMs), done)
      function done(): void {
        d.closing.removeEventListener('abort', done)
        cancel()
        resolve()
      }
      d.closing.addEventListener('abort', done)
    })
  }
}
