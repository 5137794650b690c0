import {
  addDays,
  type Day,
  dayAt,
  momentOf,
  type Quarter,
  quarterOf,
  quarterText,
} from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { Situation } from '../context.js'
import { assessorsOf, rates } from './assignments.js'
import { openPeriods, type RatingPeriod, ratingKey, windowOf } from './periods.js'
import { periodPlace, ratedIn, ratedSlice, type Submission } from './rated.js'

/** Time of day at which cards and reminders come. */
const sendTime = '09:00'
/** Reminders go out this many working days before the due day. */
const reminderLead = 2

/** What was handed in for a period, by assessor. */
export function submissionsIn(
  { collected }: Pick<Situation, 'collected'>,
  { cycle, part, period }: RatingPeriod,
): ReadonlyMap<string, Submission> {
  const { submissions } = ratedIn(collected.of(ratedSlice), cycle.id)
  return submissions.get(periodPlace(period, part.id)) ?? new Map()
}

function askOf(of: RatingPeriod, who: string, code: string, counts: Record<string, string>): Ask {
  const key = ratingKey(of)
  return {
    kind: code === 'ask-rate' ? 'period.rate' : 'period.close',
    cycle: of.cycle.id,
    who,
    about: key,
    occasion: of.period,
    says: { code, with: { period: quarterText(of.period), ...counts } },
    card: { kind: 'rating', key },
    opens: momentOf(of.opens, sendTime),
    due: code === 'ask-rate' ? of.due : null,
    lateFrom: code === 'ask-rate' ? momentOf(addDays(of.due, 1)) : null,
  }
}

/** Each period from each assessor: one card with all their people. */
export const rateAsks: AskKind = {
  name: 'period.rate',
  open: (situation, { person, occasion }) =>
    openPeriods(situation).flatMap((each) => {
      if (occasion !== undefined && occasion !== each.period) return []
      const submitted = submissionsIn(situation, each)
      const owing =
        person === undefined
          ? assessorsOf(situation.bureau, each)
          : rates(situation.bureau, each, person)
            ? [person]
            : []
      return owing
        .filter((who) => !submitted.has(who))
        .map((who) => askOf(each, who, 'ask-rate', {}))
    }),
  sends: {
    titles: { open: '发评价卡片', remind: '提醒评价' },
    moments: (calendar, from, to) =>
      quartersAround(from, to)
        .flatMap((period) => {
          const { opens, due } = windowOf(period, calendar)
          const until = momentOf(due, '23:59')
          const reminder = calendar.addWorkingDays(due, -reminderLead)
          return [
            { occasion: period, at: momentOf(opens, sendTime), until, reminds: false },
            { occasion: period, at: momentOf(reminder, sendTime), until, reminds: true },
          ]
        })
        .filter(({ at }) => isBetween(dayAt(at), from, to)),
  },
}

/** Quarters whose opening or due day may fall between two days. */
function quartersAround(from: Day, to: Day): Quarter[] {
  const quarters = new Set<Quarter>()
  for (let on = addDays(from, -62); on <= addDays(to, 62); on = addDays(on, 28)) {
    quarters.add(quarterOf(on))
  }
  return [...quarters]
}

function isBetween(on: Day, from: Day, to: Day): boolean {
  return from <= on && on <= to
}

/** The office ends a period when all have handed in, or its time is over. */
export const closeAsks: AskKind = {
  name: 'period.close',
  open: (situation, { person, occasion }) =>
    openPeriods(situation).flatMap((each) => {
      if (occasion !== undefined && occasion !== each.period) return []
      const office = situation.bureau.roster
        .holders('assessment-office')
        .map((one) => one.id)
        .filter((one) => person === undefined || one === person)
      if (office.length === 0) return []
      const all = assessorsOf(situation.bureau, each)
      const submitted = submissionsIn(situation, each)
      const missing = all.filter((one) => !submitted.has(one))
      if (missing.length > 0 && situation.today <= each.due) return []
      const counts = { done: `${all.length - missing.length}`, all: `${all.length}` }
      return office.map((who) => askOf(each, who, 'ask-close', counts))
    }),
}
