import type { z } from 'zod'
import { day, momentOf, timeAt } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import { stepsFor } from './chains.js'
import { briefDue, meetingSpan, meetingTimes } from './dates.js'
import type { meetingCase } from './meetings-shape.js'
import type { WorkRules } from './model.js'

/** What follows from a meeting of a case, by the key that it is named by; or why it can't be told. */
export function outcomeOfMeeting(
  rules: WorkRules,
  of: z.output<typeof meetingCase>,
  calendar: WorkingCalendar,
): Readonly<Record<string, string>> | string {
  const { meetings } = rules
  if (meetings === null) return '没有写会议'
  const on = day(of.meeting)
  const { enterFrom, enterBy, lateFrom } = meetingTimes(meetings, momentOf(on, of.at))
  const chain = rules.chains.find((one) => one.id === meetings.leave.chain)
  const stepped =
    chain && of.rank !== undefined
      ? stepsFor(chain, of.rank, meetingSpan(on, of.at), calendar)
      : null
  const { absent, late, substituted } = meetings.marks
  const due = briefDue(meetings, on, calendar)
  return {
    'enter-from': timeAt(enterFrom),
    'enter-by': timeAt(enterBy),
    'late-from': timeAt(lateFrom),
    calls: meetings.callers.value.join(' '),
    absent: absent.value ?? 'none',
    late: late.value ?? 'none',
    substituted: substituted.value ?? 'none',
    ...(stepped && typeof stepped.steps !== 'string' ? { steps: stepped.steps.join(' ') } : {}),
    decides: stepped?.deciding.join(' ') ?? 'none',
    'erased-after': `${meetings.leave.erasedAfter.value}`,
    'brief-of': meetings.brief?.of.value ?? 'none',
    ...(due === null ? {} : { 'brief-due': due }),
    reads: meetings.brief?.reads.join(' ') ?? '',
  }
}
