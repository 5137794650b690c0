import type { Clock } from '../base/clock.js'
import { type Instant, instant } from '../base/day.js'
import type { Log } from '../base/log.js'
import type { LarkFailure } from './failure.js'

/** A platform that refuses or answers nothing, whatever is sent. */
export interface Outage {
  /** When the first call failed. */
  since: Instant
  /** The platform's code; 0 when it gave none. */
  code: number
  /** Nothing is sent before. */
  until: Instant
}

/** Told about outages that lasted: to be kept, so that the office learns of them when it can. */
export interface OutageWatch {
  /** One has lasted for five minutes. */
  lasting?(outage: Outage): void
  /** The platform took something: the first time in this process, and after each outage. */
  over?(): void
}

const pauseFirstMs = 1_000
const pauseMaxMs = 10 * 60_000
/** Shorter ones are hiccups: nobody is told. */
const lastingMs = 5 * 60_000

/**
 * The break in sending while every call fails alike (feishu.md 1.3, 6.10): pauses that double from a
 * second to ten minutes of business time, one call at a time to find out, and everything goes on with
 * the first answer. Failures of calls that left before the break count once.
 */
export class Outages {
  readonly #clock: Clock
  readonly #log: Log
  readonly #watch: OutageWatch
  #outage: Outage | null = null
  #pauseMs = 0
  #pausedAt: Instant | null = null
  #told = false
  #provenGood = false

  constructor(clock: Clock, log: Log, watch: OutageWatch = {}) {
    this.#clock = clock
    this.#log = log
    this.#watch = watch
  }

  /** The outage that goes on, or null. */
  current(): Outage | null {
    return this.#outage
  }

  /** Until when nothing is sent; null when something may be. */
  pausedUntil(): Instant | null {
    const until = this.#outage?.until ?? null
    return until !== null && this.#clock.now() < until ? until : null
  }

  /** How many calls may run at a time: all, one to find out, or none. */
  places(all: number): number {
    if (this.#outage === null) return all
    return this.pausedUntil() === null ? 1 : 0
  }

  /** A call that left at `from` failed as every call would. */
  failed(failure: LarkFailure, from: Instant): void {
    if (this.#pausedAt !== null && from < this.#pausedAt) return
    const now = this.#clock.now()
    this.#pauseMs = Math.min(pauseMaxMs, Math.max(pauseFirstMs, this.#pauseMs * 2))
    this.#pausedAt = now
    const { code } = failure
    const until = instant(now + Math.max(this.#pauseMs, failure.retryAfterMs ?? 0))
    this.#outage = { since: this.#outage?.since ?? now, code, until }
    this.#log.error('platform-outage', { code, status: failure.status, pauseMs: until - now })
    if (this.#told || now - this.#outage.since < lastingMs) return
    this.#told = true
    this.#watch.lasting?.(this.#outage)
  }

  /** The platform answered about the thing itself. */
  answered(): void {
    const was = this.#outage
    this.#outage = null
    this.#pauseMs = 0
    this.#pausedAt = null
    this.#told = false
    if (was === null && this.#provenGood) return
    this.#provenGood = true
    if (was) this.#log.info('platform-back', { code: was.code, ms: this.#clock.now() - was.since })
    this.#watch.over?.()
  }
}
