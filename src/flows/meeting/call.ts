import { addDays, dayText, isDay, momentOf } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { briefDue } from '../../workrules/dates.js'
import type { MeetingRules } from '../../workrules/meetings-model.js'
import { type Context, done, type Outcome } from '../context.js'
import { minuteOf } from '../fact/check.js'
import { meetingLimits } from '../limits.js'
import { readNames } from '../names.js'
import { sendCards, type Timing } from '../notices.js'
import { quietUntil } from '../working-hours.js'
import { meetingCalled, meetingCancelled } from './entries.js'
import { keepMeeting, noMeetingWords } from './form.js'
import type { MeetingFormIntent, MeetingIntent, MeetingWords } from './intents.js'
import { type Meeting, meetingsSlice } from './meetings.js'
import { keeperNames, keeps, mayNotCall, meetingRules } from './who.js'

/** A meeting is not called longer ahead: who belongs to the bureau then is not known. */
const aheadDays = 366

/** A form that can be called. */
interface Read {
  on: string
  time: string
  persons: string[]
  briefs: string[] | 'each'
}

/**
 * Calls a meeting and tells everybody who is named. From `meeting-title` on all faults are said at once.
 * @refuses {@link mayNotCall}, meeting-title, meeting-at, meeting-past, meeting-far, meeting-place, meeting-names,
 * names-nobody, names-which, meeting-many, meeting-brief-who
 */
export async function callMeeting(
  ctx: Context,
  { words }: Extract<MeetingFormIntent, { verb: 'meeting.call' }>,
): Promise<Outcome> {
  const refusal = mayNotCall(ctx)
  const rules = meetingRules(ctx.bureau)
  if (refusal || !rules) return refusal ?? refuse('meeting-no-rules')
  const read = readForm(ctx, rules, words)
  if (isRefusal(read)) return read
  const { on, time, persons, briefs } = read
  if (!isDay(on)) return refuse('meeting-at')
  const { title, place, note } = words
  const asksNobody = briefs !== 'each' && briefs.length === 0
  const id = meetingCalled.write(ctx, {
    day: on,
    body: {
      ...{ time, persons, briefs },
      briefDue: asksNobody ? null : briefDue(rules, on, ctx.calendar),
    },
    personal: { title, place, note },
  })
  await keepMeeting(ctx.tx, ctx, { words: noMeetingWords, made: id })
  await tellCalled(ctx, { id, on, time, persons })
  return done('meeting-called', { count: `${persons.length}`, day: dayText(on), time })
}

function readForm(ctx: Context, rules: MeetingRules, words: MeetingWords): Read | Refusal {
  const { title, at, place, names, briefs } = words
  const [on = '', time = ''] = minuteOf(at)?.split('T') ?? []
  const asked = readNames(ctx.bureau, names, { field: 'names' })
  const { persons } = asked
  const max = meetingLimits.persons
  const empty = names.trim() === ''
  const faults: Fault[] = [
    ...(title === '' ? [fault('title', 'meeting-title')] : []),
    ...timeFaults(ctx, on, time),
    ...(place === '' ? [fault('place', 'meeting-place')] : []),
    ...(empty ? [fault('names', 'meeting-names')] : asked.faults),
    ...(persons.length > max ? [fault('names', 'meeting-many', { max: `${max}` })] : []),
  ]
  const each = rules.brief?.of.value === 'each'
  const reports = readNames(ctx.bureau, each ? '' : briefs, { field: 'briefs', among: persons })
  // Of people who could not be read nobody can say whether they are asked.
  if (reports.faults.length > 0 && asked.faults.length === 0 && !empty) {
    const wrong = [...new Set(reports.faults.map((one) => one.with.names))]
    faults.push(fault('briefs', 'meeting-brief-who', { names: wrong.join('、') }))
  }
  return refuseForm(faults) ?? { on, time, persons, briefs: each ? 'each' : reports.persons }
}

function timeFaults(ctx: Context, on: string, time: string): Fault[] {
  if (!isDay(on)) return [fault('at', 'meeting-at')]
  if (momentOf(on, time) <= ctx.now) return [fault('at', 'meeting-past')]
  return on > addDays(ctx.today, aheadDays) ? [fault('at', 'meeting-far')] : []
}

/**
 * Everybody who is named is told, at once where the meeting begins before the next working morning. Who called it gets the
 * card on which it is written down who came when it begins; one that was cancelled shows nothing and is not sent.
 */
async function tellCalled(
  ctx: Context,
  of: { id: string; on: string; time: string; persons: readonly string[] },
): Promise<void> {
  const { id, on, time, persons } = of
  if (!isDay(on)) return
  const begins = momentOf(on, time)
  const soon: Timing = begins <= quietUntil(ctx.calendar, ctx.now) ? { notBefore: ctx.now } : {}
  const others = persons.filter((person) => person !== ctx.person)
  await sendCards(
    ctx,
    others.map((person) => ({ person, card: { kind: 'meeting', key: id } })),
    { ...soon, expiresAt: begins },
  )
  const marks = { person: ctx.person, card: { kind: 'meeting-marks', key: id } }
  await sendCards(ctx, [marks], { notBefore: begins })
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotCall}
 */
export async function anotherMeeting(ctx: Context): Promise<Outcome> {
  const refusal = mayNotCall(ctx)
  if (refusal) return refusal
  await keepMeeting(ctx.tx, ctx, { words: noMeetingWords, made: '' })
  return done('refreshed')
}

/**
 * A meeting that somebody keeps, and that was not cancelled.
 * @refuses gone, meeting-not-yours, meeting-cancelled
 */
export function keptMeeting(ctx: Context, id: string): Meeting | Refusal {
  const meeting = ctx.collected.of(meetingsSlice).byId.get(id)
  if (!meeting) return refuse('gone')
  if (!keeps(ctx.bureau, meeting, ctx.person)) {
    return refuse('meeting-not-yours', { who: keeperNames(ctx.bureau, meeting) })
  }
  return meeting.cancelled ? refuse('meeting-cancelled') : meeting
}

/**
 * Calls a meeting off before it begins, and tells who was asked to it.
 * @refuses {@link keptMeeting}, meeting-begun, meeting-reason
 */
export async function cancelMeeting(
  ctx: Context,
  { meeting: id, text }: Extract<MeetingIntent, { text: string }>,
): Promise<Outcome> {
  const meeting = keptMeeting(ctx, id)
  if (isRefusal(meeting)) return meeting
  if (meeting.begins <= ctx.now) return refuse('meeting-begun')
  if (text === '') return refuseForm([fault('why', 'meeting-reason')])
  meetingCancelled.write(ctx, { about: id, body: {}, personal: { reason: text } })
  const soon = meeting.begins <= quietUntil(ctx.calendar, ctx.now)
  await sendCards(
    ctx,
    meeting.persons
      .filter((person) => person !== ctx.person)
      .map((person) => ({ person, card: { kind: 'meeting', key: id } })),
    soon ? { notBefore: ctx.now } : {},
  )
  return done('meeting-cancelled-now')
}
