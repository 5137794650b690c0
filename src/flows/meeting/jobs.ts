import { day, sameDayLater } from '../../base/day.js'
import type { Situation } from '../context.js'
import { eraseJob, type Over } from '../erasure.js'
import { eachDay, type Job, nextPart, times } from '../jobs.js'
import { sendCards } from '../notices.js'
import { briefAsks, markAsks } from './asks.js'
import { meetingLeaveErased } from './entries.js'
import { meetingsSlice } from './meetings.js'
import { meetingRules } from './who.js'

/** Kept as long as this where the rules say nothing of meetings any more. */
const keptMonths = 12

/** On the last morning for it, who still has to write down who came, or to report, gets the card again. */
export const meetingRemindJob: Job = {
  name: 'meeting-remind',
  title: '提醒会议登记和会议报告',
  missed: 'latest',
  due: (calendar, from, to) =>
    eachDay(from, to, times.begun).filter(({ period }) => calendar.isWorkingDay(day(period))),
  async run(ctx, _period, after) {
    const asks = [markAsks, briefAsks]
      .flatMap((kind) => kind.open(ctx, {}))
      .filter(({ due }) => due === ctx.today)
    const idOf = (ask: (typeof asks)[number]): string => `${ask.kind} ${ask.about} ${ask.who}`
    const { part, next } = nextPart(asks, after, idOf)
    await sendCards(
      ctx,
      part.map(({ who, card }) => ({ person: who, card })),
    )
    return next
  },
}

/** The reasons of leaves from meetings go when their time is over. */
export const eraseMeetingLeaves: Job = eraseJob({
  name: 'meeting-leave-erase',
  title: '删去到期的会议请假理由',
  over: overIn,
  erased: (ctx, { id, person }) => {
    meetingLeaveErased.write(ctx, { about: id, subject: person, body: {} })
  },
})

function overIn({ bureau, collected, today }: Situation): (Over & { person: string })[] {
  const months = meetingRules(bureau)?.leave.erasedAfter.value ?? keptMonths
  const { leaves, byId } = collected.of(meetingsSlice)
  return [...leaves.values()].flatMap((leave) => {
    const on = byId.get(leave.meeting)?.day
    if (leave.erased || on === undefined || today <= sameDayLater(on, months)) return []
    const { id, person, passed, ended } = leave
    const entries = [id, ...passed.map(({ entry }) => entry), ...(ended ? [ended.entry] : [])]
    return [{ id, person, entries }]
  })
}
