import type { Chat, Message } from './model.js'
import type { Sandbox } from './sandbox.js'
import type { World } from './world.js'

/** Who read a message can be asked for seven days (feishu.md 6.3). */
export const readableMs = 7 * 86_400_000

/** The messages of a chat that a person sees: not what is only for others, or was only for a while. */
export function messagesSeenBy(world: World, chatId: string, openId: string): Message[] {
  return world
    .messagesOf(chatId)
    .filter(({ onlyFor, recalled }) => onlyFor === undefined || (onlyFor === openId && !recalled))
}

/** Notes that a person has seen all of a chat now; answers whether anything of it was new. */
export function markRead(sandbox: Sandbox, chat: Chat, openId: string): boolean {
  const count = messagesSeenBy(sandbox.world, chat.chatId, openId).length
  if (chat.read[openId] === count) return false
  chat.read[openId] = count
  const now = sandbox.clock.now()
  chat.readTimes ??= {}
  const times = chat.readTimes[openId] ?? []
  chat.readTimes[openId] = [...times.filter((at) => at > now - readableMs), now]
  sandbox.world.changed()
  return true
}

/** When a person first saw a message; undefined when not yet. */
export function readAt(chat: Chat, message: Message, openId: string): number | undefined {
  return chat.readTimes?.[openId]?.find((at) => at >= message.createTime)
}
