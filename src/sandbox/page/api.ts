import { child, children, count, flag, isNode, text, texts, type JsonNode } from './json.js'
import type { Person } from './people.js'

/** A reading of the sandbox's clock. */
export interface ClockReading {
  now: number
  revision: number
  /** The jump that goes on, in ms since 1970; null while the clock only runs. */
  jump: Jump | null
}

/** A jump of the sandbox's clock. */
export interface Jump {
  from: number
  to: number
}

/** Who and what the sandbox has. */
export interface SandboxState {
  clock: ClockReading
  tenant: string
  /** What is said of the tenant while nobody is chosen. */
  about: string
  bot: { name: string; openId: string }
  people: readonly Person[]
  /** In the order of the people file. */
  departments: readonly string[]
  /** Departments at the top that have others below, with the names of all of these: bureaus of one tenant. */
  bureaus: readonly Bureau[]
}

/** A bureau and its departments, as people are grouped by. */
export interface Bureau {
  name: string
  departments: ReadonlySet<string>
}

/** How a play stands, in which everybody acts by themselves: see `src/sandbox/play.ts`. */
export interface PlayState {
  offered: boolean
  running: boolean
  share: number
  line: string
  revision: number
}

/** A chat as it stands in a person's list; `chatId` is empty for the bot's before the first word. */
export interface Chat {
  chatId: string
  name: string
  type: 'p2p' | 'group'
  lastText: string
  lastTime: number
  unread: number
  members: number
}

/** A message in a chat. */
export interface Message {
  messageId: string
  sender: { id: string; type: string; name: string }
  msgType: string
  content: JsonNode
  createTime: number
  updated: boolean
  recalled: boolean
  mentions: ReadonlyMap<string, string>
}

/** What the sandbox answers to a press. */
export interface PressAnswer {
  toast: JsonNode | null
  cardChanged: boolean
  error: { code: string; message: string; local: boolean; fields: readonly string[] } | null
}

/** The control API refused; the message is for people. */
export class ControlRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Where a person's text or file goes: a chat, or the bot before there is a chat with it. */
export type Target = { chatId: string } | { toBot: true }

/** The target for a chat of the list. */
export function targetOf(chat: Chat): Target {
  return chat.chatId ? { chatId: chat.chatId } : { toBot: true }
}

