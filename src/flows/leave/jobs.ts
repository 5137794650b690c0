import { addDays, day, sameDayLater } from '../../base/day.js'
import { deleteFilesAbout } from '../../storage/files.js'
import { erasePersonal } from '../../storage/ledger.js'
import { hold } from '../../storage/locks.js'
import { cyclesReliedOn } from '../running-claim.js'
import type { JobContext, Situation } from '../context.js'
import { eachDay, inParts, type Job } from '../jobs.js'
import { sendCards } from '../notices.js'
import { dueBack } from './asks.js'
import { kindOf, measureOf, partsOfSpan } from './counted.js'
import { leaveCounted, leaveErased, leaveOverdue } from './entries.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'

/** Kept as long as this where the rules do not know the kind any more: a year's assessment and its review. */
const keptMonths = 12

/** On the first working morning, who was on leave is reminded to report back; who is late, and who approved, are told once. */
export const backJob: Job = {
  name: 'leave-back',
  title: '提醒销假',
  missed: 'latest',
  due: (calendar, from, to) =>
    eachDay(from, to, '08:40').filter(({ period }) => calendar.isWorkingDay(day(period))),
  async run(ctx) {
    const { today } = ctx
    const waiting = dueBack(ctx)
    await sendCards(
      ctx,
      waiting
        .filter(({ due }) => due === today)
        .map(({ leave }) => ({ person: leave.person, card: { kind: 'own-leave', key: leave.id } })),
    )
    const late = waiting.filter(({ leave, due }) => due < today && !leave.overdue)
    if (late.length === 0) return null
    await holdAll(
      ctx,
      late.map(({ leave }) => leave),
    )
    for (const { leave, due } of dueBack(await ctx.fresh())) {
      if (due >= today || leave.overdue) continue
      leaveOverdue.write(ctx, { about: leave.id, subject: leave.person, body: { due } })
      const [first] = leave.passed
      await sendCards(ctx, [
        { person: leave.person, card: { kind: 'own-leave', key: leave.id } },
        ...(first ? [{ person: first.by, card: { kind: 'leave-approval', key: leave.id } }] : []),
      ])
    }
    return null
  },
}

async function holdAll(ctx: JobContext, leaves: readonly LeaveRecord[]): Promise<void> {
  const persons = new Set(leaves.map(({ person }) => person))
  await hold(ctx.tx, ctx.bureau.id, [
    cyclesReliedOn,
    ...[...persons].map((id) => ({ kind: 'leave-of', id })),
  ])
}

/** A year's notice may change the days of a leave that was counted before it came. */
export const countJob: Job = {
  name: 'leave-count',
  title: '按放假通知重算请假天数',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, '00:20'),
  async run(ctx, _period, after) {
    const all = [...ctx.collected.of(leavesSlice).byId.values()]
    const uncertain = all.filter(({ parts }) => parts.some(({ certain }) => !certain))
    return inParts(
      uncertain,
      after,
      ({ id }) => id,
      async (leave) => {
        const measure = measureOf(kindOf(ctx.bureau, leave.kind))
        const parts = partsOfSpan(ctx.calendar, leave.span, measure)
        if (JSON.stringify(parts) === JSON.stringify(leave.parts)) return
        leaveCounted.write(ctx, { about: leave.id, subject: leave.person, body: { parts } })
      },
    )
  },
}

/** Reason, remarks and papers are erased when their time is over; what was decided, and the days, stay. */
export const eraseJob: Job = {
  name: 'leave-erase',
  title: '删去到期的请假事由和证明',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, '00:30'),
  async run(ctx, _period, after) {
    return inParts(
      overIn(ctx),
      after,
      ({ id }) => id,
      async (leave) => {
        const entries = [
          leave.id,
          ...leave.passed.map(({ entry }) => entry),
          ...[leave.ended?.entry, leave.slip].flatMap((entry) => entry ?? []),
        ]
        for (const entry of entries) await erasePersonal(ctx.tx, entry)
        await deleteFilesAbout(ctx.tx, ctx.bureau.id, leave.id)
        leaveErased.write(ctx, { about: leave.id, subject: leave.person, body: {} })
      },
    )
  },
}

/** Leaves whose texts have been kept long enough. */
function overIn({ bureau, collected, today }: Situation): LeaveRecord[] {
  return [...collected.of(leavesSlice).byId.values()].filter((leave) => {
    if (leave.erased || leave.stage === 'asked') return false
    const months = kindOf(bureau, leave.kind)?.erasedAfter.value ?? keptMonths
    return today > sameDayLater(leave.span.to, months)
  })
}
