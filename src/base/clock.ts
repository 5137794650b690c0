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
  /** The moment that the clock is being moved on to, one stop after the other; null where it only runs, as the real one does. */
  goingTo(): Instant | null
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
  #goingTo: Instant | null = null
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

  goingTo(): Instant | null {
    return this.#goingTo !== null && this.#goingTo > this.now() ? this.#goingTo : null
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

  /** Sets offset and revision together, re-arms what waits and tells the listeners. `goingTo`: it will be moved on to there. */
  jump(offsetMs: number, revision = this.#revision + 1, goingTo: Instant | null = null): void {
    this.#offsetMs = offsetMs
    this.#revision = revision
    this.#goingTo = goingTo
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
  /** The jump that goes on; null for none. */
  jump: { to: number } | null
}

/**
 * A clock that follows another process's: `GET url` gives {@link ClockReading}; `GET url?after=N`
 * answers when the revision has passed N, or the same reading after some 25 s.
 * Rejects when the first reading can't be had; later failures are tried again each second.
 */
export async function followClock(url: string): Promise<{ clock: Clock; stop: () => void }> {
  const clock = new OffsetClock()
  const stopping = new AbortController()
  const follow = ({ offsetMs, revision, jump }: ClockReading): void =>
    clock.jump(offsetMs, revision, jump && instant(jump.to))
  const first = await read(url, stopping.signal)
  follow(first)
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const reading = await read(`${url}?after=${clock.revision()}`, stopping.signal)
        if (reading.revision !== clock.revision()) follow(reading)
      } catch {
        await sleep(1_000, { unref: true, signal: stopping.signal })
      }
    }
  }
  void poll()
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
    const jump = 'jump' in body ? body.jump : null
    const goes = typeof jump === 'object' && jump !== null && 'to' in jump
    return {
      offsetMs: body.offsetMs,
      revision: body.revision,
      jump: goes && typeof jump.to === 'number' ? { to: jump.to } : null,
    }
  }
  throw new Error('clock answered something else')
}
