import { type Day, dayAt, type Instant, timeAt } from '../../base/day.js'
import { meetingTimes } from '../../workrules/dates.js'
import type { Seeing } from '../context.js'
import { textsOf } from '../texts.js'
import { waitingFor } from '../chain/people.js'
import type { Meeting, MeetingLeave, MeetingLeaveStage } from './meetings.js'
import { meetingRules } from './who.js'

/** What a meeting is: before everybody who is asked to it. */
export interface MeetingShown {
  id: string
  title: string
  place: string
  note: string
  day: Day
  time: string
  /** Between when one goes in; '' where the rules say nothing. */
  enter: string
  caller: string
  callerUnit: string
  names: string[]
  count: number
  stage: 'called' | 'begun' | 'marked' | 'cancelled'
  /** Why it was cancelled; ''. */
  reason: string
  clause: string
  /** That one comes in person, as the rules say; ''. */
  inPerson: boolean
}

/** A leave from a meeting before the person and its chain. */
export interface MeetingLeaveShown {
  id: string
  person: string
  name: string
  stage: MeetingLeaveStage
  /** Null where it was erased. */
  reason: string | null
  /** Who has it now. */
  waits: string[]
  passed: { role: string; name: string; on: Day; actingFor: string; remark: string }[]
  ended: { by: string; on: Day; reason: string } | null
  askedOn: Day
}

/** A report after a meeting. */
export interface BriefShown {
  person: string
  name: string
  on: Day
  late: boolean
  text: string
  readBy: string[]
}

/** Of long lists of names so many stand on a card. */
const namesMax = 60

/** What a meeting is. */
export async function shownOf(seeing: Seeing, meeting: Meeting): Promise<MeetingShown> {
  const { roster } = seeing.bureau
  const { cancelled, id } = meeting
  const entries = [id, ...(cancelled ? [cancelled.entry] : [])]
  const texts = await textsOf(seeing.db, entries, ['title', 'place', 'note', 'reason'])
  const { title = '', place = '', note = '' } = texts.get(id) ?? {}
  const rules = meetingRules(seeing.bureau)
  const unit = roster.lastUnitOf(meeting.caller)
  return {
    ...{ id, title, place, note, day: meeting.day, time: meeting.time },
    enter: rules && rules.enters.from > 0 ? enterText(meetingTimes(rules, meeting.begins)) : '',
    caller: roster.nameOf(meeting.caller),
    callerUnit: unit === null ? '' : roster.unitNameOf(unit),
    names: meeting.persons.slice(0, namesMax).map((one) => roster.nameOf(one)),
    count: meeting.persons.length,
    stage: cancelled
      ? 'cancelled'
      : meeting.marked
        ? 'marked'
        : seeing.now < meeting.begins
          ? 'called'
          : 'begun',
    reason: cancelled ? (texts.get(cancelled.entry)?.reason ?? '') : '',
    clause: rules?.clause ?? '',
    inPerson: rules ? rules.inPerson !== null : false,
  }
}

function enterText({ enterFrom, enterBy }: { enterFrom: Instant; enterBy: Instant }): string {
  return `${timeAt(enterFrom)}～${timeAt(enterBy)}`
}

/** A leave from a meeting, with what was written. */
export async function leaveShown(seeing: Seeing, leave: MeetingLeave): Promise<MeetingLeaveShown> {
  const { roster, work } = seeing.bureau
  const { id, person, stage, ended, passed, erased } = leave
  const entries = [id, ...passed.map(({ entry }) => entry), ...(ended ? [ended.entry] : [])]
  const texts = await textsOf(seeing.db, entries, ['reason'])
  const textOf = (entry: string): string => texts.get(entry)?.reason ?? ''
  const waiting = waitingFor(seeing, leave)
  return {
    ...{ id, person, stage, name: roster.nameOf(person), askedOn: dayAt(leave.askedAt) },
    reason: erased ? null : textOf(id),
    waits: (waiting?.asked ?? []).map((one) => roster.nameOf(one)),
    passed: passed.map((one) => ({
      role: work?.rules.roles.find((role) => role.id === one.role)?.name ?? one.role,
      name: roster.nameOf(one.by),
      on: dayAt(one.on),
      actingFor: one.actingFor === null ? '' : roster.nameOf(one.actingFor),
      remark: textOf(one.entry),
    })),
    ended: ended && {
      by: roster.nameOf(ended.by),
      on: dayAt(ended.on),
      reason: textOf(ended.entry),
    },
  }
}

/** Somebody's report; null while there is none. */
export async function briefShown(
  seeing: Seeing,
  meeting: Meeting,
  whose: string,
): Promise<BriefShown | null> {
  const brief = meeting.briefed.get(whose)
  if (!brief) return null
  const { roster } = seeing.bureau
  const texts = await textsOf(seeing.db, [brief.entry], ['summary'])
  return {
    ...{ person: whose, name: roster.nameOf(whose), on: dayAt(brief.on), late: brief.late },
    text: texts.get(brief.entry)?.summary ?? '',
    readBy: brief.readBy.map(({ person }) => roster.nameOf(person)),
  }
}

/** Whom the platform would not bring it to: the caller tells them. */
export function unreachedOf({ bureau }: Seeing, meeting: Meeting): string[] {
  return meeting.persons
    .filter((one) => meeting.unreached.has(one) || !bureau.addresses.has(one))
    .map((one) => bureau.roster.nameOf(one))
}
