import type { AskKind } from '../asks.js'
import { type Job, nextPart } from '../jobs.js'
import { sendCards } from '../notices.js'
import { askId } from '../roster/difference.js'

/** The job that a cycle's opening asks for; its period is the cycle's id. */
export const begunJob = 'cycle-begun'

/**
 * What a cycle that was opened today asks already (its month's reports, a quarter that is being rated) has its cards sent
 * at once: their own moments are over. What the bureau's other cycles asked for before is not sent again.
 */
export function cycleBegun(kinds: () => readonly AskKind[]): Job {
  return {
    name: begunJob,
    title: '发新周期已到期的卡片',
    missed: 'each',
    asked: true,
    due: () => [],
    async run(ctx, cycle, after) {
      const only = ctx.bureau.cycles.every(({ id }) => id === cycle)
      const owed = kinds()
        .flatMap((kind) => kind.open(ctx, {}))
        .filter((ask) => ask.cycle === cycle || (only && ask.cycle === null))
      const { part, next } = nextPart(owed, after, askId)
      await sendCards(
        ctx,
        part.map((ask) => ({ person: ask.who, card: ask.card })),
      )
      return next
    },
  }
}
