import { simplifiedCard } from './cards/simplified.js'
import type { Chat, Message } from './model.js'
import { type Fields, fieldsOf, parseJson } from './read-json.js'
import type { World } from './world.js'

/** A message as REST answers it (feishu.md 6.1). */
export function messageEntity(world: World, message: Message, whole: boolean): Fields {
  const tenantKey = world.core.tenant.key
  const sender =
    message.senderType === 'app'
      ? { id: message.senderId, id_type: 'app_id', sender_type: 'app', tenant_key: tenantKey }
      : { id: message.senderId, id_type: 'open_id', sender_type: 'user', tenant_key: tenantKey }
  return {
    message_id: message.messageId,
    ...(message.rootId === undefined ? {} : { root_id: message.rootId }),
    ...(message.parentId === undefined ? {} : { parent_id: message.parentId }),
    ...(message.threadId === undefined ? {} : { thread_id: message.threadId }),
    msg_type: message.msgType,
    create_time: String(message.createTime),
    update_time: String(message.updateTime),
    deleted: message.recalled,
    updated: message.updated,
    chat_id: message.chatId,
    sender,
    body: { content: bodyContent(message, whole) },
    ...(message.mentions.length === 0
      ? {}
      : {
          mentions: message.mentions.map(({ key, id, name }) => ({
            key,
            id,
            id_type: 'open_id',
            name,
            tenant_key: tenantKey,
          })),
        }),
  }
}

function bodyContent(message: Message, whole: boolean): string {
  if (message.recalled) return 'This message was recalled'
  if (message.msgType !== 'interactive' || whole) return message.content
  return JSON.stringify(simplifiedCard(parseJson(message.content)))
}

/** A message as the control API shows it. */
export function shownMessage(world: World, message: Message): Fields {
  const app = message.senderType === 'app'
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    sender: {
      id: message.senderId,
      type: message.senderType,
      name: app ? world.core.bot.name : (world.person(message.senderId)?.name ?? ''),
    },
    msgType: message.msgType,
    content: message.recalled ? {} : fieldsOf(parseJson(message.content)),
    createTime: message.createTime,
    updateTime: message.updateTime,
    updated: message.updated,
    recalled: message.recalled,
    mentions: message.mentions,
    parentId: message.parentId ?? null,
    pinned: message.pin !== undefined,
    reactions: (message.reactions ?? []).map(({ operator, emojiType }) => ({
      id: operator.id,
      emojiType,
    })),
    onlyForYou: message.onlyFor !== undefined,
  }
}

/** One line about a message, for lists of chats. */
export function messageLine(message: Message): string {
  if (message.recalled) return '撤回了一条消息'
  const content = fieldsOf(parseJson(message.content))
  if (message.msgType === 'text') {
    return message.mentions.reduce(
      (text, mention) => text.replaceAll(mention.key, `@${mention.name}`),
      typeof content.text === 'string' ? content.text : '',
    )
  }
  if (message.msgType === 'interactive') {
    const summary = fieldsOf(fieldsOf(content.config).summary).content
    const title = fieldsOf(fieldsOf(content.header).title).content
    const text = typeof summary === 'string' ? summary : title
    return typeof text === 'string' ? text : '[卡片]'
  }
  if (message.msgType === 'file') return `[文件] ${String(content.file_name ?? '')}`
  return message.msgType === 'image' ? '[图片]' : `[${message.msgType}]`
}

/** The name under which a person sees a chat. */
export function chatName(world: World, chat: Chat, as: string): string {
  if (chat.type === 'group') return chat.name
  return chat.members[0] === as ? world.core.bot.name : chat.name
}
