import type { z } from 'zod'
import { day, momentOf, timeAt } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import { majorDue, majorWrittenDue } from './dates.js'
import type { majorCase } from './major-shape.js'
import type { WorkRules } from './model.js'

/** What follows from a major matter of a case, by the key that it is named by; or why it can't be told. */
export function outcomeOfMajor(
  rules: WorkRules,
  of: z.output<typeof majorCase>,
  calendar: WorkingCalendar,
): Readonly<Record<string, string>> | string {
  const { major } = rules
  if (major === null) return '没有写重大事项'
  const due = majorDue(rules, major, momentOf(day(of.major), of.at))
  const written = of.over === undefined ? null : majorWrittenDue(major, day(of.over), calendar)
  return {
    'report-by': timeAt(due),
    levels: major.levels.join(' '),
    told: major.informs.join(' '),
    unread: major.unread.value,
    urgent: major.urgent.value ? 'yes' : 'no',
    ...(written === null ? {} : { 'written-by': written }),
    fact: major.misreported?.fact ?? 'none',
    judges: major.misreported?.judgedBy.join(' ') ?? 'none',
    'erased-after': `${major.erasedAfter.value}`,
  }
}
