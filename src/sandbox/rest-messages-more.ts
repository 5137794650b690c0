import type { Api, Call } from './api.js'
import { refused } from './api-error.js'
import { messageEntity } from './entity.js'
import type { Message } from './model.js'
import { pageOf } from './paging.js'
import { chatForReceiver, messageById, postAsBot, requireBotIn } from './posting.js'
import { fieldsOf, parseJson, textOf } from './read-json.js'
import { readableMs, readAt } from './seen.js'
import { personId } from './world.js'

const notForwarded = ['system', 'audio']
const mostAtOnce = 50

/** Several messages at once, forwarding, and who has read (feishu.md 6.3). */
export const moreMessageApis: readonly Api[] = [
  {
    name: 'messages.mget',
    method: 'get',
    path: '/open-apis/im/v1/messages/mget',
    scopes: ['im:message', 'im:message:readonly'],
    handle: (call) => {
      const ids = call.queries('message_ids').flatMap((text) => text.split(','))
      if (ids.length === 0 || ids.length > mostAtOnce) throw refused(230001, 'message_ids')
      const whole = /^(raw|user)_card_content$/.test(call.query('card_msg_content_type') ?? '')
      const { world } = call.sandbox
      const found = ids.flatMap((id) => world.messages.get(id) ?? [])
      const readable = found.filter(
        ({ chatId, onlyFor }) => onlyFor === undefined && world.chat(chatId)?.botIn === true,
      )
      return { items: readable.map((message) => messageEntity(world, message, whole)) }
    },
  },
  {
    name: 'messages.forward',
    method: 'post',
    path: '/open-apis/im/v1/messages/:message_id/forward',
    scopes: ['im:message', 'im:message:send_as_bot'],
    handle: (call) => {
      const message = botsMessage(call)
      if (message.recalled) throw refused(230065)
      if (notForwarded.includes(message.msgType) || !mayBeForwarded(message)) throw refused(230061)
      const idType = call.query('receive_id_type')
      const receiveId = textOf(call.body, 'receive_id')
      if (idType === undefined || receiveId === undefined) {
        throw refused(230001, 'receive_id_type and receive_id are required')
      }
      const uuid = call.query('uuid')
      if (uuid !== undefined && uuid.length > 50) throw refused(230001, 'uuid is too long')
      const chat = chatForReceiver(call.sandbox, idType, receiveId)
      const { msgType, content } = message
      const sent = postAsBot(call.sandbox, { chat, msgType, content, uuid: uuid || undefined })
      return messageEntity(call.sandbox.world, sent, true)
    },
  },
  {
    name: 'messages.read_users',
    method: 'get',
    path: '/open-apis/im/v1/messages/:message_id/read_users',
    scopes: ['im:message', 'im:message:readonly', 'im:message:basic'],
    handle: readUsers,
  },
]

function botsMessage(call: Call): Message {
  const message = messageById(call.sandbox, call.path.message_id ?? '')
  const chat = call.sandbox.world.chat(message.chatId)
  if (!chat) throw refused(232006)
  requireBotIn(chat)
  return message
}

/** A card says itself whether it may be forwarded; what only one person sees may not. */
function mayBeForwarded(message: Message): boolean {
  if (message.onlyFor !== undefined) return false
  if (message.msgType !== 'interactive') return true
  return fieldsOf(fieldsOf(parseJson(message.content)).config).enable_forward !== false
}

function readUsers(call: Call): unknown {
  const { world, clock } = call.sandbox
  const message = botsMessage(call)
  if (message.senderType !== 'app') throw refused(230012)
  if (clock.now() - message.createTime > readableMs) throw refused(230033)
  const kind = call.query('user_id_type')
  if (kind === undefined || !['open_id', 'union_id', 'user_id'].includes(kind)) {
    throw refused(230001, 'user_id_type')
  }
  const chat = world.chat(message.chatId)
  const readers = (chat?.members ?? []).flatMap((openId) => {
    const person = world.person(openId)
    const at = chat && readAt(chat, message, openId)
    if (person === undefined || at === undefined) return []
    return {
      user_id_type: kind,
      user_id: personId(person, kind),
      timestamp: String(at),
      tenant_key: world.core.tenant.key,
    }
  })
  return pageOf(call, readers, {
    size: 20,
    max: 100,
    fail: (what) => refused(230001, `invalid page_${what}`),
  })
}
