import { type Day, dayAt, timeAt } from '../../base/day.js'
import { meetingTimes } from '../../workrules/dates.js'
import type { MeetingMark } from '../../workrules/meetings-model.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { leftOf } from './marks.js'
import { type Meeting, meetingsSlice } from './meetings.js'
import { type MeetingShown, shownOf } from './shown.js'
import { isExcused, keeps, meetingRules } from './who.js'

/** Who came, before who writes it down. */
export interface MeetingMarksView {
  kind: 'meeting-marks'
  meeting: MeetingShown
  lateFrom: string
  expected: string[]
  excused: string[]
  waiting: string[]
  left: string[]
  /** What each mark is to the rules: whether it becomes a fact. */
  proposes: Readonly<Record<MeetingMark, boolean>>
  marked:
    | (Readonly<Record<MeetingMark, string[]>> & {
        by: string
        on: Day
        note: string
        came: number
        facts: { card: CardRef; names: string[] }[]
      })
    | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Who came. Access: who keeps the meeting. Before it begins, and once it is cancelled, there is nothing to write down.
 * @refuses gone
 */
export async function viewMarks(seeing: Seeing, id: string): Promise<MeetingMarksView | GoneView> {
  const { person, bureau } = seeing
  const meeting = seeing.collected.of(meetingsSlice).byId.get(id)
  if (!meeting || person === null || !keeps(bureau, meeting, person)) return gone
  if (meeting.cancelled || seeing.now < meeting.begins) return gone
  const rules = meetingRules(bureau)
  const { marked } = meeting
  const named = (all: readonly string[]): string[] => all.map((one) => bureau.roster.nameOf(one))
  const left = marked ? marked.left : leftOf(seeing, meeting)
  const there = meeting.persons.filter((one) => !left.includes(one))
  const excused = marked ? marked.excused : there.filter((one) => isExcused(seeing, meeting, one))
  const waiting = meeting.leaves.filter(({ stage }) => stage === 'asked')
  const proposes = (mark: MeetingMark): boolean => (rules?.marks[mark].value ?? null) !== null
  return {
    kind: 'meeting-marks',
    meeting: await shownOf(seeing, meeting),
    lateFrom: rules ? timeAt(meetingTimes(rules, meeting.begins).lateFrom) : meeting.time,
    expected: named(there.filter((one) => !excused.includes(one))),
    excused: named(excused),
    waiting: named(waiting.map((leave) => leave.person)),
    left: named(left),
    proposes: {
      ...{ absent: proposes('absent'), late: proposes('late') },
      substituted: proposes('substituted'),
    },
    marked: marked && (await markedShown(seeing, meeting, marked)),
  }
}

async function markedShown(
  seeing: Seeing,
  { persons }: Meeting,
  marked: NonNullable<Meeting['marked']>,
): Promise<MeetingMarksView['marked']> {
  const { roster } = seeing.bureau
  const { absent, late, substituted, excused, left, by, on, entry, facts } = marked
  const named = (all: readonly string[]): string[] => all.map((one) => roster.nameOf(one))
  const texts = await textsOf(seeing.db, [entry], ['note'])
  const away = absent.length + substituted.length + excused.length + left.length
  return {
    ...{ absent: named(absent), late: named(late), substituted: named(substituted) },
    ...{ by: roster.nameOf(by), on: dayAt(on), note: texts.get(entry)?.note ?? '' },
    came: persons.length - away,
    facts: facts.map(({ fact, persons: whom }) => ({
      card: { kind: 'approval', key: fact },
      names: named(whom),
    })),
  }
}
