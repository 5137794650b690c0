import type { Json } from '../base/json.js'
import type { Chat, Message, Person } from './model.js'
import type { Sandbox } from './sandbox.js'
import { grantedScopes } from './token-check.js'

/** The ids of a person in events. */
export function eventIds(sandbox: Sandbox, person: Person): { [key: string]: Json } {
  const withUserId = grantedScopes(sandbox).includes('contact:user.employee_id:readonly')
  return {
    union_id: person.unionId,
    ...(withUserId ? { user_id: person.userId } : {}),
    open_id: person.openId,
  }
}

/** Body of `im.message.receive_v1` (feishu.md 4.1). */
export function eventOfMessage(sandbox: Sandbox, person: Person, message: Message): Json {
  const { world } = sandbox
  const tenantKey = world.core.tenant.key
  const mentions = message.mentions.map((mention): Json => {
    const meant = world.person(mention.id)
    return {
      key: mention.key,
      id: meant ? eventIds(sandbox, meant) : { union_id: '', user_id: '', open_id: mention.id },
      mentioned_type: mention.isBot ? 'bot' : 'user',
      name: mention.name,
      tenant_key: tenantKey,
    }
  })
  return {
    sender: {
      sender_id: eventIds(sandbox, person),
      sender_type: 'user',
      tenant_key: tenantKey,
    },
    message: {
      message_id: message.messageId,
      ...(message.rootId === undefined ? {} : { root_id: message.rootId }),
      ...(message.parentId === undefined ? {} : { parent_id: message.parentId }),
      create_time: String(message.createTime),
      update_time: String(message.updateTime),
      chat_id: message.chatId,
      ...(message.threadId === undefined ? {} : { thread_id: message.threadId }),
      chat_type: world.chat(message.chatId)?.type ?? 'p2p',
      message_type: message.msgType,
      content: message.content,
      ...(mentions.length === 0 ? {} : { mentions }),
    },
  }
}

/** The person opens the chat with the bot. */
export function sendEntered(sandbox: Sandbox, person: Person): Chat {
  const chat = sandbox.world.chatWithBot(person)
  const last = sandbox.world.messagesOf(chat.chatId).at(-1)
  sandbox.deliveries.event('im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: chat.chatId,
    operator_id: eventIds(sandbox, person),
    ...(last === undefined
      ? {}
      : {
          last_message_id: last.messageId,
          last_message_create_time: String(last.createTime),
        }),
  })
  return chat
}

/** The person presses an entry of the bot's menu. */
export function sendMenu(sandbox: Sandbox, person: Person, eventKey: string): void {
  sandbox.deliveries.event('application.bot.menu_v6', {
    operator: { operator_name: person.name, operator_id: eventIds(sandbox, person) },
    event_key: eventKey,
    timestamp: Math.floor(sandbox.clock.now() / 1_000),
  })
}

/** The bot joins or leaves a group. */
export function sendBotInChat(sandbox: Sandbox, chat: Chat, joined: boolean): void {
  const operator = sandbox.world.person(chat.members[0] ?? '')
  sandbox.deliveries.event(
    joined ? 'im.chat.member.bot.added_v1' : 'im.chat.member.bot.deleted_v1',
    {
      chat_id: chat.chatId,
      operator_id: operator ? eventIds(sandbox, operator) : {},
      external: false,
      operator_tenant_key: sandbox.world.core.tenant.key,
      name: chat.name,
      i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
    },
  )
}

/** A user as contact events carry it: `department_ids` is not filled (feishu.md 4.2). */
export function userObject(sandbox: Sandbox, person: Person): { [key: string]: Json } {
  return {
    ...eventIds(sandbox, person),
    name: person.name,
    job_title: person.title,
    employee_no: person.employeeNo,
    employee_type: 1,
    status: userStatus(person),
    department_ids: [],
    join_time: Math.floor(person.joinTime / 1_000),
  }
}

/** A user's status. */
export function userStatus(person: Person): { [key: string]: Json } {
  return {
    is_frozen: false,
    is_resigned: person.resigned,
    is_activated: !person.resigned,
    is_exited: false,
    is_unjoin: false,
  }
}

/** Departments as events name them: open_department_id. */
export function openDepartments(sandbox: Sandbox, ids: readonly string[]): string[] {
  return ids.map((id) => sandbox.world.department(id)?.openId ?? id)
}
