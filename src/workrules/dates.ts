import { must } from '../base/bug.js'
import {
  addDays,
  addMonths,
  type Day,
  day,
  firstDay,
  type Instant,
  instant,
  lastDay,
  lastDayOfQuarter,
  type Month,
  sameDayLater,
} from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type {
  Chain,
  Handover,
  TimeLimit,
  Within,
  WorkReport,
  WorkRules,
  WorkTable,
} from './model.js'
import type { AccountabilityRules } from './accountability-model.js'
import type { MajorRules } from './major-model.js'
import type { MeetingRules } from './meetings-model.js'
import type { Span } from './span.js'

/** The first working day on which one is there again. */
export function firstDayBack(span: Span, calendar: WorkingCalendar): Day {
  if (span.endsAtNoon && calendar.isWorkingDay(span.to)) return span.to
  return calendar.addWorkingDays(span.to, 1)
}

/** The last day for reporting back (销假). */
export function backDue(rules: WorkRules, span: Span, calendar: WorkingCalendar): Day {
  return rules.leave.back.value === 'last-day' ? span.to : firstDayBack(span, calendar)
}

/** The last day for reporting back from what a chain decides on; null where nobody has to. */
export function returnDue(chain: Chain, span: Span, calendar: WorkingCalendar): Day | null {
  if (chain.back.value === 'none') return null
  return chain.back.value === 'last-day' ? span.to : firstDayBack(span, calendar)
}

/** The last day for the slip of leave that was taken by telephone. */
export function slipDue(rules: WorkRules, span: Span, calendar: WorkingCalendar): Day {
  return calendar.addWorkingDays(firstDayBack(span, calendar), rules.leave.byTelephone.slip.value)
}

/** The last day on which a month's report is in time (WR-5). */
export function reportDue(report: WorkReport, month: Month, calendar: WorkingCalendar): Day {
  const due = report.due.value
  if (due.kind === 'last-working-day') return calendar.lastWorkingDay(month)
  const next = addMonths(month, 1)
  const last = lastDay(next)
  const named = addDays(firstDay(next), due.day - 1)
  const on = named > last ? last : named
  const in_ = report.edge.value === 'counted' ? on : addDays(on, -1)
  return report.shifts.value ? calendar.shiftToWorkingDay(in_) : in_
}

/** The last day for a table of a period: `2012-05`, `2012-Q2` or `2012`. */
export function tableDue(table: WorkTable, period: string, calendar: WorkingCalendar): Day {
  const end = {
    month: () => lastDay(period),
    quarter: () => lastDayOfQuarter(period),
    year: () => day(`${period}-12-31`),
  }[table.each]()
  return calendar.addWorkingDays(end, table.due.value)
}

/** The last day on which who takes over must be told (AB-3). */
export function handoverBy(handover: Handover, leaves: Day, calendar: WorkingCalendar): Day {
  const plain = addDays(leaves, -handover.before)
  if (handover.measured.value === 'calendar-days') return plain
  const working = calendar.addWorkingDays(leaves, -handover.before)
  return working < plain ? working : plain
}

/** What came with a matter that has a time limit. */
export interface Received {
  on: Day
  /** A limit that the matter itself brings: it goes first (TL-3, 4, 6). */
  explicit?: Day | undefined
  extended?: boolean | undefined
}

/** How long a matter may take, as it stands in the ledger once it is registered: no rules have to be looked at again. */
export type LimitClock =
  | { kind: 'none' }
  | { kind: 'day'; day: Day }
  | {
      kind: 'period'
      count: number
      unit: Extract<Within, { kind: 'period' }>['unit']
      /** The day of receipt is the first. */
      sameDay: boolean
      /** An end on a day off moves to the next working day. */
      shifts: boolean
    }

/** The clock of a matter: a limit that it brings goes first, and of two limits beside each other the shorter may. */
export function clockOf(
  rules: Pick<WorkRules, 'limits'>,
  limit: TimeLimit,
  received: Received,
  calendar: WorkingCalendar,
): LimitClock {
  const { on, explicit, extended = false } = received
  if (explicit !== undefined && !extended) return { kind: 'day', day: explicit }
  const longer = extended ? limit.extension?.atMost : undefined
  const own = clockWithin(limit, longer ?? limit.within.value)
  if (limit.beside?.takes.value !== 'shorter' || extended) return own
  const id = limit.beside.limit
  const other = must(
    rules.limits.find((one) => one.id === id),
    `time limit ${id}`,
  )
  const beside = clockWithin(other, other.within.value)
  const [ends, others] = [clockEnd(own, on, calendar), clockEnd(beside, on, calendar)]
  return ends === null || (others !== null && others < ends) ? beside : own
}

/**
 * The last day of a time limit; null where there is none by the calendar (as fast as possible, by the minute, or
 * explicit and not said).
 */
