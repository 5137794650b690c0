import { dayAt, instant, type Day, type Instant } from './day.js'
import { sleep } from './real-time.js'

/** Business time. The one object that knows what time it is. */
export interface Clock {
  now(): Instant
  today(): Day
  /** Runs `fn` once when business time reaches `at` (at once when it is past). Returns a cancel. */
  at(at: Instant, fn: () => void): () => void
  /** Counts jumps; 0 for the real clock. */
  revision(): number
  /** Called after each jump, when `now` already answers the new time. Returns an unsubscribe. */
  onJump(fn: () => void): () => void
}

/** The longest delay that setTimeout takes. */
const timerMaxMs = 2_000_000_000

interface Waiting {
  at: Instant
  fn: () => void
  timer: NodeJS.Timeout | undefined
}

/** Real time plus an offset that can jump: runs at real speed between jumps. */
export class OffsetClock implements Clock {
  #offsetMs: number
  #revision = 0
  readonly #waiting = new Set<Waiting>()
  readonly #listeners = new Set<() => void>()

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs
  }

  now(): Instant {
    return instant(Date.now() + this.#offsetMs)
  }

  today(): Day {
    return dayAt(this.now())
  }

  offsetMs(): number {
    return this.#offsetMs
  }

  revision(): number {
    return this.#revision
  }

  onJump(fn: () => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  at(at: Instant, fn: () => void): () => void {
    const waiting: Waiting = { at, fn, timer: undefined }
    this.#waiting.add(waiting)
    this.#arm(waiting)
    return () => {
      clearTimeout(waiting.timer)
      this.#waiting.delete(waiting)
    }
  }

  /** Sets offset and revision together, re-arms what waits and tells the listeners. */
  jump(offsetMs: number, revision = this.#revision + 1): void {
    this.#offsetMs = offsetMs
    this.#revision = revision
    for (const waiting of this.#waiting) this.#arm(waiting)
    for (const listener of this.#listeners) listener()
  }

  #arm(waiting: Waiting): void {
    clearTimeout(waiting.timer)
    const ms = Math.min(Math.max(waiting.at - this.now(), 0), timerMaxMs)
    waiting.timer = setTimeout(() => {
      if (this.now() < waiting.at) return this.#arm(waiting)
      this.#waiting.delete(waiting)
      waiting.fn()
    }, ms)
    waiting.timer.unref()
  }
}

/** The real clock. */
export function realClock(): Clock {
  return new OffsetClock(0)
}

/** What a clock URL answers. */
export interface ClockReading {
  offsetMs: number
  revision: number
}

/**
 * A clock that follows another process's: `GET url` gives {@link ClockReading}; `GET url?after=N`
 * answers when the revision has passed N, or the same reading after some 25 s.
 * Rejects when the first reading can't be had; later failures are tried again each second.
 */
export async function followClock(url: string): Promise<{ clock: Clock; stop: () => void }> {
  const clock = new OffsetClock()
  const stopping = new AbortController()
  const first = await read(url, stopping.signal)
  clock.jump(first.offsetMs, first.revision)
  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const reading = await read(`${url}?after=${clock.revision()}`, stopping.signal)
        if (reading.revision !== clock.revision()) clock.jump(reading.offsetMs, reading.revision)
      } catch {
        await sleep(1_000, { unref: true, signal: stopping.signal })
      }
    }
  }
  void follow()
  return { clock, stop: () => stopping.abort() }
}

async function read(url: string, signal: AbortSignal): Promise<ClockReading> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`clock answered ${response.status}`)
  const body: unknown = await response.json()
  if (
    typeof body === 'object' &&
    body !== null &&
    'offsetMs' in body &&
    'revision' in body &&
    typeof body.offsetMs === 'number' &&
    typeof body.revision === 'number'
  ) {
    return { offsetMs: body.offsetMs, revision: body.revision }
  }
  throw new Error('clock answered something else')
}
