import { shortId } from '../base/ids.js'
import type { Storage } from '../storage/database.js'
import { cardOfMessage } from '../storage/live-cards.js'
import { enqueue } from '../storage/outbox.js'
import type { LarkClient } from './client.js'
import type { PressIn, Reply } from './inbound.js'

/**
 * What happens to an answer that came after the person read 已收到，正在处理: its sentence follows as a
 * private text, and the card is brought up to date by the sender. For `DoorOptions.late`.
 * Throws LarkFailure when the text can't be sent; the card's update is queued before.
 */
export function lateAnswer(options: {
  storage: Storage
  client: LarkClient
  /** Wakes the sender. */
  wake(): void
}): (press: PressIn, reply: Reply) => Promise<void> {
  const { storage, client, wake } = options
  return async (press, reply) => {
    await storage.transact('work', async (tx) => {
      const card = await cardOfMessage(tx, press.messageId)
      if (!card || card.closed) return
      const { bureau, recipient, kind: cardKind, key: cardKey } = card
      const recipientType = recipient === press.chatId ? 'chat_id' : 'open_id'
      await enqueue(tx, { bureau, recipientType, recipient, op: 'update', cardKind, cardKey })
    })
    wake()
    if (!reply.toast) return
    const recipient = { recipientType: 'open_id', recipient: press.openId } as const
    await client.sendText({ ...recipient, content: reply.toast.content, uuid: shortId(20) })
  }
}
