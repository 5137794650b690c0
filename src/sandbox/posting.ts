import { ApiError, refused } from './api-error.js'
import { eventOfMessage } from './events.js'
import { perTargetWindows } from './limits.js'
import type { Chat, Message, Person } from './model.js'
import { fieldsOf, parseJson, textOf } from './read-json.js'
import { received } from './received.js'
import type { Sandbox } from './sandbox.js'
import { markRead } from './seen.js'
import { grantedScopes } from './token-check.js'

const uuidMs = 3_600_000

/** What the bot wants to post. */
export interface Post {
  chat: Chat
  msgType: string
  content: string
  uuid?: string | undefined
  parent?: Message | undefined
  inThread?: boolean
  /** open_id of the only person who is to see it. */
  onlyFor?: string
}

/** Posts as the bot: the same `uuid` within an hour gives the first message again. */
export function postAsBot(sandbox: Sandbox, post: Post): Message {
  const { clock, stats } = sandbox
  const now = clock.now()
  if (post.uuid !== undefined) {
    const earlier = sentWith(sandbox, post.uuid, now)
    stats.sent(post.uuid, earlier === undefined)
    if (earlier) return earlier
  }
  if (sandbox.limits.take(`chat:${post.chat.chatId}`, perTargetWindows) > 0) {
    stats.rateHits += 1
    throw refused(230020)
  }
  return deliverAsBot(sandbox, post)
}

/** Puts a message of the bot into a chat, past uuid and limits. */
export function deliverAsBot(sandbox: Sandbox, post: Post): Message {
  const { world, clock } = sandbox
  const now = clock.now()
  const { content, mentions } = received(sandbox, post.msgType, post.content)
  const { parent } = post
  const message: Message = {
    messageId: world.newId('om_'),
    chatId: post.chat.chatId,
    ...(parent === undefined
      ? {}
      : { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId }),
    ...threadOf(sandbox, post),
    senderType: 'app',
    senderId: world.core.app.appId,
    msgType: post.msgType,
    content,
    createTime: now,
    updateTime: now,
    updated: false,
    recalled: false,
    edits: 0,
    mentions,
    ...(post.uuid === undefined ? {} : { uuid: post.uuid }),
    ...(post.onlyFor === undefined ? {} : { onlyFor: post.onlyFor }),
  }
  add(sandbox, post.chat, message)
  return message
}

function threadOf(sandbox: Sandbox, post: Post): { threadId?: string } {
  if (post.parent?.threadId !== undefined) return { threadId: post.parent.threadId }
  return post.inThread === true ? { threadId: sandbox.world.newId('omt_') } : {}
}

function sentWith(sandbox: Sandbox, uuid: string, now: number): Message | undefined {
  const last = sandbox.world.byUuid.get(uuid)
  return last && last.createTime > now - uuidMs ? last : undefined
}

/** Posts as a person and tells the bot when it may know. */
export function postAsPerson(
  sandbox: Sandbox,
  person: Person,
  post: { chat: Chat; msgType: string; content: string; mentionBot?: boolean; parentId?: string },
): Message {
  const { world, clock } = sandbox
  const now = clock.now()
  const { content, mentions } = received(
    sandbox,
    post.msgType,
    post.mentionBot === true ? mentioningBot(sandbox, post.content) : post.content,
  )
  const parent = post.parentId === undefined ? undefined : world.messages.get(post.parentId)
  const message: Message = {
    messageId: world.newId('om_'),
    chatId: post.chat.chatId,
    ...(parent === undefined
      ? {}
      : { parentId: parent.messageId, rootId: parent.rootId ?? parent.messageId }),
    senderType: 'user',
    senderId: person.openId,
    msgType: post.msgType,
    content,
    createTime: now,
    updateTime: now,
    updated: false,
    recalled: false,
    edits: 0,
    mentions,
  }
  add(sandbox, post.chat, message)
  markRead(sandbox, post.chat, person.openId)
  if (post.chat.botIn && botMayKnow(sandbox, post.chat, message)) {
    sandbox.deliveries.event('im.message.receive_v1', eventOfMessage(sandbox, person, message))
  }
  return message
}

