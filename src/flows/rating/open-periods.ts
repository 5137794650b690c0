import { quarterText } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { Context, Seeing } from '../context.js'
import type { Task } from '../home/task.js'
import { assignmentsOf, assessorsOf } from './assignments.js'
import { isProvisional } from '../provisional.js'
import { closedPeriods, periodsOf, ratingKey, type RatingPeriod } from './periods.js'
import { submissionsOf } from './submissions.js'

type Reading = Pick<Seeing, 'db' | 'bureau' | 'calendar' | 'today'>

/** Periods that can be rated now: opened, and not closed by the office. */
async function openPeriods(seeing: Reading): Promise<RatingPeriod[]> {
  const closed = await closedPeriods(seeing.db, seeing.bureau)
  return periodsOf(seeing.bureau, seeing.calendar).filter(
    (each) => each.opens <= seeing.today && !closed.has(ratingKey(each)),
  )
}

/** The card that /rate opens: the oldest period that is open; null when there is none for the person. */
export async function openRatingKey(ctx: Context): Promise<string | null> {
  const periods = await openPeriods({ ...ctx, db: ctx.tx })
  const office = mayNot(ctx.bureau, ctx.person, 'period.close', 'anything') === null
  const mine = periods.find(
    (each) => office || assignmentsOf(ctx.bureau, each.part, ctx.person).length > 0,
  )
  return mine ? ratingKey(mine) : null
}

/** Periods that wait for the person: to rate, or (the office) to close. */
export async function ratingTasks(seeing: Seeing, person: string): Promise<Task[]> {
  const office = mayNot(seeing.bureau, person, 'period.close', 'anything') === null
  const tasks: Task[] = []
  for (const each of await openPeriods(seeing)) {
    const of = { part: each.part.id, period: each.period }
    const submitted = await submissionsOf(seeing.db, seeing.bureau, of)
    const card = { kind: 'rating', key: ratingKey(each) } as const
    const workingDaysLeft = seeing.calendar.workingDaysBetween(seeing.today, each.due)
    const rates = assignmentsOf(seeing.bureau, each.part, person).length > 0
    if (rates && !submitted.has(person)) {
      tasks.push({
        text: `评价：${quarterText(each.period)}`,
        due: each.due,
        workingDaysLeft,
        provisional: isProvisional(seeing, each.due),
        card,
      })
    }
    const all = assessorsOf(seeing.bureau, each.part)
    if (office && (seeing.today > each.due || all.every((one) => submitted.has(one)))) {
      const text = `结束评价：${quarterText(each.period)}（已交${submitted.size}/${all.length}）`
      tasks.push({ text, due: null, workingDaysLeft: null, card })
    }
  }
  return tasks
}
