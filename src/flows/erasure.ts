import { addDays } from '../base/day.js'
import { deleteFilesAbout } from '../storage/files.js'
import { erasePersonal } from '../storage/ledger.js'
import type { JobContext, Situation } from './context.js'
import { eachDay, inParts, type Job, times } from './jobs.js'

/** Something whose texts have been kept long enough: the entries that hold them, and what files are about. */
export interface Over {
  id: string
  entries: readonly string[]
}

/**
 * Each night the texts of people are erased whose time is over, with the files about them; what was decided stays, and the
 * chain of the ledger stays provable. `over`: what has to go now; `erased`: writes down that it went.
 */
export function eraseJob<T extends Over>(of: {
  name: string
  title: string
  over(situation: Situation): readonly T[]
  erased(ctx: JobContext, one: T): void
}): Job {
  return {
    name: of.name,
    title: of.title,
    missed: 'latest',
    due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
    async run(ctx, _period, after) {
      return inParts(
        of.over(ctx),
        after,
        ({ id }) => id,
        async (one) => {
          for (const entry of one.entries) await erasePersonal(ctx.tx, entry)
          await deleteFilesAbout(ctx.tx, ctx.bureau.id, one.id)
          of.erased(ctx, one)
        },
      )
    },
  }
}
