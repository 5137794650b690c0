import { addDays, sameDayLater } from '../../base/day.js'
import { deleteFilesAbout } from '../../storage/files.js'
import { erasePersonal } from '../../storage/ledger.js'
import type { Situation } from '../context.js'
import { eachDay, inParts, type Job, times } from '../jobs.js'
import { type Complaint, complaintsSlice } from './complaints.js'
import { complaintErased } from './entries.js'

/** Kept as long as this where the rules say nothing of complaints any more: a year's assessment and its review. */
const keptMonths = 12

/**
 * Who complained, what was written and found out are erased when their time is over; that it was decided, and as what, stays.
 * Files stay where they are evidence of facts.
 */
export const eraseJob: Job = {
  name: 'complaint-erase',
  title: '删去到期的投诉人和投诉内容',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx, _period, after) {
    return inParts(
      overIn(ctx),
      after,
      ({ id }) => id,
      async ({ id, decided }) => {
        for (const entry of [id, ...(decided ? [decided.entry] : [])])
          await erasePersonal(ctx.tx, entry)
        if (decided?.facts.length === 0) await deleteFilesAbout(ctx.tx, ctx.bureau.id, id)
        complaintErased.write(ctx, { about: id, body: {} })
      },
    )
  },
}

/** Complaints whose texts have been kept long enough. */
function overIn({ bureau, collected, today }: Situation): Complaint[] {
  const months = bureau.work?.rules.complaints?.erasedAfter.value ?? keptMonths
  return [...collected.of(complaintsSlice).kept].filter(
    ({ decided }) => decided !== null && today > sameDayLater(decided.on, months),
  )
}
