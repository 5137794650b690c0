import type { Claim } from '../storage/locks.js'

const cycles = { kind: 'cycles', id: 'running' }

/** Held by who opens, changes, publishes or closes a cycle: nobody decides anything in one meanwhile. */
export const cyclesHeld: Claim = cycles

/** Relied on by every decision that counts in cycles: beside others, and never beside one that closes a cycle. */
export const cyclesReliedOn: Claim = { ...cycles, shared: true }
