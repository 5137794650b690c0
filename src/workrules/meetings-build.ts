import { oneOf, wholeNumber } from '../scheme/language/words.js'
import { rolesWord } from './build-limits.js'
import { entriesOf } from './entries.js'
import { type MeetingRules, meetingMarks } from './meetings-model.js'
import type { WorkPlace } from './reader.js'
import type { Draft } from './shape.js'

/** What the rules say of meetings. */
export function buildMeetings(draft: NonNullable<Draft['meetings']>, at: WorkPlace): MeetingRules {
  const { reader } = at
  const says = reader.sentence('meetings', [...at.path, 'says'], draft.says)
  const enters = at.below('enters')
  const minutes = (key: 'from' | 'by'): number => {
    const raw = draft.enters?.[key]
    const whole = wholeNumber(reader, [...enters.path, key])
    return raw === undefined ? 0 : enters.set(key, raw, whole, 0).value
  }
  const marks = at.below('marks')
  const findings = findingWord(at)
  const [absent, late, substituted] = meetingMarks.map((mark) =>
    marks.set(mark, draft.marks[mark], findings, null),
  )
  const nothing = marks.set('absent', undefined, findings, null)
  return {
    clause: draft.clause,
    says,
    enters: { from: minutes('from'), by: minutes('by') },
    lateFrom: at.set('late-from', draft['late-from'], oneOf('beginning', 'entering'), 'beginning'),
    callers: at.below('by').set('calls', draft.by.calls, rolesWord(at), []),
    occasion: at.known('occasion', 'occasion', draft.occasion),
    marks: {
      absent: absent ?? nothing,
      late: late ?? nothing,
      substituted: substituted ?? nothing,
    },
    inPerson: inPersonOf(draft, at),
    leave: leaveOf(draft, at),
    brief: briefOf(draft, at),
  }
}

function inPersonOf(
  { 'in-person': draft }: NonNullable<Draft['meetings']>,
  at: WorkPlace,
): MeetingRules['inPerson'] {
  if (draft === undefined) return null
  const place = at.inside('in-person', 'in-person')
  const says = at.reader.sentence('in-person', [...place.path, 'says'], draft.says)
  return { clause: draft.clause, says }
}

function leaveOf(
  { leave: draft }: NonNullable<Draft['meetings']>,
  at: WorkPlace,
): MeetingRules['leave'] {
  const place = at.inside('meeting-leave', 'leave')
  const says = at.reader.sentence('meeting-leave', [...place.path, 'says'], draft.says)
  const months = wholeNumber(at.reader, [...place.path, 'erased-after'])
  return {
    clause: draft.clause,
    says,
    chain: place.known('chain', 'chain', draft.chain) ?? '',
    erasedAfter: place.set('erased-after', draft['erased-after'], months, 0),
  }
}

function briefOf(
  { brief: draft }: NonNullable<Draft['meetings']>,
  at: WorkPlace,
): MeetingRules['brief'] {
  if (draft === undefined) return null
  const place = at.inside('brief', 'brief')
  const says = at.reader.sentence('brief', [...place.path, 'says'], draft.says)
  return {
    clause: draft.clause,
    says,
    of: place.set('of', draft.of, oneOf('named', 'each'), 'named'),
    due: place.set('due', draft.due, wholeNumber(at.reader, [...place.path, 'due']), 0),
    reads: place.below('by').knownAll('role', 'reads', draft.by.reads),
  }
}

/** A finding of attendance, or `none`. */
function findingWord(at: WorkPlace) {
  const known = entriesOf(at.reader.draft, 'finding').flatMap(({ id }) =>
    typeof id === 'string' ? [id] : [],
  )
  return {
    word: (raw: string | string[]): string | null | undefined =>
      raw === 'none' ? null : known.find((one) => one === raw),
    can: ['none', ...known].join('、'),
  }
}
