import type { FileStore } from '../storage/files.js'
import { failureFields } from '../base/failure.js'
import type { Clock } from '../base/clock.js'
import type { Instant } from '../base/day.js'
import type { Log } from '../base/log.js'
import { breathe, every, stopwatch } from '../base/real-time.js'
import type { Storage } from '../storage/database.js'
import { releaseLease, renewLease, takeLease } from '../storage/lease.js'
import { nextDue, type Notice } from '../storage/outbox.js'
import type { LarkClient } from './client.js'
import { deliver } from './delivery.js'
import { leaseName, type Moved, type OnEnding, type Render } from './delivery-parts.js'
import { type Outage, Outages, type OutageWatch } from './outage.js'
import { RateWindows } from './rate-windows.js'
import { Together } from './together.js'

/** What the sender needs. */
export interface SenderOptions {
  storage: Storage
  client: LarkClient
  clock: Clock
  log: Log
  render: Render
  /** Where the bytes of files lie; none is sent where absent. */
  files?: FileStore
  /** Names this process in the lease. */
  holder: string
  /** Card JSON 2.0 for a card that moved, as a line that says where it is; left as it is without. */
  movedCard?: (moved: Moved) => string
  /** Whether a changed card of this kind that is too old is sent anew; all are, when left out. */
  sentAnew?: (kind: string) => boolean
  /** Told of each notice's end, in its transaction. */
  onEnding?: OnEnding
  /** Puts into a card of a kind what is in no outbox, as it leaves; nothing, when left out. */
  unseal?: (kind: string, content: string) => string
  /**
   * Whether what follows from a notice's end decides something: it is then written down in a transaction of its own. That of
   * every notice, when left out.
   */
  endsAlone?: (notice: Notice) => boolean
  outages?: OutageWatch
}

/** The running sender. */
export interface Sender {
  /** Looks into the outbox now instead of at the next poll. */
  wake(): void
  /** How many notices are being sent, one more when the outbox is to be looked into again. */
  sending(): number
  /** The platform refuses everything or answers nothing; null while it works. */
  outage(): Outage | null
  /** Until when nothing is sent, because of an outage or by the platform's pace; null when something may be. */
  pausedUntil(): Instant | null
  /** Lets what is being sent end, gives the lease back. */
  close(): Promise<void>
}

/** Real time between two looks into the outbox. */
const pollMs = 300
/** Real time between two tries to take over from another process. */
const takeOverMs = 2_000
/** Life of the lease by the Clock; renewed at a third of it. */
const leaseMs = 15_000
const lanesMax = 16

/**
 * Starts sending what stands in the outbox: one notice at a time to a recipient, in order, up to 16
 * recipients at once. Of several processes the one with the lease sends.
 */
export function startSender(options: SenderOptions): Sender {
  const { storage, clock, log } = options
  const windows = new RateWindows(clock)
  const outages = new Outages(clock, log, options.outages)
  const faults = new Map<string, number>()
  const closing = new AbortController()
  const lease = openLease(options)
  const running = new Map<string, Promise<void>>()
  const together = new Together(storage, leaseName, () => running.size)
  const pauses = new Set<{ until: Instant }>()
  let round: Promise<void> | null = null
  let again = false

  /** All that is being sent waits for its turn: until then nothing moves. */
  const pacedUntil = (): Instant | null => {
    if (again || round !== null || pauses.size === 0 || pauses.size < running.size) return null
    return [...pauses].map(({ until }) => until).sort((a, b) => a - b)[0] ?? null
  }

  const start = (notice: Notice, fencing: number): void => {
    const delivery = {
      ...options,
      movedCard: options.movedCard ?? null,
      files: options.files ?? null,
      sentAnew: options.sentAnew ?? (() => true),
      onEnding: options.onEnding ?? (async () => {}),
      unseal: options.unseal ?? ((_, content) => content),
      endsAlone: options.endsAlone ?? (() => options.onEnding !== undefined),
      ...{ together, pauses },
      windows,
      outages,
      faults,
      fencing,
      closing: closing.signal,
    }
    const done = deliver(delivery, notice)
      .catch((thrown: unknown) => {
        const error = thrown instanceof Error ? thrown.name : 'unknown'
        log.error('sender-storage-failed', { notice: notice.id, error })
      })
      .finally(() => {
        running.delete(notice.lane)
        wake()
      })
    running.set(notice.lane, done)
  }

  /** The lease is kept up by time while nothing is to be sent. */
  let polled = true
  const look = async (): Promise<void> => {
    const looks = polled || !lease.believed()
    polled = false
    if (looks && (await lease.held()) === null) return
    // Several that end together are followed together.
    await breathe()
    const places = outages.places(lanesMax) - running.size
    if (places <= 0) return
    const due = await nextDue(storage.read, clock.now(), places, [...running.keys()])
    const fencing = due.length === 0 ? null : await lease.held()
    if (fencing === null) return
    for (const notice of due) {
      if (running.size >= outages.places(lanesMax) || closing.signal.aborted) return
      start(notice, fencing)
    }
  }

  const rounds = async (): Promise<void> => {
    do {
      again = false
      try {
        await look()
      } catch (thrown) {
        log.error('sender-round-failed', failureFields(thrown))
      }
    } while (again && !closing.signal.aborted)
    round = null
  }

  const wake = (): void => {
    if (closing.signal.aborted) return
    if (round) again = true
    else round = rounds()
  }

  const stopPolling = every(pollMs, () => {
    polled = true
    wake()
  })
  wake()
  return {
    wake,
    outage: () => outages.current(),
    pausedUntil: () => outages.pausedUntil() ?? pacedUntil(),
    sending: () => (pacedUntil() === null ? running.size + (again ? 1 : 0) : 0),
    close: async () => {
      stopPolling()
      closing.abort()
      await round
      await Promise.allSettled([...running.values()])
      await lease.release()
    },
  }
}

/** The sender's lease: its fencing number while it is ours. */
interface HeldLease {
  /** Whether it was ours when that was last asked. */
  believed(): boolean
  held(): Promise<number | null>
  release(): Promise<void>
}

function openLease({ storage, clock, log, holder }: SenderOptions): HeldLease {
  let fencing: number | null = null
  let renewAt = 0
  let sinceTry: (() => number) | null = null

  const take = async (): Promise<number | null> => {
    if (sinceTry !== null && sinceTry() < takeOverMs) return null
    sinceTry = stopwatch()
    fencing = await takeLease(storage, leaseName, holder, leaseMs)
    if (fencing !== null) log.info('sender-lease-taken', { fencing })
    return fencing
  }

  return {
    believed: () => fencing !== null,
    held: async () => {
      const now = clock.now()
      if (fencing !== null && now < renewAt) return fencing
      if (fencing !== null && !(await renewLease(storage, leaseName, fencing, leaseMs))) {
        log.warn('sender-lease-lost', { fencing })
        fencing = null
      }
      fencing ??= await take()
      renewAt = now + leaseMs / 3
      return fencing
    },
    release: async () => {
      if (fencing === null) return
      await releaseLease(storage, leaseName, fencing)
      fencing = null
    },
  }
}