async function call(path: string, body?: unknown, signal?: AbortSignal): Promise<unknown> {
  const response = await fetch(`/control${path}`, {
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const problem = isNode(answer) ? child(answer, 'error') : {}
  const message = text(problem, 'message', '沙盒没有给出原因')
  throw new ControlRefusal(text(problem, 'code', `${response.status}`), message)
}

async function callNode(path: string, body?: unknown, signal?: AbortSignal): Promise<JsonNode> {
  const answer = await call(path, body, signal)
  return isNode(answer) ? answer : {}
}

async function callList(path: string): Promise<JsonNode[]> {
  const answer = await call(path)
  return Array.isArray(answer) ? answer.filter(isNode) : []
}

/** Everything the sandbox knows, once at the start and after changes of people. */
export async function readState(): Promise<SandboxState> {
  const state = await callNode('/state')
  const bot = child(state, 'bot')
  return {
    clock: clockOf(child(state, 'clock')),
    tenant: text(child(state, 'tenant'), 'name'),
    about: text(child(state, 'tenant'), 'about'),
    bot: { name: text(bot, 'name', '机器人'), openId: text(bot, 'openId') },
    people: children(state, 'people').map(personOf),
    departments: children(state, 'departments').map((department) => text(department, 'name')),
    bureaus: bureausIn(children(state, 'departments')),
  }
}

function bureausIn(departments: readonly JsonNode[]): Bureau[] {
  const below = (id: string): JsonNode[] =>
    departments
      .filter((one) => text(one, 'parent') === id)
      .flatMap((one) => [one, ...below(text(one, 'id'))])
  return departments
    .filter((one) => text(one, 'parent') === '0')
    .map((top) => ({ top, all: below(text(top, 'id')) }))
    .filter(({ all }) => all.length > 0)
    .map(({ top, all }) => ({
      name: text(top, 'name'),
      departments: new Set([top, ...all].map((one) => text(one, 'name'))),
    }))
}

/** A clock reading from its JSON. */
export function clockOf(node: JsonNode): ClockReading {
  const jump = child(node, 'jump')
  const goesOn = count(jump, 'to') > 0
  return {
    now: count(node, 'now'),
    revision: count(node, 'revision'),
    jump: goesOn ? { from: count(jump, 'from'), to: count(jump, 'to') } : null,
  }
}

function personOf(node: JsonNode): Person {
  const departments = children(node, 'departments').map((department) => text(department, 'name'))
  return {
    openId: text(node, 'openId'),
    userId: text(node, 'userId'),
    name: text(node, 'name'),
    title: text(node, 'title'),
    duties: texts(node, 'duties'),
    departments: departments.filter(Boolean),
    avatarColor: text(node, 'avatarColor'),
    resigned: flag(node, 'resigned'),
  }
}

/** A person's chats, newest first. Reading them changes nothing. */
export async function readChats(as: string): Promise<Chat[]> {
  const chats = await callList(`/chats?as=${encodeURIComponent(as)}`)
  return chats.map((chat) => {
    const last = child(chat, 'last')
    return {
      chatId: text(chat, 'chatId'),
      name: text(chat, 'name'),
      type: text(chat, 'type') === 'p2p' ? 'p2p' : 'group',
      lastText: text(last, 'text'),
      lastTime: count(last, 'createTime'),
      unread: count(chat, 'unread'),
      members: Array.isArray(chat.members) ? chat.members.length : count(chat, 'members'),
    }
  })
}

/** The last messages of a chat, oldest first; the chat counts as read by `as`. */
export async function readMessages(as: string, chatId: string, limit: number): Promise<Message[]> {
  const query = `as=${encodeURIComponent(as)}&limit=${limit}`
  const messages = await callList(`/chats/${encodeURIComponent(chatId)}/messages?${query}`)
  return messages.map(messageOf)
}

function messageOf(node: JsonNode): Message {
  const sender = child(node, 'sender')
  const mentions = children(node, 'mentions').map(
    (mention) => [text(mention, 'key'), text(mention, 'name')] as const,
  )
  return {
    messageId: text(node, 'messageId'),
    sender: { id: text(sender, 'id'), type: text(sender, 'type'), name: text(sender, 'name') },
    msgType: text(node, 'msgType'),
    content: child(node, 'content'),
    createTime: count(node, 'createTime'),
    updated: flag(node, 'updated'),
    recalled: flag(node, 'recalled'),
    mentions: new Map(mentions),
  }
}

/** Sends a text as a person; answers with the chat it stands in. */
export async function sendText(
  as: string,
  target: Target,
  words: { text: string; mentionBot: boolean },
): Promise<string> {
  return text(await callNode('/messages', { as, ...target, ...words }), 'chatId')
}

/** Sends a file as a person; answers with the chat it stands in. */
export async function sendFile(as: string, target: Target, file: File): Promise<string> {
  const base64 = await base64Of(file)
  const answer = await callNode('/files', { as, ...target, fileName: file.name, base64 })
  return text(answer, 'chatId')
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(`${reader.result}`.replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(new ControlRefusal('file', '文件读不出来'))
    reader.readAsDataURL(file)
  })
}

/** The person opens the chat with the bot; answers with its id. */
export async function enterBotChat(as: string): Promise<string> {
  return text(await callNode('/enter', { as }), 'chatId')
}

/** Uses a control of a card as a person. */
export async function sendPress(press: JsonNode): Promise<PressAnswer> {
  const answer = await callNode('/press', press)
  const error = isNode(answer.error) ? answer.error : null
  return {
    toast: isNode(answer.toast) ? answer.toast : null,
    cardChanged: flag(answer, 'cardChanged'),
    error: error && {
      code: typeof error.code === 'number' ? `${error.code}` : text(error, 'code'),
      message: text(error, 'message'),
      local: flag(error, 'local'),
      fields: texts(error, 'fields'),
    },
  }
}

/** Has the sandbox move its clock to a moment; answers at once, with the jump that goes on. */
export async function jumpTo(to: number): Promise<ClockReading> {
  return clockOf(await callNode('/clock', { to, waitMs: 0 }))
}

/** How the play stands as soon as that is not `after` any more, or after some 25 s. */
export async function readPlay(after: number, signal: AbortSignal): Promise<PlayState> {
  return playOf(await callNode(`/play?after=${after}`, undefined, signal))
}

/** The sandbox's clock now. */
export async function readClock(): Promise<ClockReading> {
  return clockOf(await callNode('/clock'))
}

/** Lets the play go on, or pauses it. */
export async function setPlaying(running: boolean): Promise<PlayState> {
  return playOf(await callNode('/play', { running }))
}

function playOf(node: JsonNode): PlayState {
  return {
    offered: flag(node, 'offered'),
    running: flag(node, 'running'),
    share: count(node, 'share'),
    line: text(node, 'line'),
    revision: count(node, 'revision'),
  }
}
