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
  over: boolean
}

/** The publicity of what a cycle published last; null while it published nothing. */
export function publicityOf(
  situation: Pick<Situation, 'collected' | 'calendar' | 'today'>,
  { id, scheme }: Pick<Running, 'id' | 'scheme'>,
): Publicity | null {
  const last = situation.collected.of(publishedSlice).get(id)?.at(-1)
  if (!last) return null
  const { until, provisional } = publicityFrom(situation, last.on, scheme.windows.publicity.value)
  return { until, provisional, over: situation.today > until }
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
