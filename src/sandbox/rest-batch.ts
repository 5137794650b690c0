import { type Api, type Call, Plain } from './api.js'
import { refused } from './api-error.js'
import { checkContent } from './content-check.js'
import type { Person } from './model.js'
import { deliverAsBot, messageById, reachable, requireBotIn } from './posting.js'
import { fieldsOf, isFields, textOf, textsOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

/** Sending to many, and urging (feishu.md 6.4, 6.5). */
export const batchApis: readonly Api[] = [
  {
    name: 'batch_send',
    method: 'post',
    path: '/open-apis/message/v4/batch_send',
    scopes: ['im:message', 'im:message:send_multi_users'],
    handle: batchSend,
  },
  ...['urgent_app', 'urgent_sms', 'urgent_phone'].map(
    (kind): Api => ({
      name: `messages.${kind}`,
      method: 'patch',
      path: `/open-apis/im/v1/messages/:message_id/${kind}`,
      scopes: ['im:message', 'im:message.urgent'],
      handle: urge,
    }),
  ),
]

function batchSend(call: Call): unknown {
  const { sandbox, body } = call
  const msgType = textOf(body, 'msg_type') ?? ''
  const given = msgType === 'interactive' ? body.card : body.content
  if (!isFields(given)) return new Plain({ code: 11211, msg: 'content or card is missing' })
  const content = JSON.stringify(given)
  checkContent(sandbox, { msgType, content })
  const people = new Set<Person>()
  const invalid: Record<string, string[]> = {}
  for (const kind of ['open_id', 'user_id', 'union_id']) {
    const lost = (textsOf(body, `${kind}s`) ?? []).filter((id) => {
      const person = sandbox.world.personBy(kind, id)
      if (!person || !reachable(sandbox, person)) return true
      people.add(person)
      return false
    })
    invalid[`invalid_${kind}s`] = lost
  }
  invalid.invalid_department_ids = (textsOf(body, 'department_ids') ?? []).filter((id) => {
    if (id === '0' || !sandbox.world.department(id)) return true
    for (const person of membersUnder(sandbox, id)) people.add(person)
    return false
  })
  for (const person of people) {
    deliverAsBot(sandbox, { chat: sandbox.world.chatWithBot(person), msgType, content })
  }
  return { message_id: sandbox.world.newId('bm-'), ...invalid }
}

function membersUnder(sandbox: Sandbox, id: string): Person[] {
  const { world } = sandbox
  const root = world.department(id)
  const under = (of: string): boolean => {
    for (let at = world.department(of); at; at = world.department(at.parent)) {
      if (at === root) return true
    }
    return false
  }
  return world.core.people.filter((one) => reachable(sandbox, one) && one.departments.some(under))
}

function urge(call: Call): unknown {
  const { sandbox } = call
  const message = messageById(sandbox, call.path.message_id ?? '')
  const chat = sandbox.world.chat(message.chatId)
  if (!chat) throw refused(230002)
  requireBotIn(chat)
  if (message.senderType !== 'app') throw refused(230012)
  if (message.recalled) throw refused(230011)
  const kind = call.query('user_id_type') ?? ''
  const ids = textsOf(fieldsOf(call.body), 'user_id_list') ?? []
  const lost = ids.filter((id) => {
    const person = sandbox.world.personBy(kind, id)
    return !person || !chat.members.includes(person.openId)
  })
  if (ids.length === 0 || lost.length === ids.length) throw refused(230001, 'no valid user id')
  return { invalid_user_id_list: lost }
}
