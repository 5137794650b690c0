import type { Call } from './api.js'
import { refused } from './api-error.js'
import type { Chat } from './model.js'

/** The chat that a path names; throws 232006 or 232009. */
export function chatOfPath(call: Call): Chat {
  const chat = call.sandbox.world.chat(call.path.chat_id ?? '')
  if (!chat) throw refused(232006)
  if (chat.dissolved) throw refused(232009)
  return chat
}

/** The same, with the bot among its members; throws 232011 when it is not. */
export function botsChat(call: Call): Chat {
  const chat = chatOfPath(call)
  if (!chat.botIn) throw refused(232011)
  return chat
}
