import { randomBytes } from 'node:crypto'
import type { OffsetClock } from '../base/clock.js'
import { sha256 } from '../base/ids.js'
import type { Chat, Core, Department, Message, Person, StoredFile } from './model.js'
import type { PeopleFile } from './people-file.js'

const avatarColors = ['#3370ff', '#f77234', '#14c9c9', '#722ed1', '#00b42a', '#eb0aa4', '#ff7d00']

/** What the tenant holds: people, chats, messages, files. Everything that changes it says so. */
export class World {
  readonly messages = new Map<string, Message>()
  readonly byChat = new Map<string, string[]>()
  /** The last message sent with each uuid. */
  readonly byUuid = new Map<string, Message>()
  readonly bytes = new Map<string, Buffer>()
  readonly #salt: string

  constructor(
    readonly core: Core,
    readonly clock: OffsetClock,
    /** Told what changed: a chat whose messages changed, or nothing for the rest. */
    readonly changed: (chatId?: string) => void,
    options: { seeded: boolean },
  ) {
    this.#salt = options.seeded ? '' : randomBytes(8).toString('hex')
  }

  /** A new id: the prefix and 32 hex digits; repeatable when the sandbox has a seed. */
  newId(prefix: string): string {
    this.core.counter += 1
    const digest = sha256(`${this.core.seed}${this.#salt}:${prefix}:${this.core.counter}`)
    return prefix + digest.slice(0, 32)
  }

  /** A number in [0, 1); repeatable when the sandbox has a seed. */
  chance(): number {
    this.core.counter += 1
    const digest = sha256(`${this.core.seed}${this.#salt}:chance:${this.core.counter}`)
    return parseInt(digest.slice(0, 12), 16) / 2 ** 48
  }

  person(openId: string): Person | undefined {
    return this.core.people.find((person) => person.openId === openId)
  }

  /** A person by the id of a kind (`open_id`, `user_id`, `union_id`). */
  personBy(kind: string, id: string): Person | undefined {
    return this.core.people.find((person) => personId(person, kind) === id)
  }

  department(id: string): Department | undefined {
    return this.core.departments.find((one) => one.id === id || one.openId === id)
  }

  chat(chatId: string): Chat | undefined {
    return this.core.chats.find((chat) => chat.chatId === chatId)
  }

  /** The chat of the bot with one person, made on first use. */
  chatWithBot(person: Person): Chat {
    const found = this.core.chats.find(
      (chat) => chat.type === 'p2p' && chat.members[0] === person.openId,
    )
    if (found) return found
    const chat: Chat = {
      chatId: `oc_${stableHex(this.core.app.appId, `p2p:${person.userId}`)}`,
      type: 'p2p',
      name: this.core.bot.name,
      members: [person.openId],
      botIn: true,
      dissolved: false,
      createTime: this.clock.now(),
      read: {},
    }
    this.core.chats.push(chat)
    this.changed()
    return chat
  }

  /** The messages of a chat, oldest first. */
  messagesOf(chatId: string): Message[] {
    return (this.byChat.get(chatId) ?? []).flatMap((id) => this.messages.get(id) ?? [])
  }

  /** Makes a message known by its id and uuid. */
  know(message: Message): void {
    this.messages.set(message.messageId, message)
    if (message.uuid === undefined) return
    const last = this.byUuid.get(message.uuid)
    if (!last || last.createTime <= message.createTime) this.byUuid.set(message.uuid, message)
  }

  /** Puts a message at the end of its chat. */
  add(message: Message): void {
    this.know(message)
    const ids = this.byChat.get(message.chatId)
    if (ids) ids.push(message.messageId)
    else this.byChat.set(message.chatId, [message.messageId])
    this.changed(message.chatId)
    this.changed()
  }

  file(key: string): StoredFile | undefined {
    return this.core.files.find((file) => file.key === key)
  }
}

/** One of a person's ids. */
export function personId(person: Person, kind: string): string | undefined {
  if (kind === 'open_id') return person.openId
  if (kind === 'user_id') return person.userId
  if (kind === 'union_id') return person.unionId
  return undefined
}

/** 32 hex digits that depend on nothing but the app and the name. */
function stableHex(appId: string, name: string): string {
  return sha256(`${appId}:${name}`).slice(0, 32)
}

/** One person of the tenant, from what the people file says. */
export function makePerson(
  appId: string,
  given: PeopleFile['people'][number],
  joinTime: number,
): Person {
  const hash = sha256(given.userId)
  return {
    openId: given.openId ?? `ou_${stableHex(appId, `user:${given.userId}`)}`,
    unionId: `on_${stableHex('tenant', `user:${given.userId}`)}`,
    userId: given.userId,
    employeeNo: given.employeeNo,
    name: given.name,
    title: given.title ?? '',
    duties: given.duties ?? [],
    departments: given.departments,
    avatarColor: avatarColors[parseInt(hash.slice(0, 6), 16) % avatarColors.length] ?? '#3370ff',
    resigned: false,
    joinTime,
  }
}

/** A new tenant from a people file. */
export function makeCore(input: {
  people: PeopleFile
  appId: string
  appSecret: string
  seed: string
  offsetMs: number
  now: number
}): Core {
  const { people, appId, now } = input
  const persons = people.people.map((given) => makePerson(appId, given, now))
  const chats = people.groups.map((group): Chat => {
    const members =
      group.members === 'all'
        ? persons
        : persons.filter((person) => group.members.includes(person.userId))
    return {
      chatId: group.chatId ?? `oc_${stableHex(appId, `group:${group.name}`)}`,
      type: 'group',
      name: group.name,
      members: members.map((person) => person.openId),
      botIn: true,
      dissolved: false,
      createTime: now,
      read: {},
    }
  })
  return {
    version: 1,
    seed: input.seed,
    counter: 0,
    offsetMs: input.offsetMs,
    revision: 0,
    tenant: {
      key: stableHex('tenant', people.tenant.name).slice(0, 16),
      name: people.tenant.name,
      ...(people.tenant.about === undefined ? {} : { about: people.tenant.about }),
    },
    bot: { name: people.bot.name, openId: `ou_${stableHex(appId, 'bot')}` },
    app: {
      appId,
      appSecret: input.appSecret,
      scopes: null,
      contactScope: null,
      events: { mode: 'link' },
      callbacks: { mode: 'link' },
      encryptKey: '',
      verificationToken: stableHex(appId, 'verification').slice(0, 24),
    },
    people: persons,
    departments: people.departments.map((given) => ({
      id: given.id,
      openId: `od-${stableHex('tenant', `department:${given.id}`)}`,
      name: given.name,
      parent: given.parent ?? '0',
    })),
    chats,
    files: [],
    tokens: [],
    deliveries: [],
    cardTokens: [],
    batches: [],
  }
}
