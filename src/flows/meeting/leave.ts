import { must } from '../../base/bug.js'
import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { meetingSpan } from '../../workrules/dates.js'
import { type Ruled, ruledBy, vacantIn, waitingOf } from '../chain/chain.js'
import { type Decision, decide } from '../chain/decide.js'
import { informedOf } from '../chain/people.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards } from '../notices.js'
import { meetingLeaveAsked, meetingLeaveChain } from './entries.js'
import type { MeetingIntent, MeetingLeaveIntent } from './intents.js'
import { leaveFrom, type Meeting, meetingsSlice } from './meetings.js'

/**
 * A meeting to which somebody is asked, before it begins.
 * @refuses gone, meeting-not-asked, meeting-cancelled, meeting-begun
 */
function askedTo(ctx: Context, id: string): Meeting | Refusal {
  const meeting = ctx.collected.of(meetingsSlice).byId.get(id)
  if (!meeting) return refuse('gone')
  if (!meeting.persons.includes(ctx.person)) return refuse('meeting-not-asked')
  if (meeting.cancelled) return refuse('meeting-cancelled')
  return meeting.begins <= ctx.now ? refuse('meeting-begun') : meeting
}

/**
 * Asks not to come to a meeting; the work rules say who decides.
 * @refuses {@link askedTo}, meeting-leave-there, meeting-reason, {@link ruledLeave}
 */
export async function askMeetingLeave(
  ctx: Context,
  { meeting: id, text }: Extract<MeetingIntent, { text: string }>,
): Promise<Outcome> {
  const meeting = askedTo(ctx, id)
  if (isRefusal(meeting)) return meeting
  const before = leaveFrom(meeting, ctx.person)?.stage
  if (before === 'asked' || before === 'approved' || before === 'refused')
    return refuse('meeting-leave-there')
  if (text === '') return refuseForm([fault('reason', 'meeting-reason')])
  const ruled = ruledLeave(ctx, meeting)
  if (isRefusal(ruled)) return ruled
  const { person } = ctx
  const request = { person, deciding: ruled.deciding, passed: [] }
  const first = waitingOf(ctx.bureau, request)
  const leave = meetingLeaveAsked.write(ctx, {
    ...{ about: id, subject: person, personal: { reason: text } },
    body: {
      rank: ruled.rank,
      deciding: first === null ? [] : [...ruled.deciding],
      informed: [...ruled.informed],
    },
  })
  if (first === null) {
    await tellKeeper(ctx, meeting)
    return done('meeting-leave-stands')
  }
  await sendCards(
    ctx,
    first.asked.map((one) => ({ person: one, card: { kind: 'meeting-leave', key: leave } })),
    meeting.begins <= ctx.now + soonMs ? { notBefore: ctx.now } : {},
  )
  const who = first.asked.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  return done('meeting-leave-asked', { who })
}

/** A meeting that begins within a day does not wait for the morning. */
const soonMs = 24 * 3_600_000

/**
 * The chain for the half day in which the meeting lies.
 * @refuses meeting-leave-outside, meeting-leave-vacant
 */
function ruledLeave(ctx: Context, meeting: Meeting): Ruled | Refusal {
  const work = must(ctx.bureau.work, 'a meeting has rules')
  const { roster } = ctx.bureau
  const rules = must(work.rules.meetings, 'a meeting has rules')
  const found = work.rules.chains.find(({ id }) => id === rules.leave.chain)
  const chain = must(found, `chain ${rules.leave.chain}`)
  const span = meetingSpan(meeting.day, meeting.time)
  const { person, calendar } = ctx
  const ruled = ruledBy({ work, roster, chain }, { person, span, calendar })
  if (ruled.steps === 'outside') return refuse('meeting-leave-outside', { clause: chain.clause })
  const vacant = vacantIn(ctx.bureau, { person, deciding: ruled.deciding })
  if (vacant.length === 0) return ruled
  return refuse('meeting-leave-vacant', { role: vacant.map(({ name }) => name).join('、') })
}

