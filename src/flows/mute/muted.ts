import { addDays, type Day, day, type Instant, momentOf } from '../../base/day.js'
import { slice } from '../collected.js'
import type { Situation } from '../context.js'
import { quietUntil } from '../working-hours.js'
import { muteBegun, muteEnded } from './entries.js'

/** Who has asked for quiet: person → the last day of it. One whose day is over is quiet no more. */
export const mutedSlice = slice<Map<string, Day>>('muted', () => new Map(), {
  [muteBegun.kind]: (state, entry) => state.set(entry.by, day(muteBegun.body(entry).until)),
  [muteEnded.kind]: (state, entry) => state.delete(entry.subject ?? entry.by),
})

type At = Pick<Situation, 'collected' | 'today'>

/** The last day on which somebody is not written to; null for who is. */
export function mutedUntil({ collected, today }: At, person: string): Day | null {
  const until = collected.of(mutedSlice).get(person)
  return until !== undefined && until >= today ? until : null
}

/** When somebody who is quiet until a day is written to again: the working morning after it. */
export function heldUntil(calendar: Situation['calendar'], until: Day): Instant {
  return quietUntil(calendar, momentOf(addDays(until, 1)))
}

/** Whether today is the last working day on which something that is due on a day can be done. */
export function isLastDay(
  { calendar, today }: Pick<Situation, 'calendar' | 'today'>,
  due: Day,
): boolean {
  return calendar.shiftBackToWorkingDay(due) <= today
}
