import type { Api, Call } from './api.js'
import { refused } from './api-error.js'
import { botsChat } from './chat-of-path.js'
import type { Message, Operator } from './model.js'
import { pageOf } from './paging.js'
import { messageById, messageChanged, requireBotIn } from './posting.js'
import { type Fields, fieldsOf, isFields, listOf, textOf, wholeOf } from './read-json.js'

/** Pins of messages and what stands on top of a group (feishu.md 6.5). */
export const pinApis: readonly Api[] = [
  {
    name: 'pins.create',
    method: 'post',
    path: '/open-apis/im/v1/pins',
    scopes: ['im:message', 'im:message.pins:write_only', 'im:message:send_as_bot'],
    handle: (call) => {
      const message = pinnable(call, textOf(call.body, 'message_id'))
      if (message.pin === undefined) {
        message.pin = { operator: theApp(call), createTime: call.sandbox.clock.now() }
        messageChanged(call.sandbox, message)
      }
      return { pin: pinOf(message) }
    },
  },
  {
    name: 'pins.delete',
    method: 'delete',
    path: '/open-apis/im/v1/pins/:message_id',
    scopes: ['im:message', 'im:message.pins:write_only', 'im:message:send_as_bot'],
    handle: (call) => {
      const message = pinnable(call, call.path.message_id)
      if (message.pin !== undefined) {
        delete message.pin
        messageChanged(call.sandbox, message)
      }
      return {}
    },
  },
  {
    name: 'pins.list',
    method: 'get',
    path: '/open-apis/im/v1/pins',
    scopes: ['im:message', 'im:message.pins:read', 'im:message:readonly'],
    handle: listPins,
  },
  {
    name: 'top_notice.put',
    method: 'post',
    path: '/open-apis/im/v1/chats/:chat_id/top_notice/put_top_notice',
    scopes: ['im:chat', 'im:chat.top_notice:write_only'],
    handle: (call) => {
      const chat = botsChat(call)
      const notice = fieldsOf(listOf(call.body, 'chat_top_notice')[0])
      if (!isFields(listOf(call.body, 'chat_top_notice')[0]))
        throw refused(232001, 'chat_top_notice')
      const messageId = textOf(notice, 'message_id')
      const kind = textOf(notice, 'action_type') ?? '2'
      if (kind !== '1' && kind !== '2') throw refused(232001, 'action_type')
      if (kind === '1') {
        const message = call.sandbox.world.messages.get(messageId ?? '')
        if (message?.chatId !== chat.chatId) throw refused(232001, 'message_id')
      }
      const shown = kind === '1' && messageId !== undefined ? { messageId } : {}
      chat.topNotice = { ...shown, at: call.sandbox.clock.now() }
      return changed(call, chat.chatId)
    },
  },
  {
    name: 'top_notice.delete',
    method: 'post',
    path: '/open-apis/im/v1/chats/:chat_id/top_notice/delete_top_notice',
    scopes: ['im:chat', 'im:chat.top_notice:write_only'],
    handle: (call) => {
      const chat = botsChat(call)
      delete chat.topNotice
      return changed(call, chat.chatId)
    },
  },
]

function changed(call: Call, chatId: string): Fields {
  call.sandbox.world.changed()
  call.sandbox.stream.tell('chats', { chatId })
  return {}
}

/** The app as the one who does something. */
function theApp(call: Call): Operator {
  return { type: 'app', id: call.sandbox.world.core.app.appId }
}

/** A message that can be pinned: known, not recalled, in a chat of the bot. */
function pinnable(call: Call, messageId: string | undefined): Message {
  if (messageId === undefined) throw refused(230001, 'message_id is required')
  const message = messageById(call.sandbox, messageId)
  const chat = call.sandbox.world.chat(message.chatId)
  if (!chat) throw refused(230002)
  requireBotIn(chat)
  if (message.recalled) throw refused(230011)
  return message
}

function pinOf({ messageId, chatId, pin }: Message): Fields {
  return {
    message_id: messageId,
    chat_id: chatId,
    operator_id: pin?.operator.id,
    operator_id_type: pin?.operator.type === 'user' ? 'open_id' : 'app_id',
    create_time: String(pin?.createTime),
  }
}

function listPins(call: Call): unknown {
  const chat = call.sandbox.world.chat(call.query('chat_id') ?? '')
  if (!chat) throw refused(230001, 'chat_id')
  requireBotIn(chat)
  const from = wholeOf(call.query('start_time')) ?? 0
  const to = wholeOf(call.query('end_time')) ?? Number.MAX_SAFE_INTEGER
  const time = (message: Message): number => message.pin?.createTime ?? 0
  const pinned = call.sandbox.world
    .messagesOf(chat.chatId)
    .filter((message) => message.pin !== undefined && !message.recalled)
    .filter((message) => time(message) >= from && time(message) <= to)
    .sort((a, b) => time(b) - time(a))
  return pageOf(call, pinned.map(pinOf), {
    size: 20,
    max: 50,
    fail: (what) => refused(230001, `invalid page_${what}`),
  })
}
