import type { Day } from '../../base/day.js'
import { type MeetingMark, meetingMarks } from '../../workrules/meetings-model.js'
import { keyOf, partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { reportersIn } from './brief.js'
import { isInChain, waitingFor } from '../chain/people.js'
import { leaveFrom, type Meeting, meetingsSlice } from './meetings.js'
import {
  briefShown,
  type BriefShown,
  leaveShown,
  type MeetingLeaveShown,
  type MeetingShown,
  shownOf,
  unreachedOf,
} from './shown.js'
import { isExcused, keeps, readersOf } from './who.js'

/** A meeting before who is asked to it, or called it. */
export interface MeetingView {
  kind: 'meeting'
  meeting: MeetingShown
  /** What it is to the reader: nothing for who only keeps it. */
  own: {
    leave: MeetingLeaveShown | null
    /** Away altogether at that time. */
    excused: boolean
    found: MeetingMark | 'came' | 'excused' | null
    brief: { due: Day; late: boolean; to: string[]; given: BriefShown | null } | null
  } | null
  /** For who keeps it. */
  keeping: { leaves: string[]; asked: string[]; unreached: string[]; briefs: BriefLine[] } | null
  may: { ask: boolean; withdraw: boolean; brief: boolean; cancel: boolean; mark: boolean }
}

/** How one of the reports stands. */
export interface BriefLine {
  name: string
  card: CardRef | null
  late: boolean
}

export interface MeetingLeaveView {
  kind: 'meeting-leave'
  meeting: MeetingShown
  leave: MeetingLeaveShown
  may: boolean
  actingFor: string
}

export interface MeetingBriefView {
  kind: 'meeting-brief'
  meeting: MeetingShown
  brief: BriefShown
  mayRead: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * A meeting. Access: who is asked to it, and who keeps it.
 * @refuses gone
 */
export async function viewMeeting(seeing: Seeing, id: string): Promise<MeetingView | GoneView> {
  const { person, bureau, now } = seeing
  const meeting = seeing.collected.of(meetingsSlice).byId.get(id)
  if (!meeting || person === null) return gone
  const asked = meeting.persons.includes(person)
  const keeping = keeps(bureau, meeting, person)
  if (!asked && !keeping) return gone
  const begun = meeting.begins <= now
  const own = asked ? await ownPart(seeing, meeting, person) : null
  const open = meeting.cancelled === null
  const stage = own?.leave?.stage ?? null
  const mayAsk = stage === null || stage === 'returned' || stage === 'withdrawn'
  return {
    kind: 'meeting',
    meeting: await shownOf(seeing, meeting),
    own,
    keeping: keeping ? keepingPart(seeing, meeting) : null,
    may: {
      ask: open && asked && !begun && mayAsk && !own?.excused,
      withdraw: open && !begun && (stage === 'asked' || stage === 'approved'),
      brief: open && begun && own?.brief?.given === null,
      cancel: open && keeping && !begun,
      mark: open && keeping && begun && meeting.marked === null,
    },
  }
}

async function ownPart(
  seeing: Seeing,
  meeting: Meeting,
  person: string,
): Promise<MeetingView['own']> {
  const leave = leaveFrom(meeting, person)
  const { marked, briefDue } = meeting
  const reports = briefDue !== null && reportersIn(seeing, meeting).includes(person)
  const found = marked && (meetingMarks.find((mark) => marked[mark].includes(person)) ?? 'came')
  const excused = isExcused(seeing, meeting, person)
  return {
    leave: leave && (await leaveShown(seeing, leave)),
    excused: excused && leave?.stage !== 'approved',
    found: marked?.excused.includes(person) ? 'excused' : found,
    brief:
      reports && briefDue !== null
        ? {
            due: briefDue,
            late: seeing.today > briefDue,
            to: readersOf(seeing.bureau, person).map((one) => seeing.bureau.roster.nameOf(one)),
            given: await briefShown(seeing, meeting, person),
          }
        : null,
  }
}

function keepingPart(seeing: Seeing, meeting: Meeting): NonNullable<MeetingView['keeping']> {
  const { roster } = seeing.bureau
  const named = (all: readonly string[]): string[] => all.map((one) => roster.nameOf(one))
  const waiting = meeting.leaves.filter(({ stage }) => stage === 'asked')
  const reporters = meeting.begins <= seeing.now ? reportersIn(seeing, meeting) : []
  return {
    leaves: named(meeting.persons.filter((one) => isExcused(seeing, meeting, one))),
    asked: named(waiting.map(({ person }) => person)),
    unreached: unreachedOf(seeing, meeting),
    briefs: reporters.map((one): BriefLine => {
      const brief = meeting.briefed.get(one)
      const card = { kind: 'meeting-brief', key: keyOf(meeting.id, one) }
      return { name: roster.nameOf(one), card: brief ? card : null, late: brief?.late ?? false }
    }),
  }
}

/**
 * A leave from a meeting. Access: who decided on it, has it now, or learns of it.
 * @refuses gone, leave-not-yours-now
 */
export async function viewMeetingLeave(
  seeing: Seeing,
  id: string,
): Promise<MeetingLeaveView | GoneView> {
  const { person, bureau, collected } = seeing
  const { leaves, byId } = collected.of(meetingsSlice)
  const leave = leaves.get(id)
  const meeting = byId.get(leave?.meeting ?? '')
  if (!leave || !meeting || person === null) return gone
  if (!isInChain(seeing, leave, person)) return { kind: 'gone', code: 'leave-not-yours-now' }
  const waiting = waitingFor(seeing, leave)
  const may = meeting.cancelled === null && (waiting?.deciders.includes(person) ?? false)
  const standsIn = may ? waiting?.acting.get(person) : undefined
  return {
    kind: 'meeting-leave',
    meeting: await shownOf(seeing, meeting),
    leave: await leaveShown(seeing, leave),
    may,
    actingFor: standsIn === undefined ? '' : bureau.roster.nameOf(standsIn),
  }
}

/**
 * A report after a meeting. Access: to whom it goes, who wrote it, who called the meeting.
 * @refuses gone
 */
export async function viewBrief(seeing: Seeing, key: string): Promise<MeetingBriefView | GoneView> {
  const { person, bureau } = seeing
  const [id = '', whose = ''] = partsIn(key, 2) ?? []
  const meeting = seeing.collected.of(meetingsSlice).byId.get(id)
  const brief = meeting && (await briefShown(seeing, meeting, whose))
  if (!meeting || !brief || person === null) return gone
  const reads = readersOf(bureau, whose).includes(person)
  const given = meeting.briefed.get(whose)
  if (!reads && person !== whose && person !== meeting.caller) return gone
  return {
    kind: 'meeting-brief',
    meeting: await shownOf(seeing, meeting),
    brief,
    mayRead: reads && !given?.readBy.some((one) => one.person === person),
  }
}
