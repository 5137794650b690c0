import type { Day } from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { meetingDraft, noMeetingWords } from './form.js'
import type { MeetingWords } from './intents.js'
import { leaveFrom, type Meeting, type MeetingLeaveStage, meetingsSlice } from './meetings.js'
import { type MeetingShown, shownOf, unreachedOf } from './shown.js'
import { keeps, mayNotCall, mayNotMeet, meetingRules } from './who.js'

/** The form that calls a meeting, or what it has become. */
export interface MeetingFormView {
  kind: 'meeting-form'
  step:
    | {
        step: 'form'
        words: MeetingWords
        /** Whether the caller names who reports; else each does, or nobody. */
        briefs: 'named' | 'each' | 'none'
        /** Whoever is named comes in person. */
        inPerson: boolean
        clause: string
      }
    | { step: 'made'; meeting: MeetingShown; unreached: string[] }
}

/** One's meetings: what comes, and what was last. */
export interface MeetingsView {
  kind: 'meetings'
  /** Begun, and not written down who came, where the reader may. */
  toMark: MeetingLine[]
  coming: MeetingLine[]
  past: MeetingLine[]
  mayCall: boolean
  /** Who may call one, where the reader may not; ''. */
  callers: string
}

export interface MeetingLine {
  id: string
  title: string
  day: Day
  time: string
  place: string
  called: boolean
  leave: MeetingLeaveStage | null
  cancelled: boolean
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * The form, or its receipt. Access: who may call meetings.
 * @refuses {@link mayNotCall}
 */
export async function viewMeetingForm(seeing: Seeing): Promise<MeetingFormView | GoneView> {
  const { bureau, person, db } = seeing
  if (person === null) return gone
  const refusal = mayNotCall({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const draft = await meetingDraft(db, { bureau, person })
  const made = seeing.collected.of(meetingsSlice).byId.get(draft?.made ?? '')
  if (made) {
    const meeting = await shownOf(seeing, made)
    return {
      kind: 'meeting-form',
      step: { step: 'made', meeting, unreached: unreachedOf(seeing, made) },
    }
  }
  const rules = meetingRules(bureau)
  const step = {
    step: 'form' as const,
    words: draft?.words ?? noMeetingWords,
    briefs: rules?.brief?.of.value ?? ('none' as const),
    inPerson: rules ? rules.inPerson !== null : false,
    clause: rules?.clause ?? '',
  }
  return { kind: 'meeting-form', step }
}

/** Of those that were, so many are listed. */
const [comingMax, pastMax] = [8, 5]

/**
 * One's meetings. Access: everybody of the roster, their own.
 * @refuses {@link mayNotMeet}
 */
export async function viewMeetings(seeing: Seeing): Promise<MeetingsView | GoneView> {
  const { bureau, person, collected, now } = seeing
  if (person === null) return gone
  const refusal = mayNotMeet({ bureau })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const { byPerson, open } = collected.of(meetingsSlice)
  const toMark = [...open]
    .filter((one) => one.begins <= now && one.marked === null && keeps(bureau, one, person))
    .slice(0, comingMax)
  const all = (byPerson.get(person) ?? []).filter((one) => !toMark.includes(one))
  const coming = all
    .filter(({ begins, cancelled }) => begins > now && cancelled === null)
    .sort((a, b) => a.begins - b.begins)
    .slice(0, comingMax)
  const past = all
    .filter(({ begins, cancelled }) => begins <= now || cancelled !== null)
    .sort((a, b) => b.begins - a.begins)
    .slice(0, pastMax)
  const texts = await textsOf(
    seeing.db,
    [...toMark, ...coming, ...past].map(({ id }) => id),
    ['title', 'place'],
  )
  const lineOf = (meeting: Meeting): MeetingLine => {
    const { id, day, time, caller, cancelled } = meeting
    const { title = '', place = '' } = texts.get(id) ?? {}
    return {
      ...{ id, title, place, day, time },
      called: caller === person,
      leave: leaveFrom(meeting, person)?.stage ?? null,
      cancelled: cancelled !== null,
    }
  }
  const mayNot = mayNotCall({ bureau, person })
  return {
    kind: 'meetings',
    toMark: toMark.map(lineOf),
    coming: coming.map(lineOf),
    past: past.map(lineOf),
    mayCall: mayNot === null,
    callers: mayNot?.with.who ?? '',
  }
}
