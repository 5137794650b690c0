import { day } from '../../base/day.js'
import type { AskKind } from '../asks.js'
import { eachDay, inParts, type Job, times } from '../jobs.js'
import { bringLastDay, release } from './held.js'
import { heldUntil, mutedSlice } from './muted.js'
import { muteEnded } from './entries.js'

/** Before people are written to in the morning. */
const time = times.early

/**
 * On working mornings: who is quiet gets what is due on this day for the last time; whose quiet is over gets what waited, as
 * one card where it is several.
 */
export function muteJob(kinds: () => readonly AskKind[]): Job {
  return {
    name: 'mute',
    title: '处理免打扰',
    missed: 'latest',
    due: (calendar, from, to) =>
      eachDay(from, to, time).filter(({ period }) => calendar.isWorkingDay(day(period))),
    async run(ctx, _period, after) {
      const all = [...ctx.collected.of(mutedSlice)]
      return inParts(
        all,
        after,
        ([person]) => person,
        async ([person, until]) => {
          if (until >= ctx.today) return bringLastDay(kinds(), ctx, person)
          // A later one took the place of an earlier: only whose time has just come.
          if (heldUntil(ctx.calendar, until) < ctx.now) return
          await release(kinds(), ctx, person)
          muteEnded.write(ctx, { subject: person, body: {} })
        },
      )
    },
  }
}
