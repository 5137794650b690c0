import type { Api, Call } from './api.js'
import { ApiError, refused } from './api-error.js'
import { checkContent, requireSize } from './content-check.js'
import type { Batch, Message, Person } from './model.js'
import { deliverAsBot, messageById, messageChanged, reachable, requireBotIn } from './posting.js'
import { type Fields, fieldsOf, isFields, textOf, textsOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'
import { readAt } from './seen.js'
import { grantedScopes } from './token-check.js'

const batchScopes = ['im:message:send_multi_users', 'im:message:send_multi_depts']
const maxReceivers = 200
const keptMs = 30 * 86_400_000
const kinds = ['text', 'image', 'post', 'share_chat', 'interactive']

/** Sending to many, its progress, and urging (feishu.md 6.4, 6.5). */
export const batchApis: readonly Api[] = [
  {
    name: 'batch_send',
    method: 'post',
    path: '/open-apis/message/v4/batch_send',
    scopes: ['im:message', 'im:message:send_as_bot'],
    handle: batchSend,
  },
  {
    name: 'batch_messages.get_progress',
    method: 'get',
    path: '/open-apis/im/v1/batch_messages/:batch_id/get_progress',
    scopes: batchScopes,
    handle: (call) => {
      const batch = batchOfPath(call)
      const messages = messagesOf(call, batch)
      return {
        batch_message_send_progress: {
          valid_user_ids_count: messages.length,
          success_user_ids_count: messages.length,
          read_user_ids_count: readCount(call, messages),
        },
        batch_message_recall_progress: {
          recall: batch.recalled,
          recall_count: messages.filter((message) => message.recalled).length,
        },
      }
    },
  },
  {
    name: 'batch_messages.read_user',
    method: 'get',
    path: '/open-apis/im/v1/batch_messages/:batch_id/read_user',
    scopes: batchScopes,
    handle: (call) => {
      const messages = messagesOf(call, batchOfPath(call))
      return {
        read_user: {
          read_count: String(readCount(call, messages)),
          total_count: String(messages.length),
        },
      }
    },
  },
  {
    name: 'batch_messages.delete',
    method: 'delete',
    path: '/open-apis/im/v1/batch_messages/:batch_id',
    scopes: batchScopes,
    handle: (call) => {
      const batch = batchOfPath(call)
      batch.recalled = true
      for (const message of messagesOf(call, batch)) {
        message.recalled = true
        message.updateTime = call.sandbox.clock.now()
        messageChanged(call.sandbox, message)
      }
      call.sandbox.world.changed()
      return {}
    },
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

/** A refusal of the v4 call: its errors come with HTTP 200. */
function refusal(code: number, text: string): ApiError {
  return new ApiError(200, code, text)
}

function batchSend(call: Call): unknown {
  const { sandbox, body } = call
  const { msgType, content } = givenContent(call)
  const people = new Set<Person>()
  const invalid: Record<string, string[]> = {}
  for (const kind of ['open_id', 'user_id', 'union_id']) {
    invalid[`invalid_${kind}s`] = receivers(body, `${kind}s`).filter((id) => {
      const person = sandbox.world.personBy(kind, id)
      if (!person || !reachable(sandbox, person)) return true
      people.add(person)
      return false
    })
  }
  invalid.invalid_department_ids = receivers(body, 'department_ids').filter((id) => {
    if (id === '0' || !sandbox.world.department(id)) return true
    for (const person of membersUnder(sandbox, id)) people.add(person)
    return false
  })
  const messages = [...people].map((person) =>
    deliverAsBot(sandbox, { chat: sandbox.world.chatWithBot(person), msgType, content }),
  )
  const now = sandbox.clock.now()
  const batch: Batch = {
    batchId: sandbox.world.newId('bm-'),
    createTime: now,
    messageIds: messages.map((message) => message.messageId),
    recalled: false,
  }
  const kept = sandbox.world.core.batches.filter((one) => one.createTime > now - keptMs)
  sandbox.world.core.batches = [...kept, batch]
  sandbox.world.changed()
  return { message_id: batch.batchId, ...invalid }
}

/** The content of a batch, checked; the refusals of single messages become those of v4. */
function givenContent(call: Call): { msgType: string; content: string } {
  const { sandbox, body } = call
  const msgType = textOf(body, 'msg_type') ?? ''
  if (!kinds.includes(msgType)) throw refusal(10003, 'Invalid parameter. ext=msg_type')
  const given = msgType === 'interactive' ? body.card : body.content
  if (!isFields(given)) throw refusal(10003, 'Invalid parameter. ext=content or card is missing')
  requireReceivers(sandbox, body)
  const content = JSON.stringify(isFields(given.post) ? given.post : given)
  try {
    requireSize(msgType, call.bodyBytes)
    checkContent(sandbox, { msgType, content })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (msgType === 'image') throw refusal(11227, 'Image key not exist.')
    if (error.code === 230001) throw refusal(10003, `Invalid parameter. ${error.message}`)
    throw refusal(11246, `Create message content fail. ${error.message}`)
  }
  return { msgType, content }
}

/** At least one list, none longer than 200, and the scope for its kind (feishu.md 6.4). */
function requireReceivers(sandbox: Sandbox, body: Fields): void {
  const users = ['open_ids', 'user_ids', 'union_ids'].map((key) => receivers(body, key))
  const departments = receivers(body, 'department_ids')
  const lists = [...users, departments]
  if (lists.every((list) => list.length === 0)) {
    throw refusal(10003, 'Invalid parameter. ext=no receiver is given')
  }
  if (lists.some((list) => list.length > maxReceivers)) {
    throw refusal(10003, `Invalid parameter. ext=a list is longer than ${maxReceivers}`)
  }
  const granted = grantedScopes(sandbox)
  if (users.some((list) => list.length > 0) && !granted.includes('im:message:send_multi_users')) {
    throw refusal(11203, 'Send employee ids permission denied.')
  }
  if (departments.length > 0 && !granted.includes('im:message:send_multi_depts')) {
    throw refusal(11204, 'Send department list permission denied.')
  }
}

function receivers(body: Fields, key: string): string[] {
  return textsOf(body, key) ?? []
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

function batchOfPath(call: Call): Batch {
  const { core } = call.sandbox.world
  const found = core.batches.find((one) => one.batchId === call.path.batch_id)
  if (!found || found.createTime <= call.sandbox.clock.now() - keptMs) throw refused(230030)
  return found
}

function messagesOf(call: Call, batch: Batch): Message[] {
  return batch.messageIds.flatMap((id) => call.sandbox.world.messages.get(id) ?? [])
}

function readCount(call: Call, messages: readonly Message[]): number {
  return messages.filter((message) => {
    const chat = call.sandbox.world.chat(message.chatId)
    return chat !== undefined && readAt(chat, message, chat.members[0] ?? '') !== undefined
  }).length
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
  if (ids.length > maxReceivers) throw refused(230001, 'user_id_list is longer than 200')
  if (ids.length === 0 || lost.length === ids.length) throw refused(230001, 'no valid user id')
  return { invalid_user_id_list: lost }
}
