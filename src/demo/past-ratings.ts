import { bug } from '../base/bug.js'
import { addDays, dayAt, type Instant, momentOf } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Bureau } from '../flows/context.js'
import type { Running } from '../flows/running.js'
import { assessorsOf, assignmentsOf } from '../flows/rating/assignments.js'
import { periodsOf, type RatingPeriod } from '../flows/rating/periods.js'
import { halves, meritOf } from './merit.js'
import type { PastEntry } from './past.js'
import { type Random, randomFrom } from './random.js'

interface RatingSource {
  calendar: WorkingCalendar
  seed: string
  cycle: Running
  bureauOn: (at: Instant) => Bureau
}

const rateTime = '15:40'

/** The ratings of some periods (`Q1`), each handed in between its first day and its due day, then closed. */
export function pastRatings(source: RatingSource, labels: readonly string[]): PastEntry[] {
  return periodsOf(source.cycle, source.calendar)
    .filter((of) => labels.some((label) => of.period.endsWith(`-${label}`)))
    .flatMap((of) => periodEntries(source, of))
}

function periodEntries(source: RatingSource, of: RatingPeriod): PastEntry[] {
  const { calendar, seed } = source
  const random = randomFrom(`${seed} ratings ${of.period}`)
  const bureau = source.bureauOn(momentOf(of.opens, '09:00'))
  const days = calendar.workingDaysBetween(of.opens, of.due) + 1
  const rated = assessorsOf(bureau, of).flatMap((assessor) => {
    const on = calendar.addWorkingDays(of.opens, random.below(days))
    const at = momentOf(on, rateTime)
    return assessorEntries({ bureau, of, seed, random, at }, assessor)
  })
  const closing = momentOf(calendar.shiftToWorkingDay(addDays(of.due, 1)), '10:00')
  const [office] = source.bureauOn(closing).roster.holders('assessment-office')
  const closed: PastEntry = {
    key: `closed ${of.period}`,
    at: closing,
    entry: {
      bureau: bureau.id,
      cycle: of.cycle.id,
      kind: 'period.closed',
      day: dayAt(closing),
      by: office?.id ?? bug('the demonstration has an assessment office'),
      period: of.period,
      body: { part: of.part.id },
    },
  }
  return [...rated, closed]
}

interface Rating {
  bureau: Bureau
  of: RatingPeriod
  seed: string
  random: Random
  at: Instant
}

/** One entry for each body that the assessor rates for, as the flow writes them. */
function assessorEntries(rating: Rating, assessor: string): PastEntry[] {
  const { bureau, of, at } = rating
  const byBody = new Map<string, { assessee: string; points: string }[]>()
  for (const { assessee, bodies } of assignmentsOf(bureau, of, assessor)) {
    const points = scoreOf(rating, assessee)
    for (const body of bodies) byBody.set(body, [...(byBody.get(body) ?? []), { assessee, points }])
  }
  return [...byBody].map(([body, ratings]) => ({
    key: `rating ${of.period} ${assessor} ${body}`,
    at,
    entry: {
      bureau: bureau.id,
      cycle: of.cycle.id,
      kind: 'rating.submitted',
      day: dayAt(at),
      by: assessor,
      period: of.period,
      body: { part: of.part.id, raterClass: body, ratings },
    },
  }))
}

/** Between 85 and 97, better for who is better, in half points. */
function scoreOf({ seed, random }: Rating, assessee: string): string {
  return halves(170 + meritOf(seed, assessee) + random.below(10))
}