export function limitDue(
  rules: Pick<WorkRules, 'limits'>,
  limit: TimeLimit,
  received: Received,
  calendar: WorkingCalendar,
): Day | null {
  return clockEnd(clockOf(rules, limit, received, calendar), received.on, calendar)
}

/** The moment at which a limit by the minute or hour ends; null for others. */
export function limitMoment(limit: TimeLimit, from: Instant): Instant | null {
  return clockMoment(clockWithin(limit, limit.within.value), from)
}

/** The moment at which a clock by the minute or hour ends; null for others. */
export function clockMoment(clock: LimitClock, from: Instant): Instant | null {
  if (clock.kind !== 'period') return null
  if (clock.unit === 'minutes') return instant(from + clock.count * 60_000)
  return clock.unit === 'hours' ? instant(from + clock.count * 3_600_000) : null
}

function clockWithin(limit: TimeLimit, within: Within): LimitClock {
  if (within.kind !== 'period') return { kind: 'none' }
  const { count, unit } = within
  return {
    ...{ kind: 'period', count, unit },
    sameDay: limit.firstDay.value === 'same-day',
    shifts: limit.lastDay.value === 'next-working-day',
  }
}

/** The last day of a clock that began on a day; null where there is none by the calendar. */
export function clockEnd(clock: LimitClock, on: Day, calendar: WorkingCalendar): Day | null {
  if (clock.kind === 'day') return clock.day
  if (clock.kind === 'none') return null
  const { count, unit, sameDay, shifts } = clock
  if (unit === 'minutes' || unit === 'hours') return null
  if (unit === 'working-days') {
    return calendar.addWorkingDays(on, sameDay && calendar.isWorkingDay(on) ? count - 1 : count)
  }
  const from = sameDay ? addDays(on, -1) : on
  const end =
    unit === 'months'
      ? sameDayLater(from, count)
      : addDays(from, unit === 'weeks' ? count * 7 : count)
  return shifts ? calendar.shiftToWorkingDay(end) : end
}

/** Between when one goes into a meeting, and from when on one is late. */
export function meetingTimes(
  { enters, lateFrom }: MeetingRules,
  begins: Instant,
): { enterFrom: Instant; enterBy: Instant; lateFrom: Instant } {
  const before = (minutes: number): Instant => instant(begins - minutes * 60_000)
  const enterBy = before(enters.by)
  return {
    enterFrom: before(enters.from),
    enterBy,
    lateFrom: lateFrom.value === 'entering' ? enterBy : begins,
  }
}

/** The half day in which a meeting lies: what leave from it is as long as. */
export function meetingSpan(on: Day, time: string): Span {
  const morning = time < '12:00'
  return { from: on, to: on, startsAtNoon: !morning, endsAtNoon: morning }
}

/** The last day for the report after a meeting; null where none is asked for. */
export function briefDue({ brief }: MeetingRules, on: Day, calendar: WorkingCalendar): Day | null {
  return brief && calendar.addWorkingDays(on, brief.due.value)
}

/** Until when a major matter is reported, from its knowledge or happening on. */
export function majorDue(
  { limits }: Pick<WorkRules, 'limits'>,
  { limit }: Pick<MajorRules, 'limit'>,
  since: Instant,
): Instant {
  const found = must(
    limits.find(({ id }) => id === limit),
    `time limit ${limit}`,
  )
  return must(limitMoment(found, since), `time limit ${limit} is by the minute`)
}

/** The last day for the written report on what is over; null where none is asked for. */
export function majorWrittenDue(
  { written }: Pick<MajorRules, 'written'>,
  over: Day,
  calendar: WorkingCalendar,
): Day | null {
  return written && calendar.addWorkingDays(over, written.due.value)
}

/** The last day for the statement of who is concerned. */
export function statementBy({ statement }: Pick<AccountabilityRules, 'statement'>, on: Day): Day {
  return addDays(on, statement.within.value)
}

/** The last day for asking for a review of what was served on a day. */
export function reviewBy(
  rules: Pick<WorkRules, 'limits'>,
  { review }: Pick<AccountabilityRules, 'review'>,
  served: Day,
  calendar: WorkingCalendar,
): Day {
  return dayOfLimit(rules, review.limit, served, calendar)
}

/** The last day for the answer to what was asked for on a day. */
export function answerBy(
  rules: Pick<WorkRules, 'limits'>,
  { review }: Pick<AccountabilityRules, 'review'>,
  asked: Day,
  calendar: WorkingCalendar,
): Day {
  return dayOfLimit(rules, review.answer, asked, calendar)
}

function dayOfLimit(
  rules: Pick<WorkRules, 'limits'>,
  id: string,
  on: Day,
  calendar: WorkingCalendar,
): Day {
  const limit = must(
    rules.limits.find((one) => one.id === id),
    `time limit ${id}`,
  )
  return must(limitDue(rules, limit, { on }, calendar), `time limit ${id} ends on a day`)
}
