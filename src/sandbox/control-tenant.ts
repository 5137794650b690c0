import { type Control, ControlError, need, personOf } from './control.js'
import { eventIds, openDepartments, sendBotInChat, userObject, userStatus } from './events.js'
import type { Chat, Push } from './model.js'
import { type Fields, fieldsOf, isFields, textOf, textsOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'
import { grantedScopes } from './token-check.js'
import { verifyUrl } from './webhook.js'
import { makePerson } from './world.js'

/** What an administrator and a developer do: people, groups, the app's settings. */
export const tenantControls: readonly Control[] = [
  {
    method: 'post',
    path: '/control/people',
    handle: ({ sandbox, body }) => {
      const openId = changePeople(sandbox, body)
      if (openId === undefined) {
        throw new ControlError(400, 'missing', 'one of add, resign, move, rename, retitle')
      }
      sandbox.world.changed()
      sandbox.stream.tell('people', {})
      return { openId }
    },
  },
  {
    method: 'post',
    path: '/control/groups',
    handle: ({ sandbox, body }) => {
      const chat = changeGroup(sandbox, body)
      sandbox.world.changed()
      sandbox.stream.tell('chats', { chatId: chat.chatId })
      return { chatId: chat.chatId }
    },
  },
  { method: 'get', path: '/control/app', handle: ({ sandbox }) => settings(sandbox) },
  {
    method: 'post',
    path: '/control/app',
    handle: async ({ sandbox, body }) => {
      const { app } = sandbox.world.core
      app.encryptKey = textOf(body, 'encryptKey') ?? app.encryptKey
      app.verificationToken = textOf(body, 'verificationToken') ?? app.verificationToken
      if (body.scopes !== undefined) app.scopes = textsOf(body, 'scopes') ?? null
      if (body.contactScope !== undefined) {
        const scope = body.contactScope
        app.contactScope = isFields(scope)
          ? {
              departments: textsOf(scope, 'departments') ?? [],
              users: textsOf(scope, 'users') ?? [],
            }
          : null
      }
      if (body.events !== undefined) app.events = await pushOf(sandbox, body.events)
      if (body.callbacks !== undefined) app.callbacks = await pushOf(sandbox, body.callbacks)
      if (isFields(body.link)) Object.assign(sandbox.link.config, body.link)
      if (typeof body.pieceBytes === 'number')
        sandbox.link.pieceBytes = Math.max(1, body.pieceBytes)
      sandbox.world.changed()
      return settings(sandbox)
    },
  },
]

function settings(sandbox: Sandbox): unknown {
  const { appId, scopes, contactScope, events, callbacks, verificationToken } =
    sandbox.world.core.app
  return {
    appId,
    scopes: scopes ?? grantedScopes(sandbox),
    contactScope,
    events,
    callbacks,
    verificationToken,
    link: sandbox.link.config,
    pieceBytes: sandbox.link.pieceBytes,
  }
}

/** Checks where pushes shall go, as the console does when it is saved. */
async function pushOf(sandbox: Sandbox, given: unknown): Promise<Push> {
  const fields = fieldsOf(given)
  if (fields.mode === 'none') return { mode: 'none' }
  if (fields.mode === 'link') {
    if (sandbox.link.connections === 0) {
      throw new ControlError(409, 'no-connection', '应用未建立长连接')
    }
    return { mode: 'link' }
  }
  if (fields.mode !== 'webhook') throw new ControlError(400, 'mode', 'link, webhook or none')
  const url = need(fields, 'url')
  if (!/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) {
    throw new ControlError(400, 'url', 'only addresses of this machine')
  }
  const complaint = await verifyUrl(sandbox, url)
  if (complaint !== undefined) throw new ControlError(409, 'challenge', complaint)
  return { mode: 'webhook', url }
}

/** Hiring, leaving, moving and renaming, each with its directory event; answers the open_id. */
function changePeople(sandbox: Sandbox, body: Fields): string | undefined {
  const { world, deliveries } = sandbox
  if (isFields(body.add)) {
    const given = body.add
    const userId = need(given, 'userId')
    if (world.personBy('user_id', userId)) throw new ControlError(409, 'double', userId)
    const person = makePerson(
      world.core.app.appId,
      {
        userId,
        employeeNo: textOf(given, 'employeeNo') ?? userId,
        name: need(given, 'name'),
        title: textOf(given, 'title'),
        departments: departmentsOf(sandbox, given),
      },
      sandbox.clock.now(),
    )
    world.core.people.push(person)
    deliveries.event('contact.user.created_v3', { object: userObject(sandbox, person) })
    return person.openId
  }
  if (body.resign !== undefined) {
    const person = personOf(sandbox, textOf(body, 'resign'))
    person.resigned = true
    const before = openDepartments(sandbox, person.departments)
    for (const chat of world.core.chats.filter((one) => one.type === 'group')) {
      chat.members = chat.members.filter((id) => id !== person.openId)
    }
    deliveries.event('contact.user.deleted_v3', {
      object: { ...userObject(sandbox, person), status: userStatus(person) },
      old_object: { open_id: person.openId, department_ids: before },
    })
    return person.openId
  }
  return changePerson(sandbox, body)
}

function changePerson(sandbox: Sandbox, body: Fields): string | undefined {
  const change = [body.move, body.rename, body.retitle].find(isFields)
  if (!change) return undefined
  const person = personOf(sandbox, textOf(change, 'openId'))
  const { name, title, departments } = person
  if (body.move !== undefined) person.departments = departmentsOf(sandbox, change)
  person.name = textOf(change, 'name') ?? name
  person.title = textOf(change, 'title') ?? title
  sandbox.deliveries.event('contact.user.updated_v3', {
    object: userObject(sandbox, person),
    old_object: {
      open_id: person.openId,
      ...(person.name === name ? {} : { name }),
      ...(person.title === title ? {} : { job_title: title }),
      ...(body.move === undefined ? {} : { department_ids: openDepartments(sandbox, departments) }),
    },
  })
  return person.openId
}

function departmentsOf(sandbox: Sandbox, fields: Fields): string[] {
  const ids = textsOf(fields, 'departments') ?? []
  return ids.map((id) => {
    const found = sandbox.world.department(id)
    if (!found) throw new ControlError(404, 'no-department', `there is no department ${id}`)
    return found.id
  })
}

function changeGroup(sandbox: Sandbox, body: Fields): Chat {
  const { world } = sandbox
  const chatId =
    textOf(body, 'dissolve') ??
    textOf(body, 'removeBot') ??
    textOf(body, 'addBot') ??
    textOf(body, 'addMember')
  if (chatId === undefined) return makeGroup(sandbox, body)
  const chat = world.chat(chatId)
  if (!chat) throw new ControlError(404, 'no-chat', `there is no chat ${chatId}`)
  if (body.dissolve !== undefined) chat.dissolved = true
  if (body.removeBot !== undefined) chat.botIn = false
  if (body.addBot !== undefined) chat.botIn = true
  if (body.removeBot !== undefined || body.addBot !== undefined) {
    sendBotInChat(sandbox, chat, chat.botIn)
  }
  if (body.addMember !== undefined) {
    const person = personOf(sandbox, textOf(body, 'openId'))
    if (!chat.members.includes(person.openId)) chat.members.push(person.openId)
    sandbox.deliveries.event('im.chat.member.user.added_v1', {
      chat_id: chat.chatId,
      operator_id: eventIds(sandbox, person),
      external: false,
      operator_tenant_key: world.core.tenant.key,
      name: chat.name,
      users: [
        {
          name: person.name,
          tenant_key: world.core.tenant.key,
          user_id: eventIds(sandbox, person),
        },
      ],
    })
  }
  return chat
}

function makeGroup(sandbox: Sandbox, body: Fields): Chat {
  const { world } = sandbox
  const members = textsOf(body, 'members') ?? []
  const chat: Chat = {
    chatId: textOf(body, 'chatId') ?? world.newId('oc_'),
    type: 'group',
    name: need(body, 'name'),
    members: members.map((openId) => personOf(sandbox, openId).openId),
    botIn: true,
    dissolved: false,
    createTime: sandbox.clock.now(),
    read: {},
  }
  world.core.chats.push(chat)
  sendBotInChat(sandbox, chat, true)
  return chat
}
