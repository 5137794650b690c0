import { addDays, lastDayOfQuarter, momentOf, quarterOf, type Day } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { inParts, type Due, type Job, type JobContext } from '../jobs.js'
import { sendCard } from '../notices.js'
import { assessorsOf } from './assignments.js'
import { closedPeriods, periodsOf, ratingKey, type RatingPeriod } from './periods.js'
import { submissionsOf } from './submissions.js'

/** Quarters whose opening may fall between two days. */
function quartersAround(from: Day, to: Day): string[] {
  const quarters = new Set<string>()
  for (let on = from; on <= addDays(to, 31); on = addDays(on, 28)) quarters.add(quarterOf(on))
  return [...quarters]
}

function duesAt(
  calendar: WorkingCalendar,
  window: { from: Day; to: Day },
  onDay: (quarter: string) => { on: Day; until: Day },
): Due[] {
  return quartersAround(addDays(window.from, -31), window.to)
    .map((quarter) => ({ quarter, ...onDay(quarter) }))
    .filter(({ on }) => window.from < on && on <= window.to && calendar.isWorkingDay(on))
    .map(({ quarter, on, until }) => ({
      period: quarter,
      at: momentOf(on, '09:00'),
      until: momentOf(until, '23:59'),
    }))
}

/** Each quarter, five working days before its last one: one card to each assessor with all their people. */
export const ratingCards: Job = {
  name: 'rating-cards',
  title: '发季度评价卡片',
  missed: 'until-deadline',
  due: (calendar, from, to) =>
    duesAt(calendar, { from, to }, (quarter) => {
      const last = calendar.shiftBackToWorkingDay(lastDayOfQuarter(quarter))
      return {
        on: calendar.addWorkingDays(last, -5),
        until: calendar.addWorkingDays(lastDayOfQuarter(quarter), 5),
      }
    }),
  async run(ctx, quarter, after) {
    const asked = (await openPeriodsOf(ctx, quarter)).flatMap((period) => askedIn(ctx, period))
    return inParts(asked, after, idOf, ({ person, key }) =>
      sendCard(ctx, { person }, { kind: 'rating', key }),
    )
  },
}

/** Two working days before the due day, only to those who have not handed in; never after it. */
export const ratingReminders: Job = {
  name: 'rating-reminders',
  title: '提醒季度评价',
  missed: 'until-deadline',
  due: (calendar, from, to) =>
    duesAt(calendar, { from, to }, (quarter) => {
      const due = calendar.addWorkingDays(lastDayOfQuarter(quarter), 5)
      return { on: calendar.addWorkingDays(due, -2), until: due }
    }),
  async run(ctx, quarter, after) {
    const waiting: Asked[] = []
    for (const period of await openPeriodsOf(ctx, quarter)) {
      const of = { part: period.part.id, period: quarter }
      const submitted = await submissionsOf(ctx.tx, ctx.bureau, of)
      waiting.push(...askedIn(ctx, period).filter(({ person }) => !submitted.has(person)))
    }
    return inParts(waiting, after, idOf, async ({ person, key, due }) => {
      const expiresAt = momentOf(due, '23:59')
      await sendCard(ctx, { person }, { kind: 'rating', key }, { expiresAt })
    })
  },
}

/** Somebody who has people to rate in a period. */
interface Asked {
  person: string
  key: string
  due: Day
}

function idOf({ person, key }: Asked): string {
  return `${key} ${person}`
}

function askedIn(ctx: JobContext, period: RatingPeriod): Asked[] {
  const persons = assessorsOf(ctx.bureau, period.part)
  return persons.map((person) => ({ person, key: ratingKey(period), due: period.due }))
}

async function openPeriodsOf(ctx: JobContext, quarter: string): Promise<RatingPeriod[]> {
  const closed = await closedPeriods(ctx.tx, ctx.bureau)
  return periodsOf(ctx.bureau, ctx.calendar).filter(
    (period) => period.period === quarter && !closed.has(ratingKey(period)),
  )
}
