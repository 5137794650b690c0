import type { Api, Call } from './api.js'
import { refused } from './api-error.js'
import type { Message, Reaction } from './model.js'
import { pageOf } from './paging.js'
import { messageChanged } from './posting.js'
import { type Fields, fieldsOf, textOf } from './read-json.js'
import { personId } from './world.js'

const path = '/open-apis/im/v1/messages/:message_id/reactions'
const writeScopes = ['im:message', 'im:message.reactions:write_only']

/** Emojis under messages. */
export const reactionApis: readonly Api[] = [
  {
    name: 'reactions.create',
    method: 'post',
    path,
    scopes: writeScopes,
    handle: (call) => {
      const { world, clock } = call.sandbox
      const message = messageOf(call)
      const emojiType = textOf(fieldsOf(call.body.reaction_type), 'emoji_type') ?? ''
      if (!isEmoji(emojiType)) throw refused(231001)
      if (message.msgType === 'system') throw refused(231017)
      const appId = world.core.app.appId
      const before = reactionsOf(message).find(
        (one) => one.operator.id === appId && one.emojiType === emojiType,
      )
      const reaction: Reaction = before ?? {
        reactionId: world.newId('ZC'),
        operator: { type: 'app', id: appId },
        emojiType,
        actionTime: clock.now(),
      }
      if (before === undefined) {
        message.reactions = [...reactionsOf(message), reaction]
        messageChanged(call.sandbox, message)
      }
      return shown(call, reaction)
    },
  },
  {
    name: 'reactions.list',
    method: 'get',
    path,
    scopes: ['im:message.reactions:read', 'im:message:readonly', 'im:message'],
    handle: (call) => {
      const wanted = call.query('reaction_type')
      if (wanted !== undefined && !isEmoji(wanted)) throw refused(231001)
      const found = reactionsOf(messageOf(call)).filter(
        (one) => wanted === undefined || one.emojiType === wanted,
      )
      return pageOf(
        call,
        found.map((one) => shown(call, one)),
        {
          size: 20,
          max: 50,
          fail: (what) => (what === 'token' ? refused(231012) : refused(230001, 'page_size')),
        },
      )
    },
  },
  {
    name: 'reactions.delete',
    method: 'delete',
    path: `${path}/:reaction_id`,
    scopes: writeScopes,
    handle: (call) => {
      const message = messageOf(call)
      const reaction = reactionsOf(message).find((one) => one.reactionId === call.path.reaction_id)
      if (!reaction) throw refused(231011)
      if (reaction.operator.id !== call.sandbox.world.core.app.appId) throw refused(231007)
      message.reactions = reactionsOf(message).filter((one) => one !== reaction)
      messageChanged(call.sandbox, message)
      return shown(call, reaction)
    },
  },
]

function reactionsOf(message: Message): Reaction[] {
  return message.reactions ?? []
}

/** Whether a text is written like a type of emoji; the platform's own list is longer than ours need be. */
function isEmoji(text: string): boolean {
  return /^[A-Za-z0-9_]{1,40}$/.test(text)
}

function messageOf(call: Call): Message {
  const { world } = call.sandbox
  const message = world.messages.get(call.path.message_id ?? '')
  if (!message || message.recalled) throw refused(231003)
  const chat = world.chat(message.chatId)
  if (chat?.dissolved) throw refused(232009)
  if (chat?.botIn !== true) throw refused(231002)
  return message
}

function shown(call: Call, { reactionId, operator, emojiType, actionTime }: Reaction): Fields {
  const kind = call.query('user_id_type') ?? 'open_id'
  const person = operator.type === 'user' ? call.sandbox.world.person(operator.id) : undefined
  const id = person === undefined ? operator.id : personId(person, kind)
  if (id === undefined) throw refused(231014)
  return {
    reaction_id: reactionId,
    operator: { operator_id: id, operator_type: operator.type },
    action_time: String(actionTime),
    reaction_type: { emoji_type: emojiType },
  }
}
