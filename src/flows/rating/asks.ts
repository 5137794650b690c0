import { times } from '../jobs.js'
import { addDays, type Day, dayAt, momentOf } from '../../base/day.js'
import {
  type Period,
  periodOccasion,
  periodText,
  type YearBegins,
} from '../../base/assessment-year.js'
import type { Ask, AskKind, AskMoment } from '../asks.js'
import { type DueRules, noRules } from '../jobs.js'
import type { Situation } from '../context.js'
import { actingIn, rates, ratersOf } from './assignments.js'
import { openPeriods, periodsAround, type RatingPeriod, ratingKey, windowOf } from './periods.js'
import { forecastRatings } from './forecast.js'
import { periodPlace, ratedIn, ratedSlice, type Submission } from './rated.js'

/** Time of day at which cards and reminders come. */
const sendTime = times.morning
/** The office is reminded of what it has not ended so many working days after its card. Ours. */
const closeReminder = 5

/** What was handed in for a period, by assessor. */
export function submissionsIn(
  { collected }: Pick<Situation, 'collected'>,
  { cycle, part, period }: Pick<RatingPeriod, 'cycle' | 'part' | 'period'>,
): ReadonlyMap<string, Submission> {
  const { submissions } = ratedIn(collected.of(ratedSlice), cycle.id)
  return submissions.get(periodPlace(period, part.id)) ?? new Map()
}

/** Whether a person has handed in for a period, also for those in whose place the office named the person since. */
export function hasHandedIn(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  of: RatingPeriod,
  person: string,
): boolean {
  const submission = submissionsIn(situation, of).get(person)
  if (!submission) return false
  return [...actingIn(situation, of).values()].every(
    (one) => one.instead !== person || one.at <= submission.at,
  )
}

/** Raters who have not handed in for a period. */
export function missingIn(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  of: RatingPeriod,
): string[] {
  return ratersOf(situation, of).filter((one) => !hasHandedIn(situation, of, one))
}

function about(of: RatingPeriod): Pick<Ask, 'cycle' | 'about' | 'occasion' | 'opens'> {
  return {
    cycle: of.cycle.id,
    about: ratingKey(of),
    occasion: occasionOf(of),
    opens: momentOf(of.opens, sendTime),
  }
}

/** What is asked about a period: its part is named where a scheme has several. */
function says(of: RatingPeriod, code: string, more: Record<string, string> = {}): Ask['says'] {
  return {
    code,
    with: { period: periodText(of.period, of.cycle.scheme.begins), part: of.part.name, ...more },
  }
}

/** The name of a period's cards and reminders among those of all years. */
export function occasionOf({ cycle, period }: Pick<RatingPeriod, 'cycle' | 'period'>): string {
  return periodOccasion(cycle.scheme.begins, period)
}

/** The moments of the periods around two days that lie between them, of every year that the bureau's schemes have. */
export function momentsBetween(
  { from, to, years }: { from: Day; to: Day; years: DueRules['years'] },
  momentsOf: (occasion: string, period: Period, begins: YearBegins) => AskMoment[],
): AskMoment[] {
  const occasions = years.flatMap((begins) =>
    periodsAround(begins, from, to).map((period) => ({ begins, period })),
  )
  const all = new Map(
    occasions.map(({ begins, period }) => [
      periodOccasion(begins, period),
      () => momentsOf(periodOccasion(begins, period), period, begins),
    ]),
  )
  return [...all.values()]
    .flatMap((momentsAt) => momentsAt())
    .filter(({ at }) => from <= dayAt(at) && dayAt(at) <= to)
}

/** When the office's card that ends a period comes: on the working day after its last one, and once more some days later. */
export const closingMoments: NonNullable<AskKind['sends']>['moments'] = (
  calendar,
  from,
  to,
  { years } = noRules,
) =>
  momentsBetween({ from, to, years }, (occasion, period, begins) => {
    const { due } = windowOf(begins, period, calendar)
    const first = calendar.shiftToWorkingDay(addDays(due, 1))
    const again = calendar.addWorkingDays(first, closeReminder)
    return [
      { occasion, at: momentOf(first, sendTime), until: null, reminds: false },
      { occasion, at: momentOf(again, sendTime), until: null, reminds: true },
    ]
  })

/** Each period from each assessor: one card with all their people. */
export const rateAsks: AskKind = {
  name: 'period.rate',
  forecast: forecastRatings,
  open: (situation, { person, occasion }) =>
    openPeriods(situation).flatMap((each) => {
      if (occasion !== undefined && occasion !== occasionOf(each)) return []
      const owing =
        person === undefined
          ? missingIn(situation, each)
          : !hasHandedIn(situation, each, person) && rates(situation, each, person)
            ? [person]
            : []
      return owing.map((who) => ({
        ...about(each),
        kind: 'period.rate',
        who,
        says: says(each, 'ask-rate'),
        card: { kind: 'rating', key: ratingKey(each) },
        due: each.due,
        lateFrom: momentOf(addDays(each.due, 1)),
      }))
    }),
  sends: {
    titles: { open: '发评价卡片', remind: '提醒评价' },
    moments: (calendar, from, to, { years } = noRules) =>
      momentsBetween({ from, to, years }, (occasion, period, begins) => {
        const { opens, due, remindOn } = windowOf(begins, period, calendar)
        const until = momentOf(due, '23:59')
        return [
          { occasion, at: momentOf(opens, sendTime), until, reminds: false },
          { occasion, at: momentOf(remindOn, sendTime), until, reminds: true },
        ]
      }),
  },
}

/** The office ends a period when all have handed in, or its time is over: then its card comes by itself. */
export const closeAsks: AskKind = {
  name: 'period.close',
  open: (situation, { person, occasion }) =>
    openPeriods(situation).flatMap((each) => {
      if (occasion !== undefined && occasion !== occasionOf(each)) return []
      const office = situation.bureau.roster
        .holders('assessment-office')
        .map((one) => one.id)
        .filter((one) => person === undefined || one === person)
      if (office.length === 0) return []
      const all = ratersOf(situation, each).length
      const missing = missingIn(situation, each).length
      if (missing > 0 && situation.today <= each.due) return []
      return office.map((who) => ({
        ...about(each),
        kind: 'period.close',
        who,
        says: says(each, 'ask-close', { done: `${all - missing}`, all: `${all}` }),
        card: { kind: 'period', key: ratingKey(each) },
        due: null,
        lateFrom: null,
      }))
    }),
  sends: {
    titles: { open: '发结束评价卡片', remind: '提醒结束评价' },
    moments: closingMoments,
  },
}
