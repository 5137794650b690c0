import type { Clock } from '../base/clock.js'

/** Counts calls in sliding windows of virtual time. */
export class Limits {
  readonly #seen = new Map<string, number[]>()

  constructor(readonly clock: Pick<Clock, 'now'>) {}

  /** Takes one of `max` per `windowMs`; when none is left answers the milliseconds until one is. */
  take(key: string, windows: readonly { max: number; ms: number }[]): number {
    const now = this.clock.now()
    const longest = Math.max(...windows.map((window) => window.ms))
    const times = (this.#seen.get(key) ?? []).filter((at) => at > now - longest && at <= now)
    this.#seen.set(key, times)
    for (const { max, ms } of windows) {
      const inWindow = times.filter((at) => at > now - ms)
      const first = inWindow[inWindow.length - max]
      if (first !== undefined) return first + ms - now
    }
    times.push(now)
    return 0
  }
}

/** The ceiling of most calls: level 4. */
export const callWindows = [
  { max: 50, ms: 1_000 },
  { max: 1_000, ms: 60_000 },
] as const

/** Cards for one person, to one group. */
export const ephemeralWindows = [{ max: 40, ms: 1_000 }] as const

/** To one person or group, and for updates of one message. */
export const perTargetWindows = [{ max: 5, ms: 1_000 }] as const
