import { type Day, dayAt } from '../../base/day.js'
import type { Windows } from '../../scheme/model/scheme.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { quietUntil } from '../working-hours.js'
import type { AppealRecord } from './appeals.js'

/**
 * Until when a review is answered where the regulation only says promptly, or nothing: as many working days as the
 * regulations give for asking. A bureau that wants it otherwise writes it into its scheme.
 */
export const answerDays = 10

/** The last day for an answer to what was asked on a day, and whether the regulation says so. */
export function answerDue(
  { calendar }: Pick<Situation, 'calendar'>,
  { answer }: Pick<Windows, 'answer'>,
  on: Day,
): { due: Day; days: number; ruled: boolean } {
  const days = answer?.value ?? answerDays
  return { due: calendar.addWorkingDays(on, days), days, ruled: answer !== null }
}

/** The last day for a further appeal against an answer, from the day it came; null where the scheme has none. */
export function furtherUntil(
  { calendar }: Pick<Situation, 'calendar'>,
  cycle: Pick<Running, 'scheme'>,
  { answered, further }: Pick<AppealRecord, 'answered' | 'further'>,
): Day | null {
  const window = cycle.scheme.windows.further
  if (!window || !answered || further !== null || answered.finding === 'granted') return null
  return calendar.addWorkingDays(dayAt(quietUntil(calendar, answered.at)), window.days.value)
}
