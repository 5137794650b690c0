import { addDays, sameDayLater } from '../../base/day.js'
import { backJobOf, eraseJobOf, keptMonths } from '../chain/jobs.js'
import type { Situation } from '../context.js'
import { eachDay, inParts, type Job, times } from '../jobs.js'
import { coverNotes } from '../post/cover.js'
import { dueBack } from './asks.js'
import { kindOf, measureOf, partsOfSpan } from './counted.js'
import { leaveCounted, leaveErased, leaveOverdue } from './entries.js'
import { leaveCards, type LeaveRecord, leavesSlice } from './leaves.js'

/** On the first working morning, who was on leave is reminded to report back; who is late, and who approved, are told once. */
export const backJob = backJobOf({
  ...{ name: 'leave-back', title: '提醒销假', dueBack, overdue: leaveOverdue },
  cards: leaveCards,
})

/** A year's notice may change the days of a leave that was counted before it came. */
export const countJob: Job = {
  name: 'leave-count',
  title: '按放假通知重算请假天数',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx, _period, after) {
    const all = [...ctx.collected.of(leavesSlice).byId.values()]
    const uncertain = all.filter(({ parts }) => parts.some(({ certain }) => !certain))
    return inParts(
      uncertain,
      after,
      ({ id }) => id,
      async (leave) => {
        const measure = measureOf(kindOf(ctx.bureau, leave.kind))
        const parts = partsOfSpan(ctx, leave.span, measure)
        if (JSON.stringify(parts) === JSON.stringify(leave.parts)) return
        leaveCounted.write(ctx, { about: leave.id, subject: leave.person, body: { parts } })
      },
    )
  },
}

/** Reason, remarks and papers are erased when their time is over; what was decided, and the days, stay. */
export const eraseJob = eraseJobOf({
  ...{ name: 'leave-erase', title: '删去到期的请假事由和证明', over: overIn },
  texts: (at, { id, slip }: LeaveRecord) => [
    ...(slip === null ? [] : [slip]),
    ...coverNotes(at, id),
  ],
  erased: leaveErased,
})

/** Leaves whose texts have been kept long enough: also those on which nobody ever decided. */
function overIn({ bureau, collected, today }: Situation): LeaveRecord[] {
  return [...collected.of(leavesSlice).byId.values()].filter((leave) => {
    if (leave.erased) return false
    const months = kindOf(bureau, leave.kind)?.erasedAfter.value ?? keptMonths
    return today > sameDayLater(leave.span.to, months)
  })
}
