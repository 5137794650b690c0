import type { Api, Call } from './api.js'
import { refused } from './api-error.js'
import { botsChat, chatOfPath } from './chat-of-path.js'
import type { Chat, Person } from './model.js'
import { pageOf } from './paging.js'
import { reachable } from './posting.js'
import { type Fields, textOf, textsOf } from './read-json.js'
import { personId } from './world.js'

const readScopes = ['im:chat', 'im:chat:readonly']
const writeScopes = ['im:chat', 'im:chat:create', 'im:chat.members:write_only']
const memberScopes = ['im:chat', 'im:chat:readonly', 'im:chat.members:read']

/** Groups and their members (feishu.md 7.4). */
export const chatApis: readonly Api[] = [
  {
    name: 'chats.list',
    method: 'get',
    path: '/open-apis/im/v1/chats',
    scopes: readScopes,
    handle: (call) => pageOf(call, groupsOf(call).map(chatItem(call)), listRules),
  },
  {
    name: 'chats.search',
    method: 'get',
    path: '/open-apis/im/v1/chats/search',
    scopes: readScopes,
    handle: (call) => {
      const wanted = call.query('query') ?? ''
      const found = groupsOf(call).filter((chat) => wanted !== '' && chat.name.includes(wanted))
      return pageOf(call, found.map(chatItem(call)), listRules)
    },
  },
  {
    name: 'chats.create',
    method: 'post',
    path: '/open-apis/im/v1/chats',
    scopes: writeScopes,
    handle: createChat,
  },
  {
    name: 'chats.get',
    method: 'get',
    path: '/open-apis/im/v1/chats/:chat_id',
    scopes: readScopes,
    handle: (call) => {
      const chat = chatOfPath(call)
      return {
        avatar: '',
        name: chat.name,
        description: chat.description ?? '',
        ...ownerOf(call, chat),
        chat_mode: chat.type,
        chat_type: 'private',
        chat_tag: 'inner',
        external: false,
        tenant_key: call.sandbox.world.core.tenant.key,
        user_count: String(chat.members.length),
        bot_count: chat.botIn ? '1' : '0',
        chat_status: chat.dissolved ? 'dissolved' : 'normal',
      }
    },
  },
  {
    name: 'chats.update',
    method: 'put',
    path: '/open-apis/im/v1/chats/:chat_id',
    scopes: ['im:chat', 'im:chat:update'],
    handle: updateChat,
  },
  {
    name: 'chats.delete',
    method: 'delete',
    path: '/open-apis/im/v1/chats/:chat_id',
    scopes: writeScopes,
    handle: (call) => {
      const chat = botsChat(call)
      chat.dissolved = true
      call.sandbox.world.changed()
      call.sandbox.stream.tell('chats', { chatId: chat.chatId })
      return {}
    },
  },
  {
    name: 'members.list',
    method: 'get',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    scopes: memberScopes,
    handle: (call) => {
      const chat = botsChat(call)
      const kind = idType(call, 'member_id_type')
      const members = peopleOf(call, chat.members)
      const page = pageOf(
        call,
        members.map((person) => ({
          member_id_type: kind,
          member_id: personId(person, kind) ?? '',
          name: person.name,
          tenant_key: call.sandbox.world.core.tenant.key,
        })),
        listRules,
      )
      return { ...page, member_total: members.length }
    },
  },
  {
    name: 'members.create',
    method: 'post',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    scopes: writeScopes,
    handle: addMembers,
  },
  {
    name: 'members.delete',
    method: 'delete',
    path: '/open-apis/im/v1/chats/:chat_id/members',
    scopes: writeScopes,
    handle: (call) => {
      const chat = botsChat(call)
      const kind = idType(call, 'member_id_type')
      const ids = textsOf(call.body, 'id_list') ?? []
      const people = ids.flatMap((id) => call.sandbox.world.personBy(kind, id) ?? [])
      chat.members = chat.members.filter((id) => !people.some((one) => one.openId === id))
      call.sandbox.world.changed()
      call.sandbox.stream.tell('chats', { chatId: chat.chatId })
      return {
        invalid_id_list: ids.filter((id) => !call.sandbox.world.personBy(kind, id)),
      }
    },
  },
  {
    name: 'members.is_in_chat',
    method: 'get',
    path: '/open-apis/im/v1/chats/:chat_id/members/is_in_chat',
    scopes: memberScopes,
    handle: (call) => ({ is_in_chat: chatOfPath(call).botIn }),
  },
]

/** How long the same `uuid` makes no second group. */
const sameChatMs = 36_000_000

const listRules = {
  size: 20,
  max: 100,
  fail: (what: 'size' | 'token') => refused(232001, `invalid page_${what}`),
}

/** The groups that the bot is in. */
function groupsOf(call: Call): Chat[] {
  return call.sandbox.world.core.chats.filter(
    (chat) => chat.type === 'group' && chat.botIn && !chat.dissolved,
  )
}

function chatItem(call: Call): (chat: Chat) => Fields {
  return (chat) => ({
    chat_id: chat.chatId,
    avatar: '',
    name: chat.name,
    description: chat.description ?? '',
    ...ownerOf(call, chat),
    external: false,
    tenant_key: call.sandbox.world.core.tenant.key,
    chat_status: 'normal',
  })
}

function idType(call: Call, name: string): string {
  const kind = call.query(name) ?? 'open_id'
  if (!['open_id', 'union_id', 'user_id'].includes(kind)) throw refused(232001, name)
  return kind
}

