import type { Clock } from '../base/clock.js'
import { type Instant, instant } from '../base/day.js'
import type { Log } from '../base/log.js'
import type { Storage, Tx } from '../storage/database.js'
import type { FileStore } from '../storage/files.js'
import type { CardPlace } from '../storage/live-cards.js'
import type { NewSend, Notice } from '../storage/outbox.js'
import { markDropped } from '../storage/outbox-states.js'
import type { LarkClient } from './client.js'
import { LarkFailure } from './failure.js'
import type { Outages } from './outage.js'
import type { RateWindows } from './rate-windows.js'
import type { Rows, Together } from './together.js'

/**
 * A notice as it is sent: Card JSON 2.0 as text (with {@link noticeElementId} as an element's id;
 * for op 'text' the plain text, for op 'file' its name and sha256 as JSON), the live card it shows and that card's revision; or the reason why
 * it is not sent any more (access lost, overtaken, nothing changed).
 */
export type Rendered = { content: string; revision: number; cardId: string } | { drop: string }

/**
 * Renders a notice as things stand now, checking access again: for a send before it is frozen, for an
 * update at each try. Runs in the transaction that fixes what it made.
 */
export type Render = (notice: Notice, tx: Tx) => Promise<Rendered>

/** How a notice ended: the platform has it, or nobody is reached by it (figures of the refusal, or why it was not sent). */
export type Ending = { kind: 'delivered' } | { kind: 'failed'; reason: string }

/**
 * Told of each ending in the transaction that writes it down, so that what follows from it happens with
 * it or not at all.
 */
export type OnEnding = (tx: Tx, notice: Notice, ending: Ending) => Promise<void>

/** A card whose message is no live one any more; `below`: the same card was sent anew below it. */
export interface Moved {
  kind: string
  key: string
  below: boolean
}

/** What one delivery works with; `fencing` is the lease's number it began under. */
export interface Delivery {
  storage: Storage
  client: LarkClient
  clock: Clock
  log: Log
  render: Render
  /** Where the bytes of files lie; null: none is sent. */
  files: FileStore | null
  /** Card JSON that takes the place of a card that moved; null: it is left as it was. */
  movedCard: ((moved: Moved) => string) | null
  /** Whether a changed card of this kind that is too old is sent anew; else it ends until it is asked for. */
  sentAnew(kind: string): boolean
  windows: RateWindows
  outages: Outages
  /** Faults of ours, by notice: what the platform is guilty of does not count among them. */
  faults: Map<string, number>
  onEnding: OnEnding
  /** A card of a kind as the platform gets it: with what is in no outbox. */
  unseal(kind: string, content: string): string
  /** Whether what follows from the end of a notice decides something. */
  endsAlone(notice: Notice): boolean
  together: Together
  /** Until when deliveries wait for their turn by the platform's pace. */
  pauses: Set<{ until: Instant }>
  fencing: number
  closing: AbortSignal
}

/** The sender is being closed: what is frozen stays for the next one. */
export class Stopped extends Error {
  override name = 'Stopped'
}

export const leaseName = 'sender'

/**
 * The element id that every notice's card carries, by which the chat is searched when nobody knows
 * whether it was sent: `n` and the last 19 hex digits of the notice's id (76 bits, mostly random).
 */
export function noticeElementId(noticeId: string): string {
  return `n${noticeId.replaceAll('-', '').slice(-19)}`
}

/** One call of the platform in its turn; whatever it says about the thing itself ends an outage. */
export async function asked<T>(
  d: Delivery,
  place: { api: string; target: string },
  call: () => Promise<T>,
): Promise<T> {
  await turn(d, place.api, place.target)
  try {
    const answer = await call()
    d.outages.answered()
    return answer
  } catch (thrown) {
    if (thrown instanceof LarkFailure && !thrown.transient) d.outages.answered()
    throw thrown
  }
}

/**
 * Writes only as long as the lease is still the one this delivery began under (else LeaseLost) and
 * the notice still waits; answers false when somebody dropped it meanwhile.
 */
export async function record(
  d: Delivery,
  notice: Notice,
  write: (tx: Tx, rows: Rows) => Promise<void>,
): Promise<boolean> {
  const written = await made(
    d,
    notice,
    async () => true,
    (tx, _, rows) => write(tx, rows),
  )
  return written !== null
}

/**
 * As {@link record}, with what is written made first, in the same transaction and before anything of it is locked.
 * Answers what was made, null when somebody dropped the notice meanwhile.
 */
export async function made<T>(
  d: Delivery,
  notice: Notice,
  make: (tx: Tx) => Promise<T>,
  write: (tx: Tx, of: T, rows: Rows) => Promise<void>,
): Promise<T | null> {
  const alone = d.endsAlone(notice)
  return await d.together.run({ notice: notice.id, fencing: d.fencing, alone, make, write })
}

export async function drop(d: Delivery, notice: Notice, reason: string): Promise<void> {
  await record(d, notice, async (tx) => {
    await markDropped(tx, notice.id, reason)
    await d.onEnding(tx, notice, { kind: 'failed', reason })
  })
  d.log.info('notice-dropped', { notice: notice.id, reason })
}

/** What has the message of a notice's card, which is no live one any more, say so, in a lane behind the person's own; nothing where it is to be left. */
export function pointsOnward(
  d: Delivery,
  notice: Notice,
  old: { messageId: string; below: boolean },
): NewSend[] {
  if (d.movedCard === null) return []
  const { bureau, recipientType, recipient, cardKind: kind, cardKey: key } = notice
  const to = { bureau, recipientType, recipient, lane: `point ${recipient}` }
  const detail = { kind, key, below: old.below }
  return [{ ...to, op: 'point', cardKind: 'moved', cardKey: old.messageId, detail }]
}

export function isExpired(d: Delivery, notice: Notice): boolean {
  return notice.expiresAt !== null && notice.expiresAt <= d.clock.now()
}

export function placeOf(notice: Notice): CardPlace {
  const { bureau, recipient, cardKind: kind, cardKey: key } = notice
  return { bureau, recipient, kind, key }
}

/** Waits for a free place in the rate windows, by business time. */
async function turn(d: Delivery, api: string, target: string): Promise<void> {
  for (;;) {
    if (d.closing.aborted) throw new Stopped()
    const waitMs = d.windows.take(api, target)
    if (waitMs === 0) return
    const pause = { until: instant(d.clock.now() + waitMs) }
    d.pauses.add(pause)
    await new Promise<void>((resolve) => {
      const cancel = d.clock.at(pause.until, done)
      function done(): void {
        d.pauses.delete(pause)
        d.closing.removeEventListener('abort', done)
        cancel()
        resolve()
      }
      d.closing.addEventListener('abort', done)
    })
  }
}
