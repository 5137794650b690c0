import type { Day } from '../../base/day.js'
import type { Situation } from '../context.js'
import { isProvisional } from '../provisional.js'
import type { Running } from '../running.js'
import { publishedSlice } from './published.js'

/** How long the last version of a cycle's results stands open. */
export interface Publicity {
  /** Last working day of it. */
  until: Day
  /** The last day may still change: the year's notice is not known. */
  provisional: boolean
  /** Nothing of it runs any more, nor the time in which a review may be asked for. */
  over: boolean
  /** A review may be asked for until this day: the publicity is not all that has to be over. */
  reviewUntil: Day
}

/** The publicity of what a cycle published last; null while it published nothing. */
export function publicityOf(
  situation: Pick<Situation, 'collected' | 'calendar' | 'today'>,
  { id, scheme }: Pick<Running, 'id' | 'scheme'>,
): Publicity | null {
  const last = situation.collected.of(publishedSlice).get(id)?.at(-1)
  if (!last) return null
  const { until, provisional } = publicityFrom(situation, last.on, scheme.windows.publicity.value)
  // Whom a result reaches on the next working morning has a day longer.
  const reviewUntil = situation.calendar.addWorkingDays(last.on, scheme.windows.review.value + 1)
  const lastDay = until > reviewUntil ? until : reviewUntil
  return { until, provisional, over: situation.today > lastDay, reviewUntil }
}

/** The publicity of so many working days that begins with the publication on a day. */
export function publicityFrom(
  situation: Pick<Situation, 'calendar' | 'today'>,
  from: Day,
  workingDays: number,
): { until: Day; provisional: boolean } {
  const until = situation.calendar.addWorkingDays(from, workingDays)
  return { until, provisional: isProvisional(situation, until) }
}
