import type { Json } from '../base/json.js'

/** Somebody in the simulated tenant. */
export interface Person {
  openId: string
  unionId: string
  userId: string
  employeeNo: string
  name: string
  title: string
  /** What else they are known for; the page's search finds them by it, the platform knows nothing of it. */
  duties?: string[]
  /** Ids of departments, the main one first. */
  departments: string[]
  avatarColor: string
  resigned: boolean
  joinTime: number
}

export interface Department {
  /** The free-form `department_id`. */
  id: string
  openId: string
  name: string
  /** Parent's `id`, `0` under the root. */
  parent: string
}

export interface Chat {
  chatId: string
  type: 'p2p' | 'group'
  name: string
  /** open_ids of people; the bot is not among them. */
  members: string[]
  botIn: boolean
  dissolved: boolean
  createTime: number
  /** How many messages each person has seen. */
  read: Record<string, number>
  /** When each person saw something new here, in the last seven days. */
  readTimes?: Record<string, number[]>
  description?: string
  /** open_id of the owner, or the app's id; the first member when nobody was named. */
  owner?: string
  /** Of the call that made it; the same within ten hours makes no second group. */
  uuid?: string
  /** What stands on top of the group (群置顶): a message, or the announcement. */
  topNotice?: { messageId?: string; at: number }
}

/** Who did something: a person (open_id) or the app (its id). */
export interface Operator {
  type: 'app' | 'user'
  id: string
}

/** An emoji that somebody put under a message. */
export interface Reaction {
  reactionId: string
  operator: Operator
  emojiType: string
  actionTime: number
}

export interface Mention {
  key: string
  id: string
  name: string
  isBot: boolean
}

export interface Message {
  messageId: string
  chatId: string
  rootId?: string
  parentId?: string
  threadId?: string
  senderType: 'user' | 'app'
  /** open_id of a person, or the app id. */
  senderId: string
  msgType: string
  /** JSON text as sent, mentions replaced by their keys. */
  content: string
  createTime: number
  updateTime: number
  updated: boolean
  recalled: boolean
  edits: number
  mentions: Mention[]
  uuid?: string
  /** open_id of the only person who sees it (an ephemeral card). */
  onlyFor?: string
  pin?: { operator: Operator; createTime: number }
  reactions?: Reaction[]
}

/** One call of `batch_send`. */
export interface Batch {
  batchId: string
  createTime: number
  messageIds: string[]
  recalled: boolean
}

export interface StoredFile {
  key: string
  kind: 'file' | 'image'
  fileType: string
  fileName: string
  mime: string
  size: number
  /** The app's id, or the person's open_id. */
  owner: string
}

export interface Token {
  token: string
  expiresAt: number
}

/** Where events or callbacks go. */
export interface Push {
  mode: 'link' | 'webhook' | 'none'
  url?: string
}

/** What a developer sets in the platform's console. */
export interface AppSettings {
  appId: string
  appSecret: string
  /** Granted scopes; null for the usual set. */
  scopes: string[] | null
  /** Contact scope; null for all staff. */
  contactScope: { departments: string[]; users: string[] } | null
  events: Push
  callbacks: Push
  encryptKey: string
  verificationToken: string
}

/** An event on its way; kept until acknowledged or given up. */
export interface Delivery {
  eventId: string
  type: string
  envelope: Json
  /** Failed tries so far. */
  failed: number
  nextAt: number
}

/** A card callback's update token. */
export interface CardToken {
  token: string
  messageId: string
  expiresAt: number
  uses: number
  answered: boolean
}

/** All that is kept, except messages and the bytes of files. */
export interface Core {
  version: 1
  seed: string
  counter: number
  offsetMs: number
  revision: number
  /** `about`: what the page says of it while nobody is chosen. */
  tenant: { key: string; name: string; about?: string }
  bot: { name: string; openId: string }
  app: AppSettings
  people: Person[]
  departments: Department[]
  chats: Chat[]
  files: StoredFile[]
  tokens: Token[]
  deliveries: Delivery[]
  cardTokens: CardToken[]
  batches: Batch[]
}
