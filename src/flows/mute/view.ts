import type { Day } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { muteLimits } from '../limits.js'
import { muteAtMost } from './mute.js'
import { mutedUntil } from './muted.js'

/** Somebody's quiet: until when, and until when it may be. */
export interface MuteView {
  kind: 'mute'
  today: Day
  /** Null while they are written to. */
  until: Day | null
  most: Day
  days: number
}

/**
 * Access: everybody of the roster, their own.
 * @refuses unknown-person
 */
export async function viewMute(seeing: Seeing): Promise<MuteView | GoneView> {
  const { bureau, person, today } = seeing
  if (person === null || !bureau.roster.person(person)) {
    return { kind: 'gone', code: 'unknown-person' }
  }
  return {
    ...{ kind: 'mute', today, until: mutedUntil(seeing, person) },
    ...{ most: muteAtMost(seeing), days: muteLimits.days },
  }
}
