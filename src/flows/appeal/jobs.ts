import { addDays, dayAt, sameDayLater, day } from '../../base/day.js'
import { deleteFilesAbout } from '../../storage/files.js'
import { erasePersonal } from '../../storage/ledger.js'
import { hold } from '../../storage/locks.js'
import { soonDays } from '../asks.js'
import type { Situation } from '../context.js'
import { eachDay, inParts, type Job, times } from '../jobs.js'
import { sendCards } from '../notices.js'
import { cyclesReliedOn } from '../running-claim.js'
import { answerAsks } from './asks.js'
import { type AppealRecord, appealsSlice, stageOf } from './appeals.js'
import { appealErased } from './entries.js'

/** A year's assessment and what may follow from it: as long as a leave's reason is kept where no rule says otherwise. */
const keptMonths = 12

/** On the mornings before the last day of an answer, on it and after it, who answers gets the card again. */
export const remindJob: Job = {
  name: 'appeal-remind',
  title: '提醒答复复核',
  missed: 'latest',
  due: (calendar, from, to) =>
    eachDay(from, to, times.begun).filter(({ period }) => calendar.isWorkingDay(day(period))),
  async run(ctx) {
    const near = answerAsks
      .open(ctx, {})
      .filter(({ due, opens }) => due !== null && isNear(ctx, due) && dayAt(opens) < ctx.today)
    await sendCards(
      ctx,
      near.map(({ who, card }) => ({ person: who, card })),
    )
    return null
  },
}

/** The last days in time, and the first morning that is not. */
function isNear(
  { calendar, today }: Situation,
  due: NonNullable<ReturnType<typeof dayAt>>,
): boolean {
  const left = calendar.workingDaysBetween(today, due)
  return today <= due ? left <= soonDays : calendar.shiftToWorkingDay(addDays(due, 1)) === today
}

/** Whatever is decided about somebody's appeals is decided one after another: they exclude each other. */
export const appealsOf = (id: string) => [cyclesReliedOn, { kind: 'appeals-of', id }]

/** Reasons, answers and files are erased when their time is over; that it was asked, and how it was answered, stays. */
export const eraseJob: Job = {
  name: 'appeal-erase',
  title: '删去到期的复核理由和证明',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(addDays(from, 1), to, times.night),
  async run(ctx, _period, after) {
    return inParts(
      overIn(ctx),
      after,
      ({ id }) => id,
      async (appeal) => {
        await hold(ctx.tx, ctx.bureau.id, appealsOf(appeal.assessee))
        for (const entry of [appeal.id, ...(appeal.answered ? [appeal.answered.entry] : [])]) {
          await erasePersonal(ctx.tx, entry)
        }
        await deleteFilesAbout(ctx.tx, ctx.bureau.id, appeal.id)
        appealErased.write(ctx, {
          ...{ cycle: appeal.cycle, about: appeal.id, subject: appeal.assessee, body: {} },
        })
      },
    )
  },
}

/** Appeals that ended long enough ago; one that waits is kept. */
function overIn({ collected, today }: Situation): AppealRecord[] {
  return [...collected.of(appealsSlice).byId.values()].filter((appeal) => {
    const ended = appeal.withdrawn ?? appeal.answered?.on
    if (appeal.erased || ended === undefined || stageOf(appeal) === 'waiting') return false
    return today > sameDayLater(ended, keptMonths)
  })
}
