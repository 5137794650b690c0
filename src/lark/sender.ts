import { bug } from '../base/bug.js'
import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Notice } from '../storage/outbox.js'
import type { Storage } from '../storage/storage.js'
import type { LarkClient } from './client.js'

/**
 * A notice as it is sent: Card JSON 2.0 as text (with {@link noticeElementId} as an element's id;
 * for op 'text' the plain text), the live card it shows and that card's revision; or the reason why
 * it is not sent any more (access lost, overtaken, expired).
 */
export type Rendered = { content: string; revision: number; cardId: string } | { drop: string }

/** Renders a notice as things stand now, checking access again. Called once per notice and freeze. */
export type Render = (notice: Notice) => Promise<Rendered>

/** What the sender needs; `holder` names this process in the lease. */
export interface SenderOptions {
  storage: Storage
  client: LarkClient
  clock: Clock
  log: Log
  render: Render
  holder: string
}

/** The running sender. */
export interface Sender {
  /** Looks into the outbox now instead of at the next poll. */
  wake(): void
  /** Whether nothing is due and nothing is being sent. */
  idle(): Promise<boolean>
  /** Lets what is being sent end, gives the lease back. */
  close(): Promise<void>
}

/**
 * The element id that every notice's card carries, by which the chat is searched when nobody knows
 * whether it was sent: `n` and the last 19 hex digits of the notice's id (76 bits, mostly random).
 */
export function noticeElementId(noticeId: string): string {
  return `n${noticeId.replaceAll('-', '').slice(-19)}`
}

/** Starts sending what stands in the outbox. */
export function startSender(options: SenderOptions): Sender {
  return bug(`being written: ${options.holder}`)
}
