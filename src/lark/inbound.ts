import { z } from 'zod'
import { cleanTexts } from '../base/text.js'
import { contentOf, type FileIn } from './message-content.js'

/**
 * What reaches the bot, in one shape whichever door it came through (long connection or webhook).
 * `key` names the thing for the inbox: a message's `message_id`, an event's `event_id`. A press has
 * none: its key is made from the card, its revision and the operator by the dispatcher.
 */
export type Inbound = MessageIn | PressIn | EnteredIn | MenuIn | ContactChangedIn

/** A person wrote to the bot, or in a group the bot is in (feishu.md 4.1). */
export interface MessageIn {
  kind: 'message'
  key: string
  appId: string
  tenantKey: string
  openId: string
  messageId: string
  chatId: string
  chatType: 'p2p' | 'group'
  /** Trimmed; the bot's own mention removed, other people's written as `@姓名`. */
  text: string
  mentionsBot: boolean
  /** The platform's message_type: text, post, image, file, sticker, vote, merge_forward, … (4.1). */
  type: string
  files: FileIn[]
}

/** A person used a component of a card (feishu.md 4.3). `openId` is the platform's operator. */
export interface PressIn {
  kind: 'press'
  openId: string
  messageId: string
  chatId: string
  /** The component's name; '' for one without. */
  name: string
  /** The form's values by field name; for a lone input or checker its own value by its name. */
  values: Record<string, string | string[] | boolean>
  /** The chosen option of a select, menu or picker outside a form. */
  option?: string
}

/** A person opened the chat with the bot. */
export interface EnteredIn {
  kind: 'entered'
  key: string
  openId: string
  chatId: string
}

/** A person chose an entry of the bot's menu. */
export interface MenuIn {
  kind: 'menu'
  key: string
  openId: string
  eventKey: string
}

/**
 * The directory changed, or a group came, went or has the bot no more: what changed must be read by API,
 * events leave fields out (4.2).
 */
export interface ContactChangedIn {
  kind: 'contact-changed'
  key: string
  eventType: string
  openId?: string
}

/** What the person reads at once: a toast, a new state of the card pressed, both or neither. */
export interface Reply {
  toast?: { type: 'info' | 'success' | 'warning' | 'error'; content: string }
  /** Card JSON 2.0; takes the place of the card that was pressed. */
  card?: object
  /**
   * A refused form's faults in words. Where they follow as a text, `card` is not shown, and the form before the person
   * must not be replaced: it holds what was typed.
   */
  inFull?: string
}

/** How long the person behind a press has waited. */
export interface Waiting {
  /**
   * Whether the person has read that it is being worked on, so that the answer must follow by the outbox.
   * After a first `false` the door waits a little longer: what is decided within a transaction stays true
   * while it commits.
   */
  isLate(): boolean
}

/** A reply, and whether its transaction has put it into the outbox already. */
export type Dispatched = Reply & { followed?: boolean }

/** The bot behind the doors: one call for each thing that came in. Throws only for bugs and faults. */
export type Dispatch = (inbound: Inbound, waiting?: Waiting) => Promise<Dispatched>

/** Whose events are taken; null where it is not known yet and so not checked. Read for each event. */
export interface Expected {
  readonly appId: string
  readonly tenantKey: string | null
  readonly botOpenId: string | null
}

/** Parsed, or the reason (for the log) why it is not for us. */
export type Parsed = { inbound: Inbound } | { ignored: string }

/** The bot's groups changed. */
export const groupEventTypes = [
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.disbanded_v1',
] as const

/** Every event type the bot subscribes to; both doors take exactly these. */
export const eventTypes = [
  'im.message.receive_v1',
  'card.action.trigger',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'application.bot.menu_v6',
  'contact.user.created_v3',
  'contact.user.updated_v3',
  'contact.user.deleted_v3',
  'contact.department.created_v3',
  'contact.department.updated_v3',
  'contact.department.deleted_v3',
  'contact.scope.updated_v3',
  ...groupEventTypes,
] as const

