import { addDays, type Day, dayAt, dayText, type Instant, momentOf } from '../../base/day.js'
import type { Ask, AskKind } from '../asks.js'
import type { CardRef } from '../cards.js'
import type { Situation } from '../context.js'
import { reportersIn } from './brief.js'
import { waitingFor } from '../chain/people.js'
import { type Meeting, meetingsSlice } from './meetings.js'

/** Who came is written down until the end of the next working day: the rules name no time. */
const markDays = 1

function askOf(
  meeting: Meeting,
  of: { kind: string; who: string; about: string; code: string; card: CardRef } & {
    instead?: string | undefined
    opens: Instant
    due: Day
    name?: string
  },
): Ask {
  const { kind, who, about, code, card, opens, due, instead, name = '' } = of
  return {
    ...{ kind, who, about, card, opens, due, cycle: null, occasion: about },
    says: { code, with: { day: dayText(meeting.day), time: meeting.time, name } },
    lateFrom: momentOf(addDays(due, 1)),
    ...(instead === undefined ? {} : { instead }),
  }
}

function openMeetings({ collected }: Situation): readonly Meeting[] {
  return [...collected.of(meetingsSlice).open]
}

/** The last day for writing down who came. */
export function marksDue({ calendar }: Pick<Situation, 'calendar'>, meeting: Meeting): Day {
  return calendar.addWorkingDays(meeting.day, markDays)
}

/** A leave from a meeting waits for who decides; where nobody holds the role, for the office. */
export const meetingLeaveAsks: AskKind = {
  name: 'meeting.decide',
  open: (situation, { person, occasion }) =>
    openMeetings(situation).flatMap((meeting) =>
      meeting.leaves.flatMap((leave) => {
        if ((occasion ?? leave.id) !== leave.id) return []
        const waiting = waitingFor(situation, leave)
        if (!waiting) return []
        const { roster } = situation.bureau
        const vacant = waiting.asked.length === 0
        const office = roster.holders('assessment-office').map(({ id }) => id)
        const since = dayAt(leave.passed.at(-1)?.on ?? leave.askedAt)
        return (vacant ? office : waiting.asked)
          .filter((who) => person === undefined || who === person)
          .map((who) =>
            askOf(meeting, {
              ...{ kind: 'meeting.decide', who, about: leave.id, opens: leave.askedAt },
              instead: waiting.acting.get(who),
              code: vacant ? 'ask-meeting-leave-vacant' : 'ask-meeting-leave',
              card: vacant
                ? { kind: 'missing', key: 'all' }
                : { kind: 'meeting-leave', key: leave.id },
              due: meeting.day < since ? since : meeting.day,
              name: roster.nameOf(leave.person),
            }),
          )
      }),
    ),
}

/** Who called a meeting writes down who came, once it has begun. */
export const markAsks: AskKind = {
  name: 'meeting.mark',
  open: (situation, { person, occasion }) =>
    openMeetings(situation).flatMap((meeting) => {
      const { id, caller, begins, marked } = meeting
      if (marked || situation.now < begins || (occasion ?? id) !== id) return []
      const { roster } = situation.bureau
      const office = roster.holders('assessment-office').map((one) => one.id)
      // Who called it may have left since.
      return (roster.person(caller) ? [caller] : office)
        .filter((who) => person === undefined || who === person)
        .map((who) =>
          askOf(meeting, {
            ...{ kind: 'meeting.mark', who, about: id, code: 'ask-meeting-mark', opens: begins },
            card: { kind: 'meeting-marks', key: id },
            due: marksDue(situation, meeting),
          }),
        )
    }),
}

/** Who was asked for it reports after the meeting. */
export const briefAsks: AskKind = {
  name: 'meeting.brief',
  own: true,
  open: (situation, { person, occasion }) =>
    openMeetings(situation).flatMap((meeting) => {
      const { id, begins, briefDue, briefed } = meeting
      if (briefDue === null || situation.now < begins || (occasion ?? id) !== id) return []
      return reportersIn(situation, meeting)
        .filter((who) => !briefed.has(who) && (person ?? who) === who)
        .filter((who) => situation.bureau.roster.person(who) !== undefined)
        .map((who) =>
          askOf(meeting, {
            ...{ kind: 'meeting.brief', who, about: id, code: 'ask-meeting-brief', opens: begins },
            ...{ card: { kind: 'meeting', key: id }, due: briefDue },
          }),
        )
    }),
}
