import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { sendCards } from '../notices.js'
import { meetingBriefed, meetingBriefRead } from './entries.js'
import type { MeetingIntent } from './intents.js'
import { type Meeting, meetingsSlice, reportersOf } from './meetings.js'
import { isExcused, readersOf } from './who.js'

/** Who reports after a meeting, as far as it is known who came: nobody who has leave. */
export function reportersIn(situation: Situation, meeting: Meeting): string[] {
  const excused = meeting.marked
    ? []
    : meeting.persons.filter((person) => isExcused(situation, meeting, person))
  return reportersOf(meeting, excused)
}

/** Whether a report of today is late. */
export function isBriefLate(situation: Situation, { briefDue }: Meeting): boolean {
  return briefDue !== null && situation.today > briefDue
}

/**
 * A meeting after which the person reports.
 * @refuses gone, meeting-cancelled, meeting-brief-early, meeting-brief-not-asked, meeting-brief-there
 */
function toBriefOf(ctx: Context, id: string): Meeting | Refusal {
  const meeting = ctx.collected.of(meetingsSlice).byId.get(id)
  if (!meeting) return refuse('gone')
  if (meeting.cancelled) return refuse('meeting-cancelled')
  if (ctx.now < meeting.begins) return refuse('meeting-brief-early')
  if (!reportersIn(ctx, meeting).includes(ctx.person)) return refuse('meeting-brief-not-asked')
  return meeting.briefed.has(ctx.person) ? refuse('meeting-brief-there') : meeting
}

/**
 * Reports what a meeting was about, to the leaders whom the rules name.
 * @refuses {@link toBriefOf}, meeting-brief-text
 */
export async function briefMeeting(
  ctx: Context,
  { meeting: id, text }: Extract<MeetingIntent, { text: string }>,
): Promise<Outcome> {
  const meeting = toBriefOf(ctx, id)
  if (isRefusal(meeting)) return meeting
  if (text === '') return refuseForm([fault('text', 'meeting-brief-text')])
  meetingBriefed.write(ctx, {
    ...{ about: id, subject: ctx.person, personal: { summary: text } },
    body: { late: isBriefLate(ctx, meeting) },
  })
  const card = { kind: 'meeting-brief', key: keyOf(id, ctx.person) }
  const readers = readersOf(ctx.bureau, ctx.person)
  await sendCards(
    ctx,
    readers.map((person) => ({ person, card })),
  )
  const names = readers.map((one) => ctx.bureau.roster.nameOf(one)).join('、')
  return done('meeting-briefed', { who: names || '目前无人' })
}

/**
 * Says that a report was read.
 * @refuses gone, meeting-brief-not-yours, meeting-brief-read
 */
export async function readBrief(
  ctx: Context,
  { meeting: id, whose }: Extract<MeetingIntent, { verb: 'meeting.read' }>,
): Promise<Outcome> {
  const brief = ctx.collected.of(meetingsSlice).byId.get(id)?.briefed.get(whose)
  if (!brief) return refuse('gone')
  if (!readersOf(ctx.bureau, whose).includes(ctx.person)) return refuse('meeting-brief-not-yours')
  if (brief.readBy.some(({ person }) => person === ctx.person)) return refuse('meeting-brief-read')
  meetingBriefRead.write(ctx, { about: id, subject: whose, body: {} })
  return done('meeting-brief-read-now')
}