const header = z.object({
  event_type: z.string(),
  event_id: z.string().optional(),
  app_id: z.string(),
  tenant_key: z.string().optional(),
})

const personId = z.object({ open_id: z.string().min(1) })

const messageEvent = z.object({
  tenant_key: z.string(),
  sender: z.object({
    sender_id: z.object({ open_id: z.string().min(1) }).nullish(),
    sender_type: z.string(),
    tenant_key: z.string().optional(),
  }),
  message: z.object({
    message_id: z.string().min(1),
    chat_id: z.string().min(1),
    chat_type: z.enum(['p2p', 'group']),
    message_type: z.string(),
    content: z.string(),
    mentions: z
      .array(
        z.object({
          key: z.string(),
          id: z.object({ open_id: z.string().optional() }).nullish(),
          name: z.string().optional(),
        }),
      )
      .nullish(),
  }),
})

const pressEvent = z.object({
  tenant_key: z.string().optional(),
  operator: z.object({ open_id: z.string().min(1), tenant_key: z.string().optional() }),
  action: z.object({
    name: z.string().optional(),
    /** Our buttons repeat their name here; read only where the platform left the name out. */
    value: z.object({ name: z.string() }).nullish().catch(null),
    form_value: z.record(z.string(), z.unknown()).nullish(),
    input_value: z.string().nullish(),
    option: z.string().nullish(),
    options: z.array(z.string()).nullish(),
    checked: z.boolean().nullish(),
  }),
  context: z.object({ open_message_id: z.string().min(1), open_chat_id: z.string().min(1) }),
})

const enteredEvent = z.object({
  event_id: z.string().min(1),
  chat_id: z.string().min(1),
  operator_id: personId,
})

const menuEvent = z.object({
  event_id: z.string().min(1),
  event_key: z.string().min(1),
  operator: z.object({ operator_id: personId }),
})

const contactEvent = z.object({
  event_id: z.string().min(1),
  object: z.object({ open_id: z.string().optional() }).nullish(),
})

/**
 * Reads one flattened v2 payload (`{schema, ...header, ...event}`, as the SDK's dispatcher gives it).
 * Ignored, with a reason: another app or tenant, senders that are not people of our tenant, types we
 * do not know, shapes we can't read. Identity is always the platform's sender or operator.
 * The one place where text comes in: NUL and halves of surrogate pairs stay outside.
 */
export function parseInbound(received: unknown, expected: Expected): Parsed {
  const payload = cleanTexts(received)
  const head = header.safeParse(payload)
  if (!head.success) return { ignored: 'no-header' }
  const { event_type: type, app_id: appId, tenant_key: tenantKey } = head.data
  if (appId !== expected.appId) return { ignored: 'other-app' }
  if (expected.tenantKey !== null && tenantKey !== expected.tenantKey) {
    return { ignored: 'other-tenant' }
  }
  if (type === 'im.message.receive_v1') return parseMessage(payload, expected)
  if (type === 'card.action.trigger') return parsePress(payload, tenantKey)
  if (type === 'im.chat.access_event.bot_p2p_chat_entered_v1') return parseEntered(payload)
  if (type === 'application.bot.menu_v6') return parseMenu(payload)
  const ofGroups = groupEventTypes.some((each) => each === type)
  if (type.startsWith('contact.') || ofGroups) return parseContact(payload, type)
  return { ignored: 'unknown-type' }
}

/** People of another tenant than the app's, in a shared group or chat. */
function isExternal(personTenant: string | undefined, tenantKey: string | undefined): boolean {
  return personTenant !== undefined && personTenant !== tenantKey
}

