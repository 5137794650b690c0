import { hold, type Claim } from '../../storage/locks.js'
import { keyOf } from '../card-key.js'
import { waitingFor } from '../chain/people.js'
import type { Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Brought, type BroughtCard, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { sendCards } from '../notices.js'
import { cyclesReliedOn, occurrencesHeld } from '../running-claim.js'
import { briefAsks, markAsks, meetingLeaveAsks } from './asks.js'
import { briefMeeting, readBrief } from './brief.js'
import { anotherMeeting, callMeeting, cancelMeeting } from './call.js'
import {
  meetingBriefed,
  meetingBriefRead,
  meetingCalled,
  meetingCancelled,
  meetingLeaveAsked,
  meetingLeaveChain,
  meetingLeaveErased,
  meetingMarked,
  meetingUnreached,
} from './entries.js'
import type { MeetingFormIntent, MeetingIntent, MeetingLeaveIntent } from './intents.js'
import { eraseMeetingLeaves, meetingRemindJob } from './jobs.js'
import { askMeetingLeave, decideMeetingLeave, withdrawMeetingLeave } from './leave.js'
import { markMeeting } from './marks.js'
import { meetingsSlice } from './meetings.js'
import { viewMeetingForm, viewMeetings } from './list-view.js'
import { viewMarks } from './marks-view.js'
import { viewBrief, viewMeeting, viewMeetingLeave } from './views.js'
import { mayNotCall, mayNotMeet } from './who.js'

const meetingClaim = (id: string): Claim => ({ kind: 'meeting', id })

const one = ({ meeting }: { meeting: string }): Claim[] => [meetingClaim(meeting)]

const marking = ({ meeting }: { meeting: string }): Claim[] => {
  return [cyclesReliedOn, occurrencesHeld, meetingClaim(meeting)]
}

/** Every card about a meeting, and the homes and lists of those whom it asks. */
function aboutMeeting(written: Written, situation: Situation): Stale[] {
  const { byId, leaves } = situation.collected.of(meetingsSlice)
  const leave = leaves.get(written.about ?? '')
  const id = leave?.meeting ?? written.about ?? written.id
  const meeting = byId.get(id)
  const persons = meeting
    ? [meeting.caller, ...meeting.persons]
    : [written.by, ...(meetingCalled.read(written)?.persons ?? [])]
  const deciders = leave ? (waitingFor(situation, leave)?.asked ?? []) : []
  const briefs = meeting ? [...meeting.briefed.keys()].map((whose) => keyOf(id, whose)) : []
  return [
    { kind: 'meeting', keys: [id] },
    { kind: 'meeting-marks', keys: [id] },
    ...(meeting ? [{ kind: 'meeting-leave', keys: meeting.leaves.map((each) => each.id) }] : []),
    { kind: 'meeting-brief', keys: briefs },
    { kind: 'meetings', persons },
    { kind: 'meeting-form', persons: [meeting?.caller ?? written.by] },
    homeOf(...persons, ...deciders, written.by),
  ]
}

/** Whom the platform would not bring it to: who called it learns that, and tells them. */
async function meetingBrought({ tx, bureau, fresh }: Brought, of: BroughtCard): Promise<void> {
  if (of.delivered) return
  await hold(tx, bureau, [meetingClaim(of.key)])
  const ctx = await fresh()
  const meeting = ctx?.collected.of(meetingsSlice).byId.get(of.key)
  const person = ctx?.bureau.personAt.get(of.address)
  if (!ctx || !meeting || person === undefined || !meeting.persons.includes(person)) return
  if (meeting.unreached.has(person)) return
  meetingUnreached.write(ctx, { about: meeting.id, subject: person, by: 'system', body: {} })
  await sendCards(ctx, [{ person: meeting.caller, card: { kind: 'meeting', key: meeting.id } }])
}

/** Meetings: called, told, left out by leave, who came, and the report after: 会议. */
export const meetingFlow: Flow = {
  name: 'meeting',
  serves: ['meetings'],
  slices: [meetingsSlice],
  verbs: verbs<MeetingFormIntent | MeetingIntent | MeetingLeaveIntent>({
    'meeting.call': { act: callMeeting },
    'meeting.again': { act: anotherMeeting },
    'meeting.cancel': { claims: one, act: cancelMeeting },
    'meeting.ask': { claims: one, act: askMeetingLeave },
    'meeting.agree': { claims: one, act: decideMeetingLeave },
    'meeting.return': { claims: one, act: decideMeetingLeave },
    'meeting.refuse': { claims: one, act: decideMeetingLeave },
    'meeting.withdraw': { claims: one, act: withdrawMeetingLeave },
    // Whoever records one of them at the same time is before or after.
    'meeting.as-expected': { claims: marking, act: markMeeting },
    'meeting.mark': { claims: marking, act: markMeeting },
    'meeting.brief': { claims: one, act: briefMeeting },
    'meeting.read': { claims: one, act: readBrief },
  }),
  cards: {
    meetings: { view: viewMeetings, onDemand: true, mayOpen: mayNotMeet },
    'meeting-form': { view: viewMeetingForm, onDemand: true, mayOpen: mayNotCall },
    meeting: { view: viewMeeting, daily: true, brought: meetingBrought },
    'meeting-marks': { view: viewMarks, daily: true },
    'meeting-leave': { view: viewMeetingLeave, daily: true },
    'meeting-brief': { view: viewBrief },
  },
  stale: Object.fromEntries(
    [
      meetingCalled,
      meetingCancelled,
      meetingUnreached,
      meetingLeaveAsked,
      meetingLeaveChain.passed,
      meetingLeaveChain.returned,
      meetingLeaveChain.refused,
      meetingLeaveChain.withdrawn,
      meetingLeaveErased,
      meetingMarked,
      meetingBriefed,
      meetingBriefRead,
    ].map(({ kind }) => [kind, aboutMeeting]),
  ),
  asks: [meetingLeaveAsks, markAsks, briefAsks],
  jobs: [meetingRemindJob, eraseMeetingLeaves],
  commands: [
    {
      name: '会议',
      words: ['meeting', 'meetings', '会议', '我的会议', '召集会议', '开会'],
      argument: 'none',
      /** @refuses {@link mayNotMeet} */
      card: async (ctx) => mayNotMeet(ctx) ?? { kind: 'meetings', key: 'mine' },
    },
  ],
}
