import {
  addDays,
  addMonths,
  type Day,
  lastDay,
  momentOf,
  monthOf,
  weekday,
} from '../../base/day.js'
import { canonicalJson } from '../../base/json.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { isByWorkingTime } from '../../scoring/counting/deadline.js'
import type { WorkingTime } from '../../scoring/input.js'
import { mayNot } from '../access.js'
import type { AskKind } from '../asks.js'
import { type Context, done, type Outcome } from '../context.js'
import { eachDay, type Job, times } from '../jobs.js'
import { type Running, yearOf, type YearOfCycle } from '../running.js'
import { manageCycles } from './actions.js'
import { cyclesSlice, historyOf } from './collected.js'
import { cycleWorkingTime } from './entries.js'
import type { CycleIntent } from './intents.js'

/** Whether something in a cycle is timed by working hours or rest days. */
export function asksWorkingTime({ scheme }: Pick<Running, 'scheme'>): boolean {
  return scheme.clocks.some(isByWorkingTime)
}

/** What is timed in a year may still run in the first month of the next. */
function spanTimed(cycle: YearOfCycle): { from: Day; to: Day } {
  const { from, to } = yearOf(cycle)
  return { from, to: lastDay(addMonths(monthOf(to), 1)) }
}

/** Days off besides weekends, and weekend days that are worked, as the calendar knows them now. */
export function daysOff(
  calendar: Pick<WorkingCalendar, 'isWorkingDay'>,
  cycle: YearOfCycle,
): Pick<WorkingTime, 'holidays' | 'workdays'> {
  const holidays: { from: Day; to: Day }[] = []
  const workdays: Day[] = []
  const { from, to } = spanTimed(cycle)
  for (let at = from; at <= to; at = addDays(at, 1)) {
    const isWeekend = weekday(at) >= 6
    if (calendar.isWorkingDay(at)) {
      if (isWeekend) workdays.push(at)
      continue
    }
    if (isWeekend) continue
    const last = holidays.at(-1)
    if (last && addDays(last.to, 1) === at) last.to = at
    else holidays.push({ from: at, to: at })
  }
  return { holidays, workdays }
}

const stretch = /^(\d{1,2}:\d{2})\s*[-–—~～至到]\s*(\d{1,2}:\d{2})$/
const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** `08:30-12:00 13:30-18:00` as stretches of a day, in order and apart; null for what is none. */
export function readHours(typed: string): WorkingTime['hours'] | null {
  const pieces = typed
    .normalize('NFKC')
    .replaceAll(/\s*([-–—~～至到])\s*/g, '$1')
    .split(/[\s,，;；、]+/)
    .filter((piece) => piece !== '')
  const hours = pieces.flatMap((piece) => {
    const [, from = '', to = ''] = stretch.exec(piece) ?? []
    return [{ from: from.padStart(5, '0'), to: to.padStart(5, '0') }]
  })
  const right = hours.every(
    ({ from, to }, index) =>
      time.test(from) && time.test(to) && from < to && (hours[index - 1]?.to ?? '') <= from,
  )
  return right && hours.length > 0 ? hours : null
}

/**
 * Sets the hours that are worked, for what a scheme times by them; rest days are the calendar's. It holds for all that
 * was recorded before too.
 *
 * @refuses not-allowed, no-cycle, working-time-unused, working-time-hours, working-time-same
 */
export async function setWorkingTime(
  ctx: Context,
  intent: Extract<CycleIntent, { verb: 'cycle.working-time' }>,
): Promise<Outcome> {
  const refusal = mayNot(ctx.bureau, ctx.person, manageCycles, 'anything')
  if (refusal) return refusal
  const cycle = ctx.bureau.cycles.find((each) => each.id === intent.cycle)
  if (!cycle) return refuse('no-cycle')
  if (!asksWorkingTime(cycle)) return refuse('working-time-unused')
  const hours = readHours(intent.hours)
  if (hours === null) return refuseForm([fault('hours', 'working-time-hours')])
  const now = { hours, ...daysOff(ctx.calendar, cycle) }
  const before = historyOf(ctx.collected.of(cyclesSlice), cycle.id).workingTime
  if (canonicalJson(before) === canonicalJson(now)) return refuse('working-time-same')
  cycleWorkingTime.write(ctx, { cycle: cycle.id, body: now })
  return done('working-time-set', { hours: hoursText(hours) })
}

/** Stretches of a day for people: `08:30-12:00 13:30-18:00`. */
export function hoursText(hours: WorkingTime['hours']): string {
  return hours.map(({ from, to }) => `${from}-${to}`).join(' ')
}

/** The calendar has learnt of other rest days: what is timed by them goes by these from now on. */
export const workingDays: Job = {
  name: 'cycle-working-days',
  title: '按新的放假安排计时',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(from, to, times.night),
  async run(ctx) {
    const histories = ctx.collected.of(cyclesSlice)
    for (const cycle of ctx.bureau.cycles) {
      const { id } = cycle
      const before = historyOf(histories, id).workingTime
      if (before === null) continue
      const now = { hours: before.hours, ...daysOff(ctx.calendar, cycle) }
      if (canonicalJson(before) === canonicalJson(now)) continue
      cycleWorkingTime.write(ctx, { cycle: id, body: now })
    }
    return null
  },
}

/** Hours that a scheme times by wait for the office. */
export const workingTimeAsks: AskKind = {
  name: 'cycle.working-time',
  open: ({ bureau, collected }, { person, occasion }) =>
    bureau.cycles.flatMap((cycle) => {
      if ((occasion ?? cycle.id) !== cycle.id || !asksWorkingTime(cycle)) return []
      if (historyOf(collected.of(cyclesSlice), cycle.id).workingTime !== null) return []
      const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
      return office
        .filter((who) => person === undefined || who === person)
        .map((who) => ({
          ...{ kind: 'cycle.working-time', cycle: cycle.id, who, about: cycle.id },
          occasion: cycle.id,
          says: { code: 'ask-working-time', with: { scheme: cycle.scheme.shortTitle } },
          card: { kind: 'cycle', key: cycle.id },
          opens: momentOf(yearOf(cycle).from, '00:00'),
          due: null,
          lateFrom: null,
        }))
    }),
}
