import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'

/** by = who is not written to until the end of a day, unless it is that matter's last; another takes its place. */
export const muteBegun = entryKind(
  'mute.begun',
  z.strictObject({ until: z.string().refine(isDay) }),
)

/** subject, else by = who is written to again: before that day by themselves, after it by the system. */
export const muteEnded = entryKind('mute.ended', z.strictObject({}))
