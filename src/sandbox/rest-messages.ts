import type { Api, Call } from './api.js'
import { refused } from './api-error.js'
import { checkContent, requireSize } from './content-check.js'
import { messageEntity } from './entity.js'
import { perTargetWindows } from './limits.js'
import type { Message } from './model.js'
import { pageOf } from './paging.js'
import { chatForReceiver, messageById, messageChanged, postAsBot, requireBotIn } from './posting.js'
import { fieldsOf, parseJson, textOf, wholeOf } from './read-json.js'
import { received } from './received.js'

const cardLifeMs = 14 * 86_400_000
const sendScopes = ['im:message', 'im:message:send_as_bot', 'im:message:send']
const readScopes = ['im:message', 'im:message:readonly']

/** Send, reply, patch, edit, read, list and recall messages (feishu.md 5.4, 6). */
export const messageApis: readonly Api[] = [
  {
    name: 'messages.create',
    method: 'post',
    path: '/open-apis/im/v1/messages',
    scopes: sendScopes,
    handle: (call) => {
      const idType = call.query('receive_id_type')
      const receiveId = textOf(call.body, 'receive_id')
      if (idType === undefined || receiveId === undefined) {
        throw refused(230001, 'receive_id_type and receive_id are required')
      }
      const given = givenContent(call)
      requireSize(given.msgType, call.bodyBytes)
      checkContent(call.sandbox, given)
      const chat = chatForReceiver(call.sandbox, idType, receiveId)
      return entityOf(call, postAsBot(call.sandbox, { chat, ...given }))
    },
  },
  {
    name: 'messages.reply',
    method: 'post',
    path: '/open-apis/im/v1/messages/:message_id/reply',
    scopes: sendScopes,
    handle: (call) => {
      const parent = messageOfPath(call)
      const chat = chatOf(call, parent)
      if (parent.recalled) throw refused(230011)
      const given = givenContent(call)
      requireSize(given.msgType, call.bodyBytes)
      checkContent(call.sandbox, given)
      const inThread = call.body.reply_in_thread === true
      return entityOf(call, postAsBot(call.sandbox, { chat, ...given, parent, inThread }))
    },
  },
  {
    name: 'messages.patch',
    method: 'patch',
    path: '/open-apis/im/v1/messages/:message_id',
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
    handle: patchCard,
  },
  {
    name: 'messages.update',
    method: 'put',
    path: '/open-apis/im/v1/messages/:message_id',
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
    handle: editText,
  },
  {
    name: 'messages.get',
    method: 'get',
    path: '/open-apis/im/v1/messages/:message_id',
    scopes: readScopes,
    handle: (call) => {
      const message = messageOfPath(call)
      chatOf(call, message)
      return { items: [entityOf(call, message)] }
    },
  },
  {
    name: 'messages.list',
    method: 'get',
    path: '/open-apis/im/v1/messages',
    scopes: readScopes,
    handle: listMessages,
  },
  {
    name: 'messages.delete',
    method: 'delete',
    path: '/open-apis/im/v1/messages/:message_id',
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
    handle: (call) => {
      const message = ownMessage(call, 230026)
      if (message.recalled) throw refused(230011)
      message.recalled = true
      message.updateTime = call.sandbox.clock.now()
      messageChanged(call.sandbox, message)
      return {}
    },
  },
]

function givenContent(call: Call): { msgType: string; content: string; uuid?: string } {
  const msgType = textOf(call.body, 'msg_type')
  const content = textOf(call.body, 'content')
  if (msgType === undefined) throw refused(230001, 'msg_type is required')
  if (content === undefined) throw refused(230001, 'content is not a string')
  const uuid = textOf(call.body, 'uuid')
  if (uuid === undefined && call.body.uuid !== undefined) throw refused(230001, 'uuid is no text')
  if (uuid !== undefined && uuid.length > 50) throw refused(230001, 'uuid is too long')
  return { msgType, content, ...(uuid === undefined || uuid === '' ? {} : { uuid }) }
}

function messageOfPath(call: Call): Message {
  return messageById(call.sandbox, call.path.message_id ?? '')
}

