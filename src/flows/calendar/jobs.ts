import { addDays, momentOf, yearIn } from '../../base/day.js'
import { type Due, type Job, times } from '../jobs.js'
import { tellOffice } from '../office.js'

/** From October on the next year's notice is waited for: it comes in October or November. */
const waitedForSince = '-10-01'
const time = times.morning

/**
 * Tells the office once for a year that its notice is missing: from October of the year before, on the first
 * working morning that finds the bot running.
 */
export const missingNotice: Job = {
  name: 'calendar-notice',
  title: '核对下一年的放假安排',
  missed: 'latest',
  due(calendar, from, to) {
    const all: Due[] = []
    for (let on = from; on <= to; on = addDays(on, 1)) {
      if (!calendar.isWorkingDay(on)) continue
      const year = Number.parseInt(yearIn(on), 10)
      const waited = on >= `${year}${waitedForSince}` ? year + 1 : year
      all.push({ period: `${waited}`, at: momentOf(on, time), until: null })
    }
    return all
  },
  async run(ctx, year) {
    if (ctx.calendar.notice(Number.parseInt(year, 10)) !== null) return null
    if (!(await tellOffice(ctx, 'calendar-missing', { year }))) throw new NobodyTold()
    return null
  },
}

/** The platform knows nobody of the office yet: told later. */
class NobodyTold extends Error {
  override name = 'NobodyTold'
}
