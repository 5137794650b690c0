import { addDays, type Day } from '../../base/day.js'
import type { Rule } from '../../scheme/model/rules.js'
import { objectionWindow } from '../../scheme/model/windows.js'
import type { Bureau, Context, Seeing } from '../context.js'
import { isProvisional } from '../provisional.js'

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

/** Whether the last day of an open window was reckoned in a year whose notice is not known; never for natural days. */
export function windowIsProvisional(seeing: Seeing, rule: Rule | undefined, until: Day): boolean {
  const { measure } = objectionWindow(seeing.bureau.scheme, rule)
  return measure !== 'calendar-days' && isProvisional(seeing, until)
}