function peopleOf(call: Call, openIds: readonly string[]): Person[] {
  return openIds.flatMap((openId) => call.sandbox.world.person(openId) ?? [])
}

function createChat(call: Call): unknown {
  const { world, clock, stream } = call.sandbox
  const kind = idType(call, 'user_id_type')
  const ids = textsOf(call.body, 'user_id_list') ?? []
  if (ids.length > 50) throw refused(232001, 'user_id_list is longer than 50')
  const people = ids.map((id) => world.personBy(kind, id))
  const members = people.flatMap((person) =>
    person && reachable(call.sandbox, person) ? person : [],
  )
  if (members.length < ids.length) throw refused(232024, 'a user is outside the availability')
  const owner = ownerGiven(call, kind)
  const uuid = call.query('uuid')
  const before = world.core.chats.find(
    (one) =>
      uuid !== undefined &&
      one.uuid === uuid &&
      one.owner === owner &&
      one.createTime > clock.now() - sameChatMs,
  )
  if (before) return madeChat(call, before)
  const chat: Chat = {
    chatId: world.newId('oc_'),
    owner,
    ...(uuid === undefined ? {} : { uuid }),
    type: 'group',
    name: textOf(call.body, 'name') ?? '(no subject)',
    description: textOf(call.body, 'description') ?? '',
    members: members.map((person) => person.openId),
    botIn: true,
    dissolved: false,
    createTime: clock.now(),
    read: {},
  }
  world.core.chats.push(chat)
  world.changed()
  stream.tell('chats', { chatId: chat.chatId })
  return madeChat(call, chat)
}

/** Who shall own a new group: a person, or the bot itself. */
function ownerGiven(call: Call, kind: string): string {
  const id = textOf(call.body, 'owner_id')
  if (id === undefined) return call.sandbox.world.core.app.appId
  const person = call.sandbox.world.personBy(kind, id)
  if (!person) throw refused(232035)
  return person.openId
}

function madeChat(call: Call, chat: Chat): Fields {
  return {
    chat_id: chat.chatId,
    ...ownerOf(call, chat),
    name: chat.name,
    chat_mode: 'group',
    chat_type: 'private',
    external: false,
    tenant_key: call.sandbox.world.core.tenant.key,
  }
}

/** The owner's fields; none when the bot owns the group. */
function ownerOf(call: Call, chat: Chat): Fields {
  const owner = chat.owner ?? chat.members[0]
  if (owner === undefined || owner === call.sandbox.world.core.app.appId) return {}
  return { owner_id: owner, owner_id_type: 'open_id' }
}

/** Changes what is given: name, description, picture, owner (feishu.md 7.4). */
function updateChat(call: Call): unknown {
  const { world, stream } = call.sandbox
  const { body } = call
  const chat = botsChat(call)
  if (chat.type !== 'group') throw refused(232008)
  const avatar = textOf(body, 'avatar')
  if (avatar !== undefined && world.file(avatar)?.kind !== 'image') throw refused(232041)
  const owner = textOf(body, 'owner_id')
  if (owner !== undefined) {
    const person = world.personBy(idType(call, 'user_id_type'), owner)
    if (!person) throw refused(232035)
    if (!chat.members.includes(person.openId)) throw refused(232012)
    chat.owner = person.openId
  }
  chat.name = textOf(body, 'name') ?? chat.name
  const description = textOf(body, 'description')
  if (description !== undefined) chat.description = description
  world.changed()
  stream.tell('chats', { chatId: chat.chatId })
  return {}
}

function addMembers(call: Call): unknown {
  const chat = botsChat(call)
  const { world, stream } = call.sandbox
  const ids = textsOf(call.body, 'id_list')
  if (ids === undefined || ids.length === 0 || ids.length > 50) throw refused(232001, 'id_list')
  if (call.query('member_id_type') === 'app_id') return addBots(call, chat, ids)
  const kind = idType(call, 'member_id_type')
  if (call.query('succeed_type') === '2' && ids.some((id) => !mayJoin(call, kind, id))) {
    throw refused(232001, 'an id can not be added')
  }
  const missing: string[] = []
  const invalid: string[] = []
  for (const id of ids) {
    const person = world.personBy(kind, id)
    if (!person) missing.push(id)
    else if (!reachable(call.sandbox, person)) invalid.push(id)
    else if (!chat.members.includes(person.openId)) chat.members.push(person.openId)
  }
  if (missing.length + invalid.length > 0 && call.query('succeed_type') !== '1') {
    if (missing.length + invalid.length === ids.length) throw refused(232001, 'no valid id')
  }
  world.changed()
  stream.tell('chats', { chatId: chat.chatId })
  return { invalid_id_list: invalid, not_existed_id_list: missing, pending_approval_id_list: [] }
}

function mayJoin(call: Call, kind: string, id: string): boolean {
  const person = call.sandbox.world.personBy(kind, id)
  return person !== undefined && reachable(call.sandbox, person)
}

/** Bots by their app ids, at most five at once; this tenant has one only. */
function addBots(call: Call, chat: Chat, ids: readonly string[]): unknown {
  if (ids.length > 5) throw refused(232001, 'more than 5 bots')
  const { appId } = call.sandbox.world.core.app
  if (ids.includes(appId)) chat.botIn = true
  return {
    invalid_id_list: [],
    not_existed_id_list: ids.filter((id) => id !== appId),
    pending_approval_id_list: [],
  }
}
