import type { Claim } from '../storage/locks.js'

const cycles = { kind: 'cycles', id: 'running' }

/** Held by who opens, changes, publishes or closes a cycle: nobody decides anything in one meanwhile. */
export const cyclesHeld: Claim = cycles

/** Relied on by every decision that counts in cycles: beside others, and never beside one that closes a cycle. */
export const cyclesReliedOn: Claim = { ...cycles, shared: true }

const occurrences = { kind: 'occurrences', id: 'all' }

/** Held by who records many occurrences at once: nobody records one of them meanwhile. */
export const occurrencesHeld: Claim = occurrences

/** Beside others by who records single ones, each of which is held by its own name. */
export const occurrencesReliedOn: Claim = { ...occurrences, shared: true }
