import { type Api, type Call, Plain } from './api.js'
import { ApiError, refused } from './api-error.js'
import { checkContent, requireSize } from './content-check.js'
import { ephemeralWindows } from './limits.js'
import type { Person } from './model.js'
import { deliverAsBot, messageChanged, requireBotIn } from './posting.js'
import { isFields, textOf } from './read-json.js'

const scopes = ['im:message', 'im:message:send_as_bot', 'im:message:update']

/** Cards that one member of a group sees (feishu.md 5.6). */
export const ephemeralApis: readonly Api[] = [
  {
    name: 'ephemeral.send',
    method: 'post',
    path: '/open-apis/ephemeral/v1/send',
    scopes,
    handle: (call) => {
      const { sandbox, body } = call
      const chat = sandbox.world.chat(textOf(body, 'chat_id') ?? '')
      if (chat?.type !== 'group') throw refused(230001, 'chat_id')
      requireBotIn(chat)
      if (body.msg_type !== 'interactive' || !isFields(body.card)) throw refused(230001, 'card')
      const person = receiver(call)
      if (!chat.members.includes(person.openId))
        throw refused(230001, 'the user is not in the chat')
      const content = JSON.stringify(body.card)
      requireSize('interactive', call.bodyBytes)
      checkContent(sandbox, { msgType: 'interactive', content })
      if (sandbox.limits.take(`ephemeral:${chat.chatId}`, ephemeralWindows) > 0) {
        sandbox.stats.rateHits += 1
        throw refused(230020)
      }
      const post = { chat, msgType: 'interactive', content, onlyFor: person.openId }
      return { message_id: deliverAsBot(sandbox, post).messageId }
    },
  },
  {
    name: 'ephemeral.delete',
    method: 'post',
    path: '/open-apis/ephemeral/v1/delete',
    scopes,
    handle: ({ sandbox, body }) => {
      const message = sandbox.world.messages.get(textOf(body, 'message_id') ?? '')
      if (message?.onlyFor === undefined) throw refused(230001, 'message_id')
      if (message.recalled) throw new ApiError(400, 18051, 'the message has been deleted')
      message.recalled = true
      message.updateTime = sandbox.clock.now()
      messageChanged(sandbox, message)
      return new Plain({ code: 0, msg: 'ok' })
    },
  },
]

/** Of several ids the first of this order counts. */
function receiver({ sandbox, body }: Call): Person {
  for (const kind of ['open_id', 'user_id', 'email']) {
    const id = textOf(body, kind)
    if (id === undefined) continue
    const person = sandbox.world.personBy(kind, id)
    if (person === undefined) throw refused(230034)
    return person
  }
  throw refused(230001, 'open_id, user_id or email is required')
}
