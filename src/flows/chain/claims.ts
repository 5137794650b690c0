import type { Claim } from '../../storage/locks.js'
import { cyclesReliedOn } from '../running-claim.js'

/**
 * Whatever is decided about somebody's time away, whether leave or a trip, is decided one after another: they exclude
 * each other.
 */
export function absencesOf(person: string): Claim[] {
  return [cyclesReliedOn, { kind: 'leave-of', id: person }]
}