function parseMessage(payload: unknown, expected: Expected): Parsed {
  const read = messageEvent.safeParse(payload)
  if (!read.success) return { ignored: 'unreadable-message' }
  const { sender, message, tenant_key: tenantKey } = read.data
  if (sender.sender_type !== 'user') return { ignored: 'sender-not-a-person' }
  if (isExternal(sender.tenant_key, tenantKey)) return { ignored: 'external-person' }
  if (!sender.sender_id) return { ignored: 'sender-without-id' }
  const mentions = message.mentions ?? []
  const isBot = (openId: string | undefined): boolean =>
    expected.botOpenId !== null && openId === expected.botOpenId
  const content = contentOf(message.message_type, message.content)
  return {
    inbound: {
      kind: 'message',
      key: message.message_id,
      appId: expected.appId,
      tenantKey,
      openId: sender.sender_id.open_id,
      messageId: message.message_id,
      chatId: message.chat_id,
      chatType: message.chat_type,
      text: withoutPlaceholders(
        content.text,
        mentions.map((m) => ({ key: m.key, name: isBot(m.id?.open_id) ? '' : `@${m.name ?? ''}` })),
      ),
      mentionsBot: mentions.some((m) => isBot(m.id?.open_id)),
      type: message.message_type,
      files: content.files,
    },
  }
}

/** From the last key to the first: `@_user_1` also begins `@_user_10`, which sorts behind it. */
function withoutPlaceholders(text: string, mentions: { key: string; name: string }[]): string {
  const lastFirst = [...mentions].sort((a, b) => (a.key < b.key ? 1 : -1))
  let clean = text
  for (const { key, name } of lastFirst) {
    if (key !== '') clean = clean.split(key).join(name)
  }
  return clean.split('@_all').join('').trim()
}

function parsePress(payload: unknown, tenantKey: string | undefined): Parsed {
  const read = pressEvent.safeParse(payload)
  if (!read.success) return { ignored: 'unreadable-press' }
  const { operator, action, context } = read.data
  if (isExternal(operator.tenant_key, tenantKey)) return { ignored: 'external-person' }
  const name = action.name || (action.value?.name ?? '')
  const lone = action.input_value ?? action.options ?? action.checked
  const values = {
    ...action.form_value,
    ...(lone === null || lone === undefined ? {} : { [name]: lone }),
  }
  return {
    inbound: {
      kind: 'press',
      openId: operator.open_id,
      messageId: context.open_message_id,
      chatId: context.open_chat_id,
      name,
      values: fieldValues(values),
      ...(typeof action.option === 'string' ? { option: dayOnly(action.option) } : {}),
    },
  }
}

function fieldValues(values: Record<string, unknown>): PressIn['values'] {
  const fields: [string, string | string[] | boolean][] = []
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') fields.push([name, dayOnly(value)])
    else if (typeof value === 'boolean') fields.push([name, value])
    else if (typeof value === 'number') fields.push([name, `${value}`])
    else if (Array.isArray(value)) fields.push([name, value.filter((v) => typeof v === 'string')])
  }
  return Object.fromEntries(fields)
}

/** A picker's `2024-04-01 +0800`, `2024-04-01 07:30 +0800` as what it shows, without its offset; other text as it is. */
function dayOnly(text: string): string {
  return /^(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?) [+-]\d{4}$/.exec(text)?.[1] ?? text
}

function parseEntered(payload: unknown): Parsed {
  const read = enteredEvent.safeParse(payload)
  if (!read.success) return { ignored: 'unreadable-entered' }
  const { event_id: key, chat_id: chatId, operator_id: operator } = read.data
  return { inbound: { kind: 'entered', key, openId: operator.open_id, chatId } }
}

function parseMenu(payload: unknown): Parsed {
  const read = menuEvent.safeParse(payload)
  if (!read.success) return { ignored: 'unreadable-menu' }
  const { event_id: key, event_key: eventKey, operator } = read.data
  return { inbound: { kind: 'menu', key, openId: operator.operator_id.open_id, eventKey } }
}

function parseContact(payload: unknown, eventType: string): Parsed {
  const read = contactEvent.safeParse(payload)
  if (!read.success) return { ignored: 'unreadable-contact' }
  const openId = read.data.object?.open_id
  return {
    inbound: {
      kind: 'contact-changed',
      key: read.data.event_id,
      eventType,
      ...(openId === undefined ? {} : { openId }),
    },
  }
}
