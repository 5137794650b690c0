import type { Clock } from '../base/clock.js'
import { dayAt, type Instant } from '../base/day.js'

/** A clock that stands at a moment until it is set to another. */
export interface StandingClock extends Clock {
  goTo(at: Instant): void
}

/** A clock that stands at a moment. */
export function standing(begin: Instant): StandingClock {
  let at = begin
  return {
    now: () => at,
    today: () => dayAt(at),
    at: () => () => {},
    revision: () => 0,
    goingTo: () => null,
    onJump: () => () => {},
    goTo: (to) => {
      at = to
    },
  }
}
