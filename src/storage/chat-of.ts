import type { Db } from './database.js'

/**
 * The private chat of a person with the bot, as far as a card or text sent to them has shown it, or
 * null. The platform tells it with each message it takes; nothing else does.
 */
export async function chatOf(db: Db, recipient: string): Promise<string | null> {
  const card = await db.client.liveCard.findFirst({
    where: { recipient, chatId: { not: null } },
    orderBy: { sentAt: 'desc' },
  })
  if (card?.chatId) return card.chatId
  const notice = await db.client.notice.findFirst({
    where: { recipient, state: 'sent', chatId: { not: null } },
    orderBy: { position: 'desc' },
  })
  return notice?.chatId || null
}
