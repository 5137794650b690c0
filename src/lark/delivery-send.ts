import { type Instant, instant } from '../base/day.js'
import { chatOf } from '../storage/chat-of.js'
import { z } from 'zod'
import { must } from '../base/bug.js'
import { openCard } from '../storage/live-cards.js'
import type { NewSend, Notice } from '../storage/outbox.js'
import { thaw } from '../storage/outbox-states.js'
import type { Sent } from './client.js'
import {
  asked,
  type Delivery,
  drop,
  isExpired,
  made,
  noticeElementId,
  placeOf,
  pointsOnward,
  record,
} from './delivery-parts.js'
import { frozenAtOf, frozenUuid } from './frozen-uuid.js'

/** Feishu sends once per uuid within an hour (6.1); some minutes are left for slow calls. */
const sameUuidMs = 55 * 60_000

const filed = z.object({ name: z.string(), sha256: z.string() })

/** Sends a new card or text: rendered and frozen first, then sent, at most once whatever dies. */
export async function send(d: Delivery, notice: Notice): Promise<void> {
  const frozenAt = notice.state === 'frozen' ? frozenAtOf(notice.uuid) : null
  if (frozenAt !== null && notice.frozen !== null && notice.uuid !== null) {
    await sendAgain(d, notice, { content: notice.frozen, uuid: notice.uuid, frozenAt })
    return
  }
  if (isExpired(d, notice)) return await drop(d, notice, 'expired')
  const uuid = frozenUuid(d.clock.now())
  const rendered = await made(
    d,
    notice,
    (tx) => d.render(notice, tx),
    async (_, of, { frozen }) => {
      if ('drop' in of) return
      frozen.push({ id: notice.id, frozen: of.content, revision: of.revision, uuid })
    },
  )
  if (rendered === null) return
  if ('drop' in rendered) return await drop(d, notice, rendered.drop)
  const { content, cardId } = rendered
  await sent(d, notice, await post(d, notice, content, uuid), cardId)
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
  const { recipientType, recipient } = notice
  const shown = notice.op === 'send' ? d.unseal(notice.cardKind, content) : content
  const sending = { recipientType, recipient, content: shown, uuid }
  const file = notice.op === 'file' ? await fileOf(d, content) : null
  return await asked(d, { api: 'send', target: recipient }, () => {
    if (file) return d.client.sendFile(sending, file)
    return notice.op === 'text' ? d.client.sendText(sending) : d.client.sendCard(sending)
  })
}

/** What a notice's file is: its name, and the bytes as they lie on the disk. */
async function fileOf(d: Delivery, content: string): Promise<{ name: string; bytes: Uint8Array }> {
  const { name, sha256 } = filed.parse(JSON.parse(content))
  const bytes = await d.files?.get(sha256)
  return { name, bytes: must(bytes ?? null, 'a file is not on the disk') }
}

async function sent(
  d: Delivery,
  notice: Notice,
  message: Sent,
  cardId: string | null,
): Promise<void> {
  const { messageId, chatId } = message
  await record(d, notice, async (tx, rows) => {
    rows.sent.push({ id: notice.id, messageId, chatId })
    // Before the card's row is held: a press holds what it decides on first, and then its card.
    await d.onEnding(tx, notice, { kind: 'delivered' })
    if (notice.op !== 'send') return
    const id = cardId ?? (await openCard(tx, placeOf(notice)))?.id
    if (id === undefined) return
    // The message is the live card now; the one that was it before is to point to it.
    const before = (old: string): NewSend[] =>
      pointsOnward(d, notice, { messageId: old, below: true })
    rows.shown.push({ id, messageId, chatId, before })
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