const decisions = {
  'meeting.agree': 'pass',
  'meeting.return': 'return',
  'meeting.refuse': 'refuse',
} as const satisfies Record<string, Decision>

type Deciding = MeetingLeaveIntent & { verb: keyof typeof decisions }

/**
 * One in the chain agrees, sends back or refuses; who called the meeting is told of what is approved.
 * @refuses (meeting.agree) gone, meeting-cancelled, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-ended-withdrawn, chain-passed-before, chain-not-yours
 * @refuses (meeting.return, meeting.refuse) gone, meeting-cancelled, chain-ended-approved, chain-ended-returned,
 * chain-ended-refused, chain-ended-withdrawn, chain-passed-before, chain-not-yours, chain-reason
 */
export async function decideMeetingLeave(ctx: Context, intent: Deciding): Promise<Outcome> {
  const { leaves, byId } = ctx.collected.of(meetingsSlice)
  const [leave, meeting] = [leaves.get(intent.leave), byId.get(intent.meeting)]
  if (!leave || !meeting || leave.meeting !== meeting.id) return refuse('gone')
  if (meeting.cancelled) return refuse('meeting-cancelled')
  const made = decide(ctx, {
    request: { ...leave, ended: leave.stage === 'asked' ? null : leave.stage },
    entries: meetingLeaveChain,
    decision: decisions[intent.verb],
    text: intent.text,
    field: 'text',
  })
  if (isRefusal(made)) return made
  const { person } = leave
  const name = ctx.bureau.roster.nameOf(person)
  const own = { person, card: { kind: 'meeting', key: meeting.id } }
  if (made.what !== 'pass') {
    await sendCards(ctx, [own])
    return done(made.what === 'return' ? 'leave-returned' : 'leave-refused', { name })
  }
  await sendCards(
    ctx,
    made.next.map((one) => ({ person: one, card: { kind: 'meeting-leave', key: leave.id } })),
  )
  if (!made.last) {
    const who = made.next.map((one) => ctx.bureau.roster.nameOf(one)).join('、') || '目前无人'
    return done('leave-passed', { name, who })
  }
  await sendCards(ctx, [
    own,
    ...informedOf(ctx.bureau, leave).map((one) => ({
      person: one,
      card: { kind: 'meeting-leave', key: leave.id },
    })),
  ])
  await tellKeeper(ctx, meeting)
  return done('meeting-leave-approved', { name })
}

/** Who called the meeting learns that somebody does not come, unless they decided it themselves. */
async function tellKeeper(ctx: Context, { id, caller }: Meeting): Promise<void> {
  if (caller === ctx.person) return
  await sendCards(ctx, [{ person: caller, card: { kind: 'meeting', key: id } }])
}

/**
 * Takes a leave from a meeting back before that begins: one comes after all.
 * @refuses gone, meeting-cancelled, meeting-begun, meeting-leave-over
 */
export async function withdrawMeetingLeave(
  ctx: Context,
  { leave: id }: MeetingLeaveIntent,
): Promise<Outcome> {
  const { leaves, byId } = ctx.collected.of(meetingsSlice)
  const leave = leaves.get(id)
  const meeting = byId.get(leave?.meeting ?? '')
  if (!leave || !meeting || leave.person !== ctx.person) return refuse('gone')
  if (meeting.cancelled) return refuse('meeting-cancelled')
  if (meeting.begins <= ctx.now) return refuse('meeting-begun')
  if (leave.stage !== 'asked' && leave.stage !== 'approved') return refuse('meeting-leave-over')
  meetingLeaveChain.withdrawn.write(ctx, { about: id, subject: ctx.person, body: {} })
  if (leave.stage === 'approved') await tellKeeper(ctx, meeting)
  return done('meeting-leave-withdrawn')
}
