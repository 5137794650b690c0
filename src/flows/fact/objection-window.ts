import { addDays, type Day } from '../../base/day.js'
import type { Rule } from '../../scheme/model/rules.js'
import { objectionWindow } from '../../scheme/model/windows.js'
import type { Bureau, Context } from '../context.js'

/** The last day on which an objection is heard against a fact of a rule that was told on a day. */
export function objectionUntil(
  bureau: Pick<Bureau, 'scheme'>,
  rule: Rule | undefined,
  told: { on: Day; calendar: Pick<Context['calendar'], 'addWorkingDays'> },
): Day {
  const { days, measure } = objectionWindow(bureau.scheme, rule)
  return measure === 'calendar-days'
    ? addDays(told.on, days)
    : told.calendar.addWorkingDays(told.on, days)
}
