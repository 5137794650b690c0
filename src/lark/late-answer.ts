import type { Log } from '../base/log.js'
import { sleep } from '../base/real-time.js'
import type { Storage, Tx } from '../storage/database.js'
import { cardOfMessage } from '../storage/live-cards.js'
import { enqueue } from '../storage/outbox.js'
import type { PressIn, Reply } from './inbound.js'

/** Tries of writing a late answer down while the database is in trouble, a second apart. */
const triesMax = 10

/**
 * Puts the answer to a press whose person has read 已收到，正在处理 into the outbox: its sentence as a
 * private text, and the card as it is now; a form that was refused stays as the person has it. In the press's own transaction where it is late already.
 */
export async function followUp(
  tx: Tx,
  bureau: string,
  press: PressIn,
  reply: Reply,
): Promise<void> {
  const card = await cardOfMessage(tx, press.messageId)
  if (card && !card.closed && reply.inFull === undefined) {
    const { recipient, kind: cardKind, key: cardKey } = card
    const recipientType = recipient === press.chatId ? 'chat_id' : 'open_id'
    const to = { bureau: card.bureau, recipientType, recipient } as const
    await enqueue(tx, { ...to, op: 'update', cardKind, cardKey })
  }
  if (!reply.toast) return
  await enqueue(tx, {
    bureau: card?.bureau ?? bureau,
    ...{ recipientType: 'open_id', recipient: press.openId, op: 'text' },
    cardKind: 'saying',
    cardKey: 'said',
    detail: { text: reply.inFull ?? reply.toast.content },
  })
}

/**
 * For `DoorOptions.late`: follows up an answer that became late after its transaction had ended, or
 * that is a fault. Rejects when the database could not be written for ten seconds.
 */
export function lateAnswer(options: {
  storage: Storage
  /** The bureau that answers presses on cards that are not known: the main one. */
  bureau: string
  log: Log
  /** Wakes the sender. */
  wake(): void
}): (press: PressIn, reply: Reply) => Promise<void> {
  const { storage, bureau, log, wake } = options
  return async (press, reply) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await storage.transact('press', (tx) => followUp(tx, bureau, press, reply))
        wake()
        return
      } catch (error) {
        if (tries >= triesMax) throw error
        log.warn('late-answer-waits', { tries, messageId: press.messageId })
        await sleep(1_000)
      }
    }
  }
}