function chatOf(call: Call, message: Message) {
  const chat = call.sandbox.world.chat(message.chatId)
  if (!chat) throw refused(232006)
  requireBotIn(chat)
  return chat
}

function ownMessage(call: Call, otherwise: number): Message {
  const message = messageOfPath(call)
  chatOf(call, message)
  if (message.senderType !== 'app') throw refused(otherwise)
  return message
}

function entityOf(call: Call, message: Message) {
  const whole =
    call.ctx.method !== 'GET' || call.query('card_msg_content_type') === 'user_card_content'
  return messageEntity(call.sandbox.world, message, whole)
}

function patchCard(call: Call): unknown {
  const { sandbox } = call
  const message = ownMessage(call, 230027)
  const content = textOf(call.body, 'content')
  if (content === undefined) throw refused(230001, 'content is not a string')
  if (message.msgType !== 'interactive') throw refused(230001, 'the message is not a card')
  if (message.recalled) throw refused(230011)
  if (sandbox.clock.now() - message.createTime > cardLifeMs) throw refused(230031)
  requireSize('interactive', call.bodyBytes)
  checkContent(sandbox, { msgType: 'interactive', content })
  if (![message.content, content].every(isShared)) {
    throw refused(230001, 'update_multi must be true before and after')
  }
  if (sandbox.limits.take(`message:${message.messageId}`, perTargetWindows) > 0) {
    sandbox.stats.rateHits += 1
    throw refused(230020)
  }
  message.content = content
  message.updateTime = sandbox.clock.now()
  message.updated = true
  messageChanged(sandbox, message)
  return {}
}

/** Whether all see the same card: 2.0 always, 1.0 when it says so (feishu.md 5.4, 5.5). */
function isShared(content: string): boolean {
  const card = fieldsOf(parseJson(content))
  return card.schema === '2.0' || fieldsOf(card.config).update_multi === true
}

function editText(call: Call): unknown {
  const { sandbox } = call
  const message = ownMessage(call, 230071)
  const given = givenContent(call)
  if (message.recalled) throw refused(230011)
  if (!['text', 'post'].includes(message.msgType) || given.msgType !== message.msgType) {
    throw refused(230001, 'only text and post can be edited')
  }
  if (message.edits >= 20) throw refused(230072)
  requireSize(given.msgType, call.bodyBytes)
  checkContent(sandbox, given)
  const { content, mentions } = received(sandbox, given.msgType, given.content)
  message.content = content
  message.mentions = mentions
  message.edits += 1
  message.updated = true
  message.updateTime = sandbox.clock.now()
  messageChanged(sandbox, message)
  return entityOf(call, message)
}

function listMessages(call: Call): unknown {
  const { sandbox } = call
  const container = call.query('container_id')
  const kind = call.query('container_id_type')
  if (kind !== 'chat' && kind !== 'thread') throw refused(230001, 'container_id_type')
  if (container === undefined) throw refused(230001, 'container_id')
  const inThread = [...sandbox.world.messages.values()].filter((one) => one.threadId === container)
  const chatId = kind === 'chat' ? container : (inThread[0]?.chatId ?? '')
  const chat = sandbox.world.chat(chatId)
  if (!chat) throw refused(232006)
  requireBotIn(chat)
  const from = (wholeOf(call.query('start_time')) ?? 0) * 1_000
  const to = (wholeOf(call.query('end_time')) ?? Number.MAX_SAFE_INTEGER / 1_000) * 1_000
  const all = (kind === 'chat' ? sandbox.world.messagesOf(chatId) : inThread).filter(
    ({ createTime, onlyFor }) =>
      onlyFor === undefined && createTime >= from && createTime <= to + 999,
  )
  if (call.query('sort_type') === 'ByCreateTimeDesc') all.reverse()
  const page = pageOf(call, all, {
    size: 20,
    max: 50,
    fail: (what) => refused(230001, `invalid page_${what}`),
  })
  return { ...page, items: page.items.map((message) => entityOf(call, message)) }
}