/** Which messages arrive depends on scopes (feishu.md 4.1). */
function botMayKnow(sandbox: Sandbox, chat: Chat, message: Message): boolean {
  const granted = grantedScopes(sandbox)
  const has = (...scopes: string[]): boolean => scopes.some((scope) => granted.includes(scope))
  if (chat.type === 'p2p') return has('im:message.p2p_msg', 'im:message.p2p_msg:readonly')
  if (has('im:message.group_msg')) return true
  return (
    message.mentions.some((mention) => mention.isBot) &&
    has('im:message.group_at_msg', 'im:message.group_at_msg:readonly')
  )
}

function add(sandbox: Sandbox, chat: Chat, message: Message): void {
  sandbox.world.add(message)
  const { chatId, messageId, onlyFor } = message
  const seers = onlyFor === undefined ? chat.members : [onlyFor]
  sandbox.stream.tell('message', { chatId, messageId }, seers)
}

/** Tells pages that a message looks different now, and keeps it. */
export function messageChanged(sandbox: Sandbox, message: Message): void {
  const { chatId, messageId } = message
  sandbox.world.changed(chatId)
  sandbox.stream.tell('update', { chatId, messageId }, sandbox.world.chat(chatId)?.members)
}

function mentioningBot(sandbox: Sandbox, content: string): string {
  const text = textOf(fieldsOf(parseJson(content)), 'text') ?? ''
  const { openId, name } = sandbox.world.core.bot
  return JSON.stringify({ text: `<at user_id="${openId}">${name}</at> ${text}` })
}

/** Where a message with this id type goes; throws the documented refusals. */
export function chatForReceiver(sandbox: Sandbox, idType: string, id: string): Chat {
  const { world } = sandbox
  if (idType === 'chat_id') {
    const chat = world.chat(id)
    if (!chat) throw refused(230034)
    requireBotIn(chat)
    return chat
  }
  if (!['open_id', 'user_id', 'union_id', 'email'].includes(idType)) {
    throw refused(230001, 'receive_id_type is invalid')
  }
  const person = world.personBy(idType, id)
  if (!person) throw refused(230034)
  if (!reachable(sandbox, person)) throw refused(230013)
  return world.chatWithBot(person)
}

/** Throws when the chat is dissolved or the bot is outside. */
export function requireBotIn(chat: Chat): void {
  if (chat.dissolved) throw refused(232009)
  if (!chat.botIn) throw refused(230002)
}

/** Whether the app may write to a person: not resigned and within the contact scope. */
export function reachable(sandbox: Sandbox, person: Person): boolean {
  return !person.resigned && inContactScope(sandbox, person)
}

/** Whether the contact scope holds a person; a department holds its sub-tree. */
export function inContactScope(sandbox: Sandbox, person: Person): boolean {
  const scope = sandbox.world.core.app.contactScope
  if (scope === null || scope.users.includes(person.openId)) return true
  return person.departments.some((id) => departmentInScope(sandbox, id))
}

/** Whether the contact scope holds a department, itself or by one above it. */
export function departmentInScope(sandbox: Sandbox, id: string): boolean {
  const scope = sandbox.world.core.app.contactScope
  if (scope === null) return true
  for (let at = sandbox.world.department(id); at; at = sandbox.world.department(at.parent)) {
    if (scope.departments.includes(at.id) || scope.departments.includes(at.openId)) return true
  }
  return false
}

/** A message by its id; throws like Feishu when there is none (batches are no messages). */
export function messageById(sandbox: Sandbox, messageId: string): Message {
  if (messageId.startsWith('bm-')) throw refused(230001, 'batch messages are not supported')
  const message = sandbox.world.messages.get(messageId)
  if (!message) {
    throw new ApiError(400, 99992354, `The message_id is invalid: ${messageId.slice(0, 60)}`)
  }
  return message
}
