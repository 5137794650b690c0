import type { Instant } from '../base/day.js'
import type { Json } from '../base/json.js'

/** How a notice stands. `frozen`: its JSON is fixed and may have left already. */
export type NoticeState = 'queued' | 'frozen' | 'sent' | 'dropped' | 'failed'

/** What is to be sent, to whom and about what. */
export interface NewNotice {
  bureau: string
  /** Order is kept within a lane; the recipient when left out. */
  lane?: string
  recipientType: 'open_id' | 'chat_id'
  recipient: string
  /** `send` a new card, `update` the live one, `text` a plain message. */
  op: 'send' | 'update' | 'text'
  cardKind: string
  cardKey: string
  /** What the card's kind and key don't say, e.g. a plain message's text; never anything about a vote. */
  detail?: Json
  /** Not sent earlier; now when left out. */
  notBefore?: Instant
  /** Not sent later; never lapses when left out. */
  expiresAt?: Instant
}

/** A notice in the outbox. */
export interface Notice {
  id: string
  bureau: string
  lane: string
  recipientType: 'open_id' | 'chat_id'
  recipient: string
  op: 'send' | 'update' | 'text'
  cardKind: string
  cardKey: string
  detail: Json | null
  notBefore: Instant
  expiresAt: Instant | null
  state: NoticeState
  /** What is sent, byte for byte, each time that it is tried. */
  frozen: string | null
  revision: number | null
  /** Feishu sends once per uuid within the hour. */
  uuid: string | null
  attempts: number
  error: string | null
  messageId: string | null
  chatId: string | null
}
