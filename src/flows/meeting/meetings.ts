import { type Day, day, type Instant, momentOf } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import type { MeetingMark } from '../../workrules/meetings-model.js'
import { slice } from '../collected.js'
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

/** How a leave from a meeting stands. */
export type MeetingLeaveStage = 'asked' | 'approved' | 'returned' | 'refused' | 'withdrawn'

/** A leave from a meeting with all that was decided about it, without any text of people. */
export interface MeetingLeave {
  id: string
  meeting: string
  person: string
  askedAt: Instant
  deciding: readonly string[]
  informed: readonly string[]
  stage: MeetingLeaveStage
  passed: {
    at: number
    role: string
    by: string
    on: Instant
    actingFor: string | null
    entry: string
  }[]
  ended: { by: string; on: Instant; entry: string } | null
  erased: boolean
}

/** What was written down of who came. */
export interface Marked extends Readonly<Record<MeetingMark, readonly string[]>> {
  by: string
  on: Instant
  entry: string
  excused: readonly string[]
  left: readonly string[]
  facts: readonly { fact: string; persons: readonly string[] }[]
}

/** A report after a meeting. */
export interface Brief {
  person: string
  on: Instant
  entry: string
  late: boolean
  readBy: { person: string; on: Instant }[]
}

/** A meeting without any text of people. */
export interface Meeting {
  id: string
  caller: string
  calledAt: Instant
  day: Day
  time: string
  begins: Instant
  persons: readonly string[]
  briefs: readonly string[] | 'each'
  briefDue: Day | null
  unreached: Set<string>
  cancelled: { on: Instant; entry: string } | null
  leaves: MeetingLeave[]
  marked: Marked | null
  briefed: Map<string, Brief>
}

/** A bureau's meetings and where they are found. */
export interface MeetingsCollected {
  byId: Map<string, Meeting>
  /** Those to which a person is asked, or which they called; earliest called first. */
  byPerson: Map<string, Meeting[]>
  leaves: Map<string, MeetingLeave>
  /** Those about which something may still be to be done. */
  open: Set<Meeting>
}

export const meetingsSlice = slice<MeetingsCollected>(
  'meetings',
  () => ({ byId: new Map(), byPerson: new Map(), leaves: new Map(), open: new Set() }),
  {
    [meetingCalled.kind]: call,
    [meetingCancelled.kind]: about((meeting, entry) => {
      meeting.cancelled = { on: entry.at, entry: entry.id }
    }),
    [meetingUnreached.kind]: about((meeting, entry) => {
      meeting.unreached.add(entry.subject ?? '')
    }),
    [meetingLeaveAsked.kind]: about(askLeave),
    [meetingLeaveChain.passed.kind]: ofLeave((leave, entry) => {
      const { at, role, actingFor, last } = meetingLeaveChain.passed.body(entry)
      leave.passed.push({ at, role, by: entry.by, on: entry.at, actingFor, entry: entry.id })
      if (last) leave.stage = 'approved'
    }),
    [meetingLeaveChain.returned.kind]: ofLeave((leave, entry) => end(leave, entry, 'returned')),
    [meetingLeaveChain.refused.kind]: ofLeave((leave, entry) => end(leave, entry, 'refused')),
    [meetingLeaveChain.withdrawn.kind]: ofLeave((leave, entry) => end(leave, entry, 'withdrawn')),
    [meetingLeaveErased.kind]: ofLeave((leave) => {
      leave.erased = true
    }),
    [meetingMarked.kind]: about((meeting, entry) => {
      const { by, at: on, id } = entry
      meeting.marked = { ...meetingMarked.body(entry), by, on, entry: id }
    }),
    [meetingBriefed.kind]: about((meeting, entry) => {
      const { late } = meetingBriefed.body(entry)
      const { by: person, at: on, id } = entry
      meeting.briefed.set(person, { person, on, entry: id, late, readBy: [] })
    }),
    [meetingBriefRead.kind]: about((meeting, entry) => {
      const brief = meeting.briefed.get(entry.subject ?? '')
      brief?.readBy.push({ person: entry.by, on: entry.at })
    }),
  },
)

function call(state: MeetingsCollected, entry: PlainEntry): void {
  const { time, persons, briefs, briefDue } = meetingCalled.body(entry)
  const meeting: Meeting = {
    ...{
      id: entry.id,
      caller: entry.by,
      calledAt: entry.at,
      day: entry.day,
      time,
      persons,
      briefs,
    },
    begins: momentOf(entry.day, time),
    briefDue: briefDue === null ? null : day(briefDue),
    unreached: new Set(),
    ...{ cancelled: null, leaves: [], marked: null, briefed: new Map() },
  }
  state.byId.set(meeting.id, meeting)
  state.open.add(meeting)
  for (const person of new Set([meeting.caller, ...persons])) {
    const known = state.byPerson.get(person)
    if (known) known.push(meeting)
    else state.byPerson.set(person, [meeting])
  }
}

function askLeave(meeting: Meeting, entry: PlainEntry, state: MeetingsCollected): void {
  const { deciding, informed } = meetingLeaveAsked.body(entry)
  const leave: MeetingLeave = {
    ...{ id: entry.id, meeting: meeting.id, person: entry.by, askedAt: entry.at },
    ...{ deciding, informed, passed: [], ended: null, erased: false },
    stage: deciding.length === 0 ? 'approved' : 'asked',
  }
  meeting.leaves.push(leave)
  state.leaves.set(leave.id, leave)
}

function about(
  change: (meeting: Meeting, entry: PlainEntry, state: MeetingsCollected) => void,
): (state: MeetingsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const meeting = state.byId.get(entry.about ?? '')
    if (!meeting) return
    change(meeting, entry, state)
    if (isOver(meeting)) state.open.delete(meeting)
  }
}

function ofLeave(
  change: (leave: MeetingLeave, entry: PlainEntry) => void,
): (state: MeetingsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const leave = state.leaves.get(entry.about ?? '')
    if (leave) change(leave, entry)
  }
}

function end(leave: MeetingLeave, entry: PlainEntry, stage: MeetingLeaveStage): void {
  leave.stage = stage
  leave.ended = { by: entry.by, on: entry.at, entry: entry.id }
}

/** Nothing is to be done any more: it was cancelled, or it is known who came and every report is there. */
function isOver(meeting: Meeting): boolean {
  if (meeting.cancelled) return true
  return (
    meeting.marked !== null && reportersOf(meeting, []).every((who) => meeting.briefed.has(who))
  )
}

/** Who reports after a meeting: of whom the caller named, those who came. `excused`: who has leave, before that is written down. */
export function reportersOf(
  {
    briefs,
    briefDue,
    persons,
    marked,
  }: Pick<Meeting, 'briefs' | 'briefDue' | 'persons' | 'marked'>,
  excused: readonly string[],
): string[] {
  if (briefDue === null) return []
  const { absent = [], substituted = [], excused: had = [], left = [] } = marked ?? {}
  const away = new Set([...absent, ...substituted, ...had, ...left, ...excused])
  return (briefs === 'each' ? persons : briefs).filter((person) => !away.has(person))
}

/** A person's leave from a meeting that was asked for last; null for none. */
export function leaveFrom(meeting: Meeting, person: string): MeetingLeave | null {
  return meeting.leaves.findLast((leave) => leave.person === person) ?? null
}
