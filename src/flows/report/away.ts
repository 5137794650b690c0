import { addDays, firstDay, lastDay, type Month } from '../../base/day.js'
import { holdsOn } from '../../roster/roster.js'
import type { Situation } from '../context.js'
import { approvedOn } from '../chain/request.js'
import { leavesSlice } from '../leave/leaves.js'

/**
 * Whether somebody is on approved leave on every working day of a month that they belonged to the bureau: then there is
 * nothing to report, and the plans wait for the next month.
 */
export function isAwayAllMonth(
  { bureau, collected, calendar }: Pick<Situation, 'bureau' | 'collected' | 'calendar'>,
  month: Month,
  person: string,
): boolean {
  const leaves = collected.of(leavesSlice)
  const memberships = bureau.roster.person(person)?.memberships ?? []
  let days = 0
  for (let on = firstDay(month); on <= lastDay(month); on = addDays(on, 1)) {
    if (!calendar.isWorkingDay(on) || !memberships.some((of) => holdsOn(of, on))) continue
    if (!approvedOn(leaves, person, { on, back: 'without' })) return false
    days++
  }
  return days > 0
}
