import type { Stale } from '../flow.js'

/** The home cards of these persons: what waits for them has changed. */
export function homeOf(...persons: readonly string[]): Stale {
  return { kind: 'home', keys: ['home'], persons }
}
