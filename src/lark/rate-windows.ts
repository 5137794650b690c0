import type { Clock } from '../base/clock.js'

/** At most `count` calls in any `ms`. */
interface Ceiling {
  count: number
  ms: number
}

/** The platform's ceilings (feishu.md 6.8), each with a little room for uneven networks. */
const perApi: readonly Ceiling[] = [
  { count: 48, ms: 1_000 },
  { count: 950, ms: 60_000 },
]
const perTarget: readonly Ceiling[] = [{ count: 4, ms: 1_050 }]

const ceilings = { api: perApi, target: perTarget }

/**
 * Sliding windows by business time: 48/s and 950/min for each API, 4 a second to one recipient and to
 * one message. Kept in memory, since one process at a time is the sender.
 */
export class RateWindows {
  readonly #clock: Clock
  readonly #calls = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Takes a place for one call of `api` at `target` (a recipient or a message) and returns 0, or
   * takes none and returns the milliseconds until one may be free.
   */
  take(api: string, target: string): number {
    const now = this.#clock.now()
    const windows = [
      { key: `api ${api}`, ceiling: ceilings.api },
      { key: `target ${api} ${target}`, ceiling: ceilings.target },
    ]
    let waitMs = 0
    for (const { key, ceiling } of windows) {
      waitMs = Math.max(waitMs, this.#wait(key, ceiling, now))
    }
    if (waitMs > 0) return waitMs
    for (const { key } of windows) this.#calls.get(key)?.push(now)
    this.#forget(now)
    return 0
  }

  #wait(key: string, ceiling: readonly Ceiling[], now: number): number {
    const longestMs = Math.max(...ceiling.map((c) => c.ms))
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - longestMs)
    this.#calls.set(key, calls)
    let waitMs = 0
    for (const { count, ms } of ceiling) {
      const blocking = calls.at(-count)
      if (calls.length >= count && blocking !== undefined && blocking > now - ms) {
        waitMs = Math.max(waitMs, blocking + ms - now)
      }
    }
    return waitMs
  }

  /** Targets fall silent: their empty windows must not pile up. */
  #forget(now: number): void {
    if (this.#calls.size < 1_000) return
    for (const [key, calls] of this.#calls) {
      const last = calls.at(-1)
      if (last === undefined || last < now - 60_000) this.#calls.delete(key)
    }
  }
}
